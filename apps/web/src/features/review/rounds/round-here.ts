import type { FilmRounds, Version } from '@segue/protocol';
import type { Finish } from '@segue/review-document';

/** Where the round of notes on a version stands. */
export interface RoundHere {
  readonly number: number;
  /** Whether it has begun: there is a note on the version, or somebody has none. */
  readonly begun: boolean;
  /** Ids of those who are asked and have finished, and of those who are still expected. */
  readonly finished: readonly string[];
  readonly waiting: readonly string[];
  readonly closed: boolean;
}

/**
 * Where the round of notes on this version stands: as the server counts it, with what has been said on this page since.
 *
 * @param versions all of the cue, the oldest first
 */
export function roundHere(
  { asked, rounds }: FilmRounds,
  version: Pick<Version, 'id' | 'cueId'>,
  versions: readonly Pick<Version, 'id'>[],
  finishes: readonly Finish[],
): RoundHere {
  const ofCue = rounds.filter(({ cueId }) => cueId === version.cueId);
  const counted = ofCue.find(({ versionId }) => versionId === version.id);
  const earlier = new Set(
    versions
      .slice(
        0,
        versions.findIndex(({ id }) => id === version.id),
      )
      .map(({ id }) => id),
  );
  const done = new Set(finishes.filter((finish) => finish.version === version.id).map(({ by }) => by));
  const waiting = asked.filter((id) => !done.has(id));
  return {
    number: counted?.number ?? ofCue.filter(({ versionId }) => earlier.has(versionId)).length + 1,
    begun: counted !== undefined || done.size > 0,
    finished: asked.filter((id) => done.has(id)),
    waiting,
    closed: asked.length > 0 && waiting.length === 0,
  };
}
