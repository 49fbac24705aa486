import {
  flicksToFrame,
  formatTimecode,
  frameToFlicks,
  parseTimecode,
  parseTimecodeTolerant,
  type Flicks,
  type TimecodeFormat,
} from '@segue/timecode';
import type { Marker } from './marker.js';

const LABEL = /^\d{1,2}[:;.,]\d{1,2}[:;.,]\d{1,2}[:;.,]\d{1,3}$/;

/** The position a full timecode label names, or what is wrong with it. */
export function labelPosition(label: string, format: TimecodeFormat): Flicks | { readonly problem: string } {
  const text = label.trim();
  // Nearly all labels are written in full, which is read much faster than what is not.
  const full = parseTimecode(text, format);
  if ('frame' in full) return frameToFlicks(full.frame, format.rate);
  if (!LABEL.test(text)) return { problem: `"${text.slice(0, 40)}" is not a timecode.` };
  const parsed = parseTimecodeTolerant(text, format);
  return 'frame' in parsed ? frameToFlicks(parsed.frame, format.rate) : { problem: parsed.problem };
}

/** The label of the frame at a position. */
export function labelOf(position: Flicks, format: TimecodeFormat): string {
  return formatTimecode(flicksToFrame(position, format.rate), format);
}

/** How many whole frames a marker is long, at least one: a point has one. */
export function lengthInFrames(marker: Pick<Marker, 'in' | 'out'>, format: TimecodeFormat): number {
  if (marker.out === null) return 1;
  return Math.max(1, flicksToFrame(marker.out, format.rate) - flicksToFrame(marker.in, format.rate));
}

/** Where a marker that ends there ends: a point, when that is no more than a frame. */
export function outAt(position: Flicks, end: Flicks, { rate }: TimecodeFormat): Flicks | null {
  return end - position > frameToFlicks(1, rate) ? end : null;
}

/** Where a marker of so many frames ends: a point, when it is one frame or none. */
export function outAfter(position: Flicks, frames: number, format: TimecodeFormat): Flicks | null {
  return frames > 1 ? position + frameToFlicks(frames, format.rate) : null;
}
