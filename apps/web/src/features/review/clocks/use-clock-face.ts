import type { PlacedTempoMap } from '@segue/timecode';
import { useMemo } from 'react';
import { useReview, type Review } from '../review-context';
import type { ClockFace } from './clock';
import { useClockChoice } from './clock-choice';

/** What the clocks of this room count from: the same object until something in it changes. */
export function useClockFace(): ClockFace {
  const { film, cue, cut, format, me, version, versionHere } = useReview();
  const { feetCount } = useClockChoice(me.id);
  const cueIn = cue.inFlicks;
  const sessionStart = cue.sessionStartFlicks;
  const feetStart = cut?.startFlicks ?? film.startFlicks;
  const tempo = useMemo(() => tempoHere({ version, versionHere }), [version, versionHere]);
  return useMemo(
    () => ({ format, cueIn, tempo, sessionStart, feetStart, feetCount }),
    [format, cueIn, tempo, sessionStart, feetStart, feetCount],
  );
}

/**
 * The tempo map of the version as it lies in the cut that is shown: bars go with the sound, wherever a new cut has carried
 * it.
 */
export function tempoHere({
  version,
  versionHere,
}: Pick<Review, 'version' | 'versionHere'>): PlacedTempoMap | null {
  if (!version?.tempoMap) return null;
  const carried = versionHere ? versionHere.in - version.positionFlicks : 0;
  return { ...version.tempoMap, startFlicks: version.tempoMap.startFlicks + carried };
}
