import type { CarriedPlace } from '@segue/conform';
import type { CueSummary, Cut, Film, Version } from '@segue/protocol';
import { useMemo } from 'react';
import type { Programme } from './transport/programme';

/**
 * What is under the playhead, the same object until something in it changes.
 *
 * @param versionHere where the version stands in the cut that is shown, when that is not where it was put.
 */
export function useProgramme(
  film: Film,
  cue: CueSummary,
  version: Version | null,
  versionHere: Pick<CarriedPlace, 'in'> | null,
  cut: Cut | null,
): Programme {
  const { rate, startFlicks: filmStart } = film;
  const { inFlicks, outFlicks } = cue;
  const soundStart = versionHere?.in ?? version?.positionFlicks ?? null;
  const soundLength = version?.lengthFlicks ?? 0;
  const movie = cut?.movie?.facts ?? null;
  const pictureStart = cut?.startFlicks ?? 0;
  const pictureLength = movie?.lengthFlicks ?? null;
  const firstFrame = movie?.firstFrameFlicks ?? 0;
  return useMemo(
    () => ({
      rate,
      filmStart,
      sound: soundStart === null ? null : { start: soundStart, end: soundStart + soundLength },
      picture:
        pictureLength === null
          ? null
          : { start: pictureStart, end: pictureStart + pictureLength, firstFrame },
      cue:
        inFlicks === null || outFlicks === null || outFlicks <= inFlicks
          ? null
          : { start: inFlicks, end: outFlicks },
    }),
    [rate, filmStart, soundStart, soundLength, pictureStart, pictureLength, firstFrame, inFlicks, outFlicks],
  );
}
