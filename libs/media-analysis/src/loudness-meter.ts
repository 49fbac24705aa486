import { WeightedEnergy } from './weighted-energy.js';

/** Loudness as ITU-R BS.1770-4 and EBU R 128 have it; null where there is nothing to measure. */
export interface Loudness {
  /** LUFS, gated; null for less than 400 ms, and for silence. */
  readonly integrated: number | null;
  /** The loudest 400 ms and the loudest 3 s, in LUFS. */
  readonly momentaryMax: number | null;
  readonly shortTermMax: number | null;
  /** LRA of EBU Tech 3342, in LU; null for less than 3 s. */
  readonly range: number | null;
}

// Windows for the maxima begin every 10 ms: with 100 ms a short tone may fall between two of them (EBU Tech 3341, cases 10
// and 13). The gates use every tenth, as the recommendation says.
const HOPS_PER_SECOND = 100;
const HOPS_PER_STEP = 10;
const MOMENTARY_HOPS = 40;
const SHORT_TERM_HOPS = 300;
const MOMENTARY_STEPS = MOMENTARY_HOPS / HOPS_PER_STEP;
const SHORT_TERM_STEPS = SHORT_TERM_HOPS / HOPS_PER_STEP;

const ABSOLUTE_GATE = -70;
const INTEGRATED_GATE = -10;
const RANGE_GATE = -20;

/** Below this the shelf of the K-weighting comes too near to the end of the band; no music is delivered so. */
const LOWEST_SAMPLE_RATE = 8000;

/**
 * Measures loudness in one pass. It keeps the energy of every 100 ms: 7 MB for a day, and no rounding as with a histogram.
 */
export class LoudnessMeter {
  private readonly energy: WeightedEnergy;
  /** Energies of the last 3 s, a hop each, the oldest overwritten. */
  private readonly recent = new Float64Array(SHORT_TERM_HOPS);
  private momentary = 0;
  private shortTerm = 0;
  /** Mean squares. */
  private momentaryMax = 0;
  private shortTermMax = 0;
  private steps = new Float64Array(1024);
  private step = 0;
  private hops = 0;
  private samples = 0;

  /** @param weights how much each channel counts; see `loudnessWeights` */
  constructor(
    private readonly sampleRate: number,
    private readonly weights: readonly number[],
  ) {
    this.energy = new WeightedEnergy(sampleRate, weights.length);
  }

  /** Adds the samples [from, from + frames) of all channels. */
  add(channels: readonly Float64Array[], from: number, frames: number): void {
    if (this.sampleRate < LOWEST_SAMPLE_RATE) return;
    let at = from;
    let left = frames;
    while (left > 0) {
      const count = Math.min(left, this.edge(this.hops + 1) - this.samples);
      this.weigh(channels, at, at + count);
      this.samples += count;
      at += count;
      left -= count;
      if (this.samples === this.edge(this.hops + 1)) this.endHop();
    }
  }

  /** @param fullScale the value of a sample at full scale */
  finish(fullScale: number): Loudness {
    const loudnessOf = (meanSquare: number): number =>
      -0.691 + 10 * Math.log10(meanSquare / (fullScale * fullScale));
    const levelOf = (meanSquare: number): number | null => finite(loudnessOf(meanSquare));
    return {
      integrated: finite(integrated(this.windows(MOMENTARY_STEPS), loudnessOf)),
      momentaryMax: levelOf(this.momentaryMax),
      shortTermMax: levelOf(this.shortTermMax),
      range: range(this.windows(SHORT_TERM_STEPS), loudnessOf),
    };
  }

  /** Takes the samples [from, to) of the channels that count, two by two where they stand beside each other. */
  private weigh(channels: readonly Float64Array[], from: number, to: number): void {
    const { weights, energy } = this;
    const counted = (channel: number): Float64Array | null =>
      (weights[channel] ?? 0) > 0 ? (channels[channel] ?? null) : null;
    for (let channel = 0; channel < channels.length; channel += 1) {
      const samples = counted(channel);
      if (samples === null) continue;
      const next = counted(channel + 1);
      if (next === null) energy.add(channel, samples, from, to);
      else {
        energy.addPair(channel, samples, next, from, to);
        channel += 1;
      }
    }
  }

  private endHop(): void {
    let energy = 0;
    this.weights.forEach((weight, channel) => {
      if (weight > 0) energy += weight * this.energy.take(channel);
    });
    const oldestMomentary = this.hops < MOMENTARY_HOPS ? 0 : this.recentHop(this.hops - MOMENTARY_HOPS);
    this.momentary += energy - oldestMomentary;
    this.shortTerm += energy - this.recentHop(this.hops);
    this.recent[this.hops % SHORT_TERM_HOPS] = energy;
    this.step += energy;
    this.hops += 1;
    if (this.hops % HOPS_PER_STEP === 0) this.endStep();
    if (this.hops >= MOMENTARY_HOPS)
      this.momentaryMax = Math.max(this.momentaryMax, this.meanOf(this.momentary, MOMENTARY_HOPS));
    if (this.hops >= SHORT_TERM_HOPS)
      this.shortTermMax = Math.max(this.shortTermMax, this.meanOf(this.shortTerm, SHORT_TERM_HOPS));
  }

  private endStep(): void {
    const index = this.hops / HOPS_PER_STEP - 1;
    if (index === this.steps.length) {
      const larger = new Float64Array(this.steps.length * 2);
      larger.set(this.steps);
      this.steps = larger;
    }
    this.steps[index] = this.step;
    this.step = 0;
  }

  private recentHop(hop: number): number {
    return this.recent[hop % SHORT_TERM_HOPS] ?? 0;
  }

  /** The sample at which the hop of this number begins: where the rate has no whole hops, they differ by one sample. */
  private edge(hop: number): number {
    return Math.floor((hop * this.sampleRate) / HOPS_PER_SECOND);
  }

  private meanOf(energy: number, hops: number): number {
    return energy / (this.edge(this.hops) - this.edge(this.hops - hops));
  }

  /** The mean square of every window of so many steps, a step apart. */
  private windows(length: number): Float64Array {
    const steps = Math.floor(this.hops / HOPS_PER_STEP);
    const windows = new Float64Array(Math.max(0, steps - length + 1));
    for (let first = 0; first < windows.length; first += 1) {
      let energy = 0;
      for (let i = first; i < first + length; i += 1) energy += this.steps[i] ?? 0;
      const begin = this.edge(first * HOPS_PER_STEP);
      windows[first] = energy / (this.edge((first + length) * HOPS_PER_STEP) - begin);
    }
    return windows;
  }
}

type LoudnessOf = (meanSquare: number) => number;

/** The mean of all windows that lie above both gates. */
function integrated(windows: Float64Array, loudnessOf: LoudnessOf): number {
  const loud = windows.filter((meanSquare) => loudnessOf(meanSquare) > ABSOLUTE_GATE);
  const gate = loudnessOf(mean(loud)) + INTEGRATED_GATE;
  return loudnessOf(mean(loud.filter((meanSquare) => loudnessOf(meanSquare) > gate)));
}

/** From the 10th to the 95th percentile of the windows above both gates; null if there are none. */
function range(windows: Float64Array, loudnessOf: LoudnessOf): number | null {
  const loud = windows.filter((meanSquare) => loudnessOf(meanSquare) >= ABSOLUTE_GATE);
  const gate = loudnessOf(mean(loud)) + RANGE_GATE;
  const counted = loud.filter((meanSquare) => loudnessOf(meanSquare) >= gate).sort();
  const percentile = (percent: number): number =>
    loudnessOf(counted[Math.round(((counted.length - 1) * percent) / 100)] ?? 0);
  return finite(percentile(95) - percentile(10));
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
