import type { AudioFacts, Listening } from '@segue/protocol';

/** A sound that can be played, in segments that each decode on their own. */
export interface SoundSource extends Omit<Listening, 'light'> {
  /** The same for the same samples, such as the hash of the file. */
  readonly key: string;
  /** The loudspeaker that each channel is meant for; null where nobody knows. */
  readonly layout: AudioFacts['layout'];
  /** Path of a segment under `/api`, counted from 0. */
  readonly pathOf: (index: number) => string;
}

/** One sound laid on film time. */
export interface Lane {
  readonly key: string;
  /** The strip of the mixer that it goes through; the mixes of all takes share one. */
  readonly strip: string;
  readonly source: SoundSource;
  /** Absolute film position of its first sample, in flicks. */
  readonly start: number;
}

/** What is switched between as one: a version, as its mix or as its stems. */
interface Take {
  readonly key: string;
  readonly lanes: readonly Lane[];
  /** Factor that matches its loudness to that of the others; 1 leaves it as it is. */
  readonly trim: number;
}

/** Everything that sounds on one time line. The beds lie under whichever take is on. */
export interface Arrangement {
  readonly takes: readonly Take[];
  readonly beds: readonly Lane[];
  /** Key of the take that is heard; null without one. */
  readonly active: string | null;
}

export const SILENCE: Arrangement = { takes: [], beds: [], active: null };

/** The lanes that are heard: those of the active take, and the beds. */
export function heardLanes({ takes, beds, active }: Arrangement): Lane[] {
  return [...(takes.find(({ key }) => key === active)?.lanes ?? []), ...beds];
}

/** The lanes that are not heard, but can be switched to. */
export function otherLanes({ takes, active }: Arrangement): Lane[] {
  return takes.filter(({ key }) => key !== active).flatMap(({ lanes }) => lanes);
}

/** All lanes. */
export function lanesOf(arrangement: Arrangement): Lane[] {
  return [...heardLanes(arrangement), ...otherLanes(arrangement)];
}

type Segmented = Pick<Listening, 'samples' | 'segmentSamples'>;

/** Samples per channel in a segment. */
export function segmentLength({ samples, segmentSamples }: Segmented, index: number): number {
  return Math.max(0, Math.min(segmentSamples, samples - index * segmentSamples));
}

/** The segments that hold some of the samples from `from` to before `to`; none outside the sound. */
export function segmentsOf({ samples, segmentSamples }: Segmented, from: number, to: number): number[] {
  const first = Math.floor(Math.max(0, from) / segmentSamples);
  const last = Math.floor((Math.min(samples, to) - 1) / segmentSamples);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}
