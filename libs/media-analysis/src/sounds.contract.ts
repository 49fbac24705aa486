import type { AudioBlock, AudioFacts } from './audio-reading.js';
import { usualLayout } from './channel-layout.js';
import { SoundMeter, type SoundReport } from './sound-meter.js';

/** Sounds made for tests, from sines and from plain arrays. */

export function floatFacts(sampleRate: number, channels: number): AudioFacts {
  return {
    container: 'wav',
    codec: 'pcm-float',
    sampleRate,
    channels,
    layout: usualLayout(channels),
    bitDepth: 32,
    samples: null,
    bwf: null,
    production: null,
  };
}

export function blockOf(...channels: (Float32Array | Int32Array)[]): AudioBlock {
  return { frames: channels[0]?.length ?? 0, channels, fraction: 1 };
}

/** The report on one block of floating-point samples. */
export function reportOn(sampleRate: number, ...channels: Float32Array[]): SoundReport {
  const meter = new SoundMeter(floatFacts(sampleRate, channels.length));
  meter.add(blockOf(...channels));
  return meter.finish();
}

/** A stretch of one sine in all channels. */
export interface Tone {
  readonly seconds: number;
  /** dBFS of the sine's crest in each channel; null for silence. */
  readonly levels: readonly (number | null)[];
}

export const stereo = (seconds: number, level: number | null): Tone => ({ seconds, levels: [level, level] });

/** The report on tones of 1 kHz one behind the other, as the signals of EBU Tech 3341 and 3342 are. */
export function reportOnTones(sampleRate: number, tones: readonly Tone[]): SoundReport {
  const channels = tones[0]?.levels.length ?? 0;
  const meter = new SoundMeter(floatFacts(sampleRate, channels));
  let done = 0;
  for (const { seconds, levels } of tones) {
    const end = done + Math.round(seconds * sampleRate);
    while (done < end) {
      const frames = Math.min(sampleRate, end - done);
      const sine = sineOf({ length: frames, frequency: 1000 / sampleRate, begin: done });
      meter.add(blockOf(...levels.map((level) => scaled(sine, level === null ? 0 : 10 ** (level / 20)))));
      done += frames;
    }
  }
  return meter.finish();
}

interface Sine {
  readonly length: number;
  /** As a share of the sample rate. */
  readonly frequency: number;
  readonly degrees?: number;
  readonly begin?: number;
}

export function sineOf({ length, frequency, degrees = 0, begin = 0 }: Sine): Float32Array {
  return Float32Array.from({ length }, (_, i) =>
    Math.sin(2 * Math.PI * (frequency * (begin + i) + degrees / 360)),
  );
}

export function scaled(samples: Float32Array, factor: number): Float32Array {
  return samples.map((sample) => sample * factor);
}

/** Faded in and out over so many samples, in the shape of a cosine. */
export function faded(samples: Float32Array, over: number): Float32Array {
  return samples.map((sample, i) => {
    const fromEdge = Math.min(i, samples.length - 1 - i, over);
    return sample * (0.5 - 0.5 * Math.cos((Math.PI * fromEdge) / over));
  });
}

/** Plain congruential noise between -1 and 1. */
export function noise(seed: number, length: number): Float32Array {
  let state = seed >>> 0;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}
