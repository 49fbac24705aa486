/** The roles a person can have on a film. A person has exactly one role on each film they belong to. */
export const ROLES = [
  'director',
  'producer',
  'composer',
  'orchestrator',
  'music editor',
  'music supervisor',
  'picture editor',
  'mixer',
  'observer',
  'guest',
] as const;

export type Role = (typeof ROLES)[number];

/**
 * The senses in which a version can be signed off: `creative` (it tells the story), `final` (it may be delivered)
 * and `clearance` (its rights are settled).
 */
export const SENSES = ['creative', 'final', 'clearance'] as const;

export type Sense = (typeof SENSES)[number];
