import type { FrameRateName, TimecodeFormat } from '@segue/timecode';
import { fineFlicks, nearestFlick, type FineFlicks } from './exact-seconds.js';
import { isObject, listIn, objectIn, type Json } from './json.js';
import type { Problem, StatedTimeline, Timeline } from './marker.js';
import { otioTimeline, schemaOf } from './otio-json.js';
import { fineTime, otioFormatOf, otioRateOf } from './otio-time.js';
import { tooLarge } from './text-file.js';

/** Deeper than any application nests; who walks a timeline does it with a function that calls itself. */
export const DEEPEST = 100;

/** The timeline of a file, and what it says of itself. */
export interface OtioTimeline {
  /** The stack of tracks; null where there is none. */
  readonly tracks: Json | null;
  /** Where the first frame of the tracks stands. */
  readonly begin: FineFlicks;
  readonly format: TimecodeFormat;
  readonly stated: StatedTimeline;
}

/**
 * Opens an OpenTimelineIO file. Where it states no start it begins where the film does, and counts at the rate that all
 * its clips and gaps last in, if it is one.
 */
export function openOtio(bytes: Uint8Array, timeline: Timeline): OtioTimeline | Problem {
  const [refused] = tooLarge(bytes)?.problems ?? [];
  if (refused) return refused;
  const root = otioTimeline(bytes);
  if (typeof root === 'string') return { where: 'file', what: root };
  const tracks = isObject(root['tracks']) ? root['tracks'] : null;
  const started = isObject(root['global_start_time']) ? root['global_start_time'] : null;
  const begin = started && fineTime(started);
  const rate = started ? otioRateOf(started['rate']) : tracks && commonRate(tracks);
  const format = rate === null ? null : otioFormatOf(rate, timeline.format);
  const start = begin === null ? null : nearestFlick(begin);
  const title = root['name'];
  return {
    tracks,
    begin: begin ?? fineFlicks(timeline.start),
    format: format ?? timeline.format,
    stated: {
      ...(typeof title === 'string' && title !== '' && { title }),
      ...(format && { format }),
      ...(start !== null && { start }),
    },
  };
}

/** The rate in which everything on the tracks is said to last; null where there are several, or none. */
function commonRate(tracks: Json): FrameRateName | null {
  const rates = new Set<FrameRateName | null>();
  for (const track of listIn(tracks, 'children')) {
    if (schemaOf(track) !== 'Track' || track['kind'] === 'Audio') continue;
    for (const item of listIn(track, 'children')) {
      const { rate } = objectIn(objectIn(item, 'source_range'), 'duration');
      if (rate !== undefined) rates.add(otioRateOf(rate));
    }
  }
  const [rate = null] = rates;
  return rates.size === 1 ? rate : null;
}
