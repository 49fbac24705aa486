import { may, maySign, SENSES, type Standing } from '@segue/access-policy';
import type { CueSummary, Waiting } from '@segue/protocol';

/**
 * What of a cue waits for somebody of this standing, the most pressing first; nothing while it has no version that could
 * be signed.
 */
export function waitingFor(standing: Standing, cue: CueSummary): Waiting[] {
  const { newest, signOffs, staleSenses, openNotes, mustNotes } = cue;
  if (newest === null) return [];
  const mine = SENSES.filter((sense) => maySign(standing, sense));
  const again = mine.filter((sense) => staleSenses.includes(sense));
  const first = mine.filter((sense) => signOffs[sense] === undefined);
  const composes = may(standing, 'upload versions') && may(standing, 'resolve');
  const declined = composes ? SENSES.filter((sense) => signOffs[sense] === 'declined') : [];
  const item = (why: Waiting['for'], senses: Waiting['senses']): Waiting => ({
    filmId: cue.filmId,
    cueId: cue.id,
    cueNumber: cue.number,
    cueTitle: cue.title,
    versionId: newest.versionId,
    versionNumber: newest.number,
    for: why,
    senses,
    openNotes,
    mustNotes,
  });
  return [
    ...(again.length > 0 ? [item('sign again', again)] : []),
    ...(first.length > 0 ? [item('sign', first)] : []),
    ...(declined.length > 0 ? [item('answer declined', declined)] : []),
    ...(composes && openNotes > 0 ? [item('answer notes', [])] : []),
  ];
}
