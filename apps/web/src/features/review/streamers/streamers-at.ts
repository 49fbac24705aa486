import { FLICKS_PER_SECOND, flicksToFrame, frameToFlicks, type FrameRateName } from '@segue/timecode';
import type { StreamerChoice } from './streamer-choice';

/** A line on its way to a hit. */
export interface Sweep {
  /** The frame that it ends on. */
  readonly hitFrame: number;
  /** How far it has come: 0 at the left edge of the picture, 1 at the right one, where it is no more. */
  readonly part: number;
  /** Seconds that are left. */
  readonly left: number;
}

/** A punch is seen on the hit's own frame and the next one: on one alone it would be missed. */
const PUNCH_FRAMES = [0, 1];
/** A flutter's punches come on every other frame, the middle one on the hit. */
const FLUTTER_FRAMES = [-4, -2, 0, 2, 4];

/**
 * What stands over the picture at a position. Positions and hits are in flicks; a hit is met on the frame it lies in. It is
 * the same however the position was come to, also backwards.
 */
export function streamersAt(
  position: number,
  hits: readonly number[],
  { kind, seconds }: Pick<StreamerChoice, 'kind' | 'seconds'>,
  rate: FrameRateName,
): { readonly sweeps: readonly Sweep[]; readonly punch: boolean } {
  if (kind === 'off') return { sweeps: [], punch: false };
  const frame = flicksToFrame(position, rate);
  const hitFrames = [...new Set(hits.map((hit) => flicksToFrame(hit, rate)))];
  const punches = kind === 'flutters' ? FLUTTER_FRAMES : PUNCH_FRAMES;
  const punch = hitFrames.some((hitFrame) => punches.includes(frame - hitFrame));
  if (kind === 'flutters') return { sweeps: [], punch };
  const length = seconds * FLICKS_PER_SECOND;
  const sweeps = hitFrames
    .map((hitFrame) => ({ hitFrame, left: frameToFlicks(hitFrame, rate) - position }))
    .filter(({ left }) => left > 0 && left <= length)
    .map(({ hitFrame, left }) => ({ hitFrame, part: 1 - left / length, left: left / FLICKS_PER_SECOND }));
  return { sweeps, punch };
}
