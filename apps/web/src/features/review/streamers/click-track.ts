import { clicksBetween, FLICKS_PER_SECOND, type PlacedTempoMap } from '@segue/timecode';
import type { Lane } from '../../../player/arrangement';
import { CLICK } from '../../../player/mixer';
import type { Stretch } from '../transport/programme';
import { CLICK_RATE, CLICK_SAMPLES, clickSamples } from './click-sound';
import { flacBytes } from './flac-bytes';

const FLICKS_PER_SAMPLE = FLICKS_PER_SECOND / CLICK_RATE;
/** As long as those of all other sounds: five seconds. */
const SEGMENT_SAMPLES = 5 * CLICK_RATE;

/** The clicks of a tempo map as a sound like any other: so they are laid out, looped and heard to the sample, as the music is. */
export interface ClickTrack {
  readonly lane: Lane;
  /** The bytes behind a path of the lane; null where it is the path of another sound. */
  readonly segmentAt: (path: string) => Uint8Array<ArrayBuffer> | null;
}

/** The clicks of the music, for as long as it sounds. */
export function clickTrack(tempo: PlacedTempoMap, sounding: Stretch): ClickTrack {
  const samples = Math.ceil((sounding.end - sounding.start) / FLICKS_PER_SAMPLE);
  // The same key for the same samples.
  const key = `clicks:${JSON.stringify([tempo, sounding])}:`;
  const source = {
    key,
    layout: null,
    sampleRate: CLICK_RATE,
    channels: 1,
    samples,
    segmentSamples: SEGMENT_SAMPLES,
    segments: Math.ceil(samples / SEGMENT_SAMPLES),
    pathOf: (index: number) => key + String(index),
  };
  return {
    lane: { key, strip: CLICK, source, start: sounding.start },
    segmentAt: (path) => {
      if (!path.startsWith(key)) return null;
      const first = Number(path.slice(key.length)) * SEGMENT_SAMPLES;
      const length = Math.min(SEGMENT_SAMPLES, samples - first);
      return flacBytes(samplesOf(tempo, sounding.start, first, length));
    },
  };
}

/** So many samples of the track from one on. */
export function samplesOf(tempo: PlacedTempoMap, start: number, first: number, length: number): Int16Array {
  const track = new Int16Array(length);
  // One that began before is still heard.
  const from = start + Math.max(0, first - CLICK_SAMPLES) * FLICKS_PER_SAMPLE;
  const to = start + (first + length) * FLICKS_PER_SAMPLE;
  for (const { at, accent } of clicksBetween(tempo, from, to)) {
    const flicks = Number(at.num) / Number(at.den);
    const begin = Math.round((flicks - start) / FLICKS_PER_SAMPLE) - first;
    clickSamples(accent).forEach((sample, index) => {
      const place = begin + index;
      if (place >= 0 && place < length) track[place] = sample;
    });
  }
  return track;
}
