/** Reads a part of the input: one array per channel, silence where there is none. `from` may be negative. */
export type ReadInput = (from: number, length: number) => readonly Float32Array[];

/** Long enough for a low string note to repeat inside it, short enough to keep attacks. */
const WINDOW_SECONDS = 0.04;
/** How far a window may be moved to fit on the one before: half a wave of 60 Hz. */
const SEARCH_SECONDS = 0.008;
/** The search looks at every fourth sample first, then at all around the best. */
const COARSE = 4;

/**
 * Plays faster with the pitch kept, by WSOLA (Verhelst and Roelands, 1993): windows of the input are taken at `speed` times
 * the pace and laid over each other at their own, each moved a little to where it goes on most like the one before.
 */
export class Stretcher {
  private readonly hop: number;
  private readonly search: number;
  private readonly rise: Float32Array;
  /** The next window to lay, and where the input of the last one began. */
  private window = 0;
  private last = 0;
  /** The second half of the last window, fading out. */
  private tail: readonly Float32Array[];
  /** Finished output that nobody has taken yet. */
  private finished: Float32Array[];

  /** @param speed above 1. */
  constructor(
    private readonly speed: number,
    sampleRate: number,
    private readonly read: ReadInput,
  ) {
    this.hop = hopAt(sampleRate);
    this.search = searchAt(sampleRate);
    // With its own mirror image this adds up to one at every sample.
    this.rise = Float32Array.from(
      { length: this.hop },
      (_, i) => 0.5 - 0.5 * Math.cos((Math.PI * (i + 0.5)) / this.hop),
    );
    // So that the first window does not fade in: what it fades in over is the input itself.
    this.tail = read(0, this.hop).map((samples) => this.fadedOut(samples));
    this.finished = this.tail.map(() => new Float32Array(0));
  }

  /** The next `length` samples of the output, one array per channel. */
  process(length: number): Float32Array<ArrayBuffer>[] {
    while ((this.finished[0]?.length ?? length) < length) this.layWindow();
    const taken = this.finished.map((samples) => samples.slice(0, length));
    this.finished = this.finished.map((samples) => samples.subarray(length));
    return taken;
  }

  private layWindow(): void {
    const { hop } = this;
    const at = this.window === 0 ? 0 : this.bestStart(Math.round(this.speed * this.window * hop));
    const input = this.read(at, 2 * hop);
    this.finished = this.finished.map((before, channel) => {
      const after = new Float32Array(before.length + hop);
      after.set(before);
      const samples = input[channel];
      const tail = this.tail[channel];
      for (let i = 0; i < hop; i++)
        after[before.length + i] = (tail?.[i] ?? 0) + (samples?.[i] ?? 0) * (this.rise[i] ?? 0);
      return after;
    });
    this.tail = input.map((samples) => this.fadedOut(samples.subarray(hop)));
    this.last = at;
    this.window++;
  }

  private fadedOut(samples: Float32Array): Float32Array {
    return samples.map((sample, i) => sample * (1 - (this.rise[i] ?? 0)));
  }

  /** Where, near `nominal`, the input looks most like what would have followed the last window. */
  private bestStart(nominal: number): number {
    const { hop, search } = this;
    const wanted = sum(this.read(this.last + hop, hop));
    const around = sum(this.read(nominal - search, hop + 2 * search));
    let best = search;
    let most = -Infinity;
    const tryAll = (from: number, to: number, step: number) => {
      for (let offset = Math.max(0, from); offset <= Math.min(2 * search, to); offset += step) {
        const likeness = correlation(wanted, around, offset, step);
        if (likeness <= most) continue;
        most = likeness;
        best = offset;
      }
    };
    tryAll(0, 2 * search, COARSE);
    most = -Infinity;
    tryAll(best - COARSE + 1, best + COARSE - 1, 1);
    return nominal - search + best;
  }
}

/** The input that is read for output from `from`, `length` samples long: start, and end exclusive. */
export function stretchInput(
  speed: number,
  sampleRate: number,
  from: number,
  length: number,
): readonly [start: number, end: number] {
  const hop = hopAt(sampleRate);
  const search = searchAt(sampleRate);
  return [
    Math.floor(speed * (from - 2 * hop)) - search - hop,
    Math.ceil(speed * (from + length + hop)) + search + 2 * hop,
  ];
}

function hopAt(sampleRate: number): number {
  return Math.round((WINDOW_SECONDS * sampleRate) / 2);
}

function searchAt(sampleRate: number): number {
  return Math.round(SEARCH_SECONDS * sampleRate);
}

/** All channels in one. */
function sum(channels: readonly Float32Array[]): Float32Array {
  const total = new Float32Array(channels[0]?.length ?? 0);
  for (const samples of channels)
    for (let i = 0; i < total.length; i++) total[i] = (total[i] ?? 0) + (samples[i] ?? 0);
  return total;
}

function correlation(wanted: Float32Array, around: Float32Array, offset: number, step: number): number {
  let product = 0;
  let energy = 1e-9;
  for (let i = 0; i < wanted.length; i += step) {
    const sample = around[offset + i] ?? 0;
    product += (wanted[i] ?? 0) * sample;
    energy += sample * sample;
  }
  return product / Math.sqrt(energy);
}
