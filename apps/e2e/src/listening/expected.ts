import type { Act, Arrangement, Heard, Lane, Sound } from './hall.js';

/** A second in flicks. */
export const SECOND = 705_600_000;
/** One step of 24 bits. */
export const STEP = 2 ** -23;
/** What browsers lose where a buffer begins at a frame that is no round number of seconds. */
export const ROUNDING = 1e-9;

type Part = Pick<Sound['parts'][number], 'hertz' | 'seed'>;

/** Half a minute of a sine or of noise, stereo at 48 kHz in segments of a second unless said otherwise. */
export function sound(part: Part, facts: Partial<Sound> = {}): Sound {
  const sampleRate = facts.sampleRate ?? 48_000;
  const common = { sampleRate, channels: 2, samples: 30 * sampleRate, segmentSamples: sampleRate };
  return { ...common, parts: [{ ...part, at: 0 }], ...facts };
}

/** A lane, named like its sound. */
export function lane(name: string, start = 0): Lane {
  return { key: name, strip: name, sound: name, start };
}

/** Takes of one lane each, named like their sounds; the first is heard unless another one is named. */
export function takes(names: readonly string[], active = names[0] ?? null): Arrangement {
  return { takes: names.map((name) => ({ key: name, lanes: [lane(name)], trim: 1 })), beds: [], active };
}

/** One take of all these lanes. */
export function stems(...lanes: readonly Lane[]): Arrangement {
  return { takes: [{ key: 'stems', lanes, trim: 1 }], beds: [], active: 'stems' };
}

/** Lays it out and plays, from a second of the film. */
export function play(arrange: Arrangement, from: number, speed: 1 | 2 | -1 | -2 = 1): Act {
  return { at: 0, arrange, start: { position: Math.round(from * SECOND), speed } };
}

/** The noise of a rehearsal: between -1/8 and 1/8, in steps of 24 bits; silence before it begins. */
export function noise(seed: number, channel: number, index: number): number {
  if (index < 0) return 0;
  let bits = Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(seed * 64 + channel + 1, 0x85ebca77);
  bits = Math.imul(bits ^ (bits >>> 15), 0x2c1b3c6d);
  bits = Math.imul(bits ^ (bits >>> 12), 0x297a2d39);
  return ((bits ^ (bits >>> 15)) >> 11) / 2 ** 23;
}

/** The sine of a rehearsal. */
export function sine(hertz: number, seconds: number): number {
  return Math.sin(2 * Math.PI * hertz * seconds) / 2;
}

/** A stretch of what was heard, in seconds. */
interface Span {
  readonly from: number;
  readonly to: number;
  readonly rate?: number;
}

/** Where the film stood at a second, in samples of the context, by what the player said last before. */
export function filmAt({ said }: Heard, seconds: number, rate = 48_000): number {
  const last = said.findLast(({ at }) => at <= seconds + 1e-9);
  if (!last) throw new Error(`Nothing was said before ${seconds} s.`);
  return Math.round((last.position / SECOND + seconds - last.at) * rate);
}

/**
 * The most by which what was heard differs from what should have been: from where the player said that the film stood at the
 * start of the stretch, sample by sample.
 */
export function mostOff(
  heard: Heard,
  { from, to, rate = 48_000 }: Span,
  expected: (film: number, channel: number) => number,
): number {
  const film = filmAt(heard, from, rate);
  const first = Math.round(from * rate);
  let most = 0;
  [heard.left, heard.right].forEach((samples, channel) => {
    for (let frame = first; frame < Math.round(to * rate); frame++)
      most = Math.max(most, Math.abs((samples[frame] ?? NaN) - expected(film + frame - first, channel)));
  });
  return most;
}

/** The largest step from one sample to the next. */
export function largestStep({ left }: Heard, { from, to, rate = 48_000 }: Span): number {
  let most = 0;
  for (let frame = Math.round(from * rate) + 1; frame < Math.round(to * rate); frame++)
    most = Math.max(most, Math.abs((left[frame] ?? NaN) - (left[frame - 1] ?? NaN)));
  return most;
}

/** The loudest sample. */
export function loudest({ left, right }: Heard, { from, to, rate = 48_000 }: Span): number {
  const first = Math.round(from * rate);
  const last = Math.round(to * rate);
  return [left, right].reduce(
    (most, samples) =>
      samples.subarray(first, last).reduce((now, sample) => Math.max(now, Math.abs(sample)), most),
    0,
  );
}

/** Of a sine: how often it rises through zero in a second. */
export function hertzOf({ left }: Heard, { from, to, rate = 48_000 }: Span): number {
  let rises = 0;
  for (let frame = Math.round(from * rate) + 1; frame < Math.round(to * rate); frame++)
    if ((left[frame - 1] ?? 0) < 0 && (left[frame] ?? 0) >= 0) rises++;
  return rises / (to - from);
}
