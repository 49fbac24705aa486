import {
  FLICKS_PER_SECOND,
  FRAME_RATE_NAMES,
  frameRate,
  mayDropFrames,
  samplesToFlicks,
  type Flicks,
  type TimecodeFormat,
} from '@segue/timecode';
import { startOfRecording } from './bext.js';
import { nearestFrame } from './clock-time.js';
import { nearest } from './exact-seconds.js';
import type { IXml } from './ixml.js';
import type { StatedTimeline, Timeline } from './marker.js';

/** How the samples of a sound file lie on the film. */
export interface SampleClock {
  readonly sampleRate: number;
  /** The position of its first sample. */
  readonly begin: Flicks;
  /** Where a sample begins, taken for the beginning of a frame that is no more than a sample away; null out of reach. */
  readonly positionOf: (sample: number) => Flicks | null;
  /** The sample nearest to a position. */
  readonly sampleAt: (position: Flicks) => number;
}

/** The clock of a sound file, and what the file says of its timeline. */
export interface SoundClock extends SampleClock {
  readonly stated: StatedTimeline;
}

/** A hundred days: further out is no film. */
const FURTHEST = 100 * 86_400;

/**
 * The clock of a sound file. It begins at the time since midnight that its `bext` part states, or else its iXML, in samples;
 * zero there means that nobody has set it. Otherwise it begins where the timeline does. Only iXML states a frame rate.
 */
export function soundClock(
  sampleRate: number,
  { bext, ixml }: { readonly bext: Uint8Array | null; readonly ixml: IXml | null },
  timeline: Timeline,
): SoundClock {
  const format = ixml && formatOf(ixml);
  const recorded = bext ? startOfRecording(bext) : 0;
  const start =
    startOf(recorded, sampleRate) ?? (ixml && startOf(ixml.startSample, ixml.startRate ?? sampleRate));
  return {
    ...sampleClock(sampleRate, start ?? timeline.start, format ?? timeline.format),
    stated: { ...(format && { format }), ...(start !== null && { start }) },
  };
}

/** The clock of samples that begin at a position of the film. */
export function sampleClock(sampleRate: number, begin: Flicks, format: TimecodeFormat): SampleClock {
  const oneSample = samplesToFlicks(1, sampleRate);
  return {
    sampleRate,
    begin,
    positionOf: (sample) => {
      if (!Number.isSafeInteger(sample) || Math.abs(sample) / sampleRate > FURTHEST) return null;
      const position = begin + samplesToFlicks(sample, sampleRate);
      const frame = nearestFrame(position, format);
      return Math.abs(frame - position) <= oneSample ? frame : position;
    },
    sampleAt: (position) => samplesIn(position - begin, sampleRate),
  };
}

/** How many samples a length is, to the nearest one. */
export function samplesIn(length: Flicks, sampleRate: number): number {
  return Number(nearest(BigInt(length) * BigInt(sampleRate), BigInt(FLICKS_PER_SECOND)));
}

/** Whether samples can be counted at a rate. */
export function isSampleRate(rate: number): boolean {
  return Number.isInteger(rate) && rate >= 1 && rate <= 10_000_000;
}

function startOf(samples: number, sampleRate: number): Flicks | null {
  const isStated = Number.isSafeInteger(samples) && samples > 0 && isSampleRate(sampleRate);
  return isStated && samples / sampleRate < FURTHEST ? samplesToFlicks(samples, sampleRate) : null;
}

function formatOf({ timecodeRate, isDropFrame }: IXml): TimecodeFormat | null {
  if (timecodeRate === null) return null;
  const { num, den } = timecodeRate;
  const rate = FRAME_RATE_NAMES.find((name) => {
    const known = frameRate(name);
    // Some write 23.98 for what is 24000/1001.
    return Math.abs(num / den - known.num / known.den) < 0.006;
  });
  return rate === undefined ? null : { rate, dropFrame: isDropFrame && mayDropFrames(rate) };
}
