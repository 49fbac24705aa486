import type { Role, Sense } from './roles.js';

/** What a member of a film may be allowed to do. Signing off is asked per sense with {@link maySign}. */
export const ABILITIES = [
  'read',
  'comment',
  'see team notes',
  'resolve',
  'spot',
  'upload versions',
  'upload cuts',
  'manage people',
] as const;

export type Ability = (typeof ABILITIES)[number];

/**
 * Who asks: the role on the film (null when not a member), and whether the person owns this installation.
 * The owner may read every film and manage its people, but comments, signs and delivers only in a role.
 */
export interface Standing {
  readonly role: Role | null;
  readonly owner: boolean;
}

interface Grant {
  readonly abilities: readonly Ability[];
  readonly signs: readonly Sense[];
}

const reviewer = ['read', 'comment', 'resolve'] as const;
const musicTeam = ['read', 'comment', 'see team notes', 'resolve', 'spot', 'upload versions'] as const;

/** The one table of rights. `docs/access.md` is printed from it. */
const GRANTS: Record<Role, Grant> = {
  director: { abilities: [...reviewer, 'spot'], signs: ['creative'] },
  producer: { abilities: [...reviewer, 'upload cuts', 'manage people'], signs: ['final'] },
  composer: { abilities: [...musicTeam, 'upload cuts', 'manage people'], signs: [] },
  orchestrator: { abilities: ['read', 'comment', 'see team notes', 'upload versions'], signs: [] },
  'music editor': { abilities: [...musicTeam, 'upload cuts', 'manage people'], signs: [] },
  'music supervisor': {
    abilities: [...reviewer, 'see team notes', 'spot', 'upload versions'],
    signs: ['clearance'],
  },
  'picture editor': { abilities: ['read', 'comment', 'spot', 'upload cuts'], signs: [] },
  mixer: { abilities: ['read', 'comment', 'see team notes', 'upload versions'], signs: [] },
  observer: { abilities: ['read'], signs: [] },
  guest: { abilities: ['read', 'comment'], signs: [] },
};

const OWNER_ABILITIES: readonly Ability[] = ['read', 'manage people'];

/** Whether someone of this standing may do this on the film. */
export function may(standing: Standing, ability: Ability): boolean {
  if (standing.owner && OWNER_ABILITIES.includes(ability)) return true;
  return standing.role !== null && GRANTS[standing.role].abilities.includes(ability);
}

/** Whether someone of this standing may sign a version off in this sense. Owning the installation gives no such right. */
export function maySign(standing: Standing, sense: Sense): boolean {
  return standing.role !== null && GRANTS[standing.role].signs.includes(sense);
}

/** The senses in which this standing may sign, in the order of `SENSES`. */
export function sensesOf(standing: Standing): readonly Sense[] {
  return standing.role === null ? [] : GRANTS[standing.role].signs;
}
