import { kWeighting, type KWeighting } from './k-weighting.js';

/** Far below the faintest sample of any file (2^-31 of full scale in whole numbers, 1e-45 in floating point). */
const NOTHING = 1e-60;

/** What the filters of one channel remember (transposed direct form II: two values for each), and its energy behind them. */
const STATE = 5;
const ENERGY = 4;

/** Adds up the energy of channels behind the K-weighting, sample by sample. */
export class WeightedEnergy {
  private readonly filters: KWeighting;
  private readonly states: Float64Array;

  constructor(sampleRate: number, channels: number) {
    this.filters = kWeighting(sampleRate);
    this.states = new Float64Array(channels * STATE);
  }

  /** Adds the samples [from, to) of a channel. */
  add(channel: number, samples: Float64Array, from: number, to: number): void {
    const { shelf, highPass } = this.filters;
    const { b0, b1, b2, a1, a2 } = shelf;
    const { a1: c1, a2: c2 } = highPass;
    const { states } = this;
    const at = channel * STATE;
    let s1 = states[at] ?? 0;
    let s2 = states[at + 1] ?? 0;
    let h1 = states[at + 2] ?? 0;
    let h2 = states[at + 3] ?? 0;
    let energy = states[at + ENERGY] ?? 0;
    for (let i = from; i < to; i += 1) {
      const x = samples[i] ?? 0;
      const shelved = b0 * x + s1;
      // What does not wait for the sample before comes first: the processor has it ready when that one is.
      s1 = b1 * x + s2 - a1 * shelved;
      s2 = b2 * x - a2 * shelved;
      // The high-pass has the numerator 1, -2, 1.
      const weighted = shelved + h1;
      h1 = h2 - 2 * shelved - c1 * weighted;
      h2 = shelved - c2 * weighted;
      energy += weighted * weighted;
    }
    states[at] = s1;
    states[at + 1] = s2;
    states[at + 2] = h1;
    states[at + 3] = h2;
    states[at + ENERGY] = energy;
  }

  /** The same for two channels that follow each other: while one filter waits for itself, the other one runs. */
  addPair(channel: number, left: Float64Array, right: Float64Array, from: number, to: number): void {
    const { shelf, highPass } = this.filters;
    const { b0, b1, b2, a1, a2 } = shelf;
    const { a1: c1, a2: c2 } = highPass;
    const { states } = this;
    const at = channel * STATE;
    const next = at + STATE;
    let s1 = states[at] ?? 0;
    let s2 = states[at + 1] ?? 0;
    let h1 = states[at + 2] ?? 0;
    let h2 = states[at + 3] ?? 0;
    let energy = states[at + ENERGY] ?? 0;
    let t1 = states[next] ?? 0;
    let t2 = states[next + 1] ?? 0;
    let g1 = states[next + 2] ?? 0;
    let g2 = states[next + 3] ?? 0;
    let other = states[next + ENERGY] ?? 0;
    for (let i = from; i < to; i += 1) {
      const x = left[i] ?? 0;
      const y = right[i] ?? 0;
      const shelved = b0 * x + s1;
      const lifted = b0 * y + t1;
      s1 = b1 * x + s2 - a1 * shelved;
      t1 = b1 * y + t2 - a1 * lifted;
      s2 = b2 * x - a2 * shelved;
      t2 = b2 * y - a2 * lifted;
      const weighted = shelved + h1;
      const passed = lifted + g1;
      h1 = h2 - 2 * shelved - c1 * weighted;
      g1 = g2 - 2 * lifted - c1 * passed;
      h2 = shelved - c2 * weighted;
      g2 = lifted - c2 * passed;
      energy += weighted * weighted;
      other += passed * passed;
    }
    states[at] = s1;
    states[at + 1] = s2;
    states[at + 2] = h1;
    states[at + 3] = h2;
    states[at + ENERGY] = energy;
    states[next] = t1;
    states[next + 1] = t2;
    states[next + 2] = g1;
    states[next + 3] = g2;
    states[next + ENERGY] = other;
  }

  /** The sum of squares of a channel since the last call. */
  take(channel: number): number {
    const { states } = this;
    const at = channel * STATE;
    const energy = states[at + ENERGY] ?? 0;
    states[at + ENERGY] = 0;
    // In silence the filters would fade for ever in numbers so small that the processor takes a hundred times as long for each.
    for (let i = at; i < at + ENERGY; i += 1) if (Math.abs(states[i] ?? 0) < NOTHING) states[i] = 0;
    return energy;
  }
}
