import type { CueSummary } from './films.js';

/**
 * How far a cue has come, in one word. What asks for work comes before what is done:
 * `declined` and `stale` before notes, `must` before `noted`, and only what asks for nothing is `in review` or `signed`.
 */
export const CUE_STANDINGS = [
  'spotted',
  'in review',
  'noted',
  'must',
  'declined',
  'stale',
  'signed',
] as const;

export type CueStanding = (typeof CUE_STANDINGS)[number];

/** The senses without which a version is not done. Clearance is settled beside the music, often after it. */
const DONE = ['creative', 'final'] as const;

/** Whether there is a decision in every sense without which the newest version of a cue is not done. */
export function isDecided({ signOffs }: Pick<CueSummary, 'signOffs'>): boolean {
  return DONE.every((sense) => signOffs[sense] !== undefined);
}

/** The standing of a cue, by its newest version that is not temp. */
export function cueStanding({
  newest,
  openNotes,
  mustNotes,
  signOffs,
  staleSenses,
}: Pick<CueSummary, 'newest' | 'openNotes' | 'mustNotes' | 'signOffs' | 'staleSenses'>): CueStanding {
  if (newest === null) return 'spotted';
  if (Object.values(signOffs).includes('declined')) return 'declined';
  if (staleSenses.length > 0) return 'stale';
  if (mustNotes > 0) return 'must';
  // What was signed with open notes is signed: the signer saw them.
  if (isDecided({ signOffs })) return 'signed';
  return openNotes > 0 ? 'noted' : 'in review';
}
