import { kWeighting, type KWeighting } from './k-weighting.js';

/** Far below the faintest sample of any file (2^-31 of full scale in whole numbers, 1e-45 in floating point). */
const NOTHING = 1e-60;

/** Adds up the energy of one channel behind the K-weighting, sample by sample. */
export class WeightedEnergy {
  private readonly filters: KWeighting;
  /** What the two filters remember (transposed direct form II). */
  private readonly memory = new Float64Array(4);
  private energy = 0;

  constructor(sampleRate: number) {
    this.filters = kWeighting(sampleRate);
  }

  /** Adds the samples [from, to). Both filters run in one loop, each waiting for nothing but itself. */
  add(samples: Float64Array, from: number, to: number): void {
    const { shelf, highPass } = this.filters;
    const { b0, b1, b2, a1, a2 } = shelf;
    const { a1: c1, a2: c2 } = highPass;
    const memory = this.memory;
    let s1 = memory[0] ?? 0;
    let s2 = memory[1] ?? 0;
    let h1 = memory[2] ?? 0;
    let h2 = memory[3] ?? 0;
    let energy = this.energy;
    for (let i = from; i < to; i += 1) {
      const x = samples[i] ?? 0;
      const shelved = b0 * x + s1;
      s1 = b1 * x - a1 * shelved + s2;
      s2 = b2 * x - a2 * shelved;
      // The high-pass has the numerator 1, -2, 1.
      const weighted = shelved + h1;
      h1 = h2 - 2 * shelved - c1 * weighted;
      h2 = shelved - c2 * weighted;
      energy += weighted * weighted;
    }
    memory[0] = s1;
    memory[1] = s2;
    memory[2] = h1;
    memory[3] = h2;
    this.energy = energy;
  }

  /** The sum of squares since the last call. */
  take(): number {
    const { energy, memory } = this;
    this.energy = 0;
    // In silence the filters would fade for ever in numbers so small that the processor takes a hundred times as long for each.
    for (let i = 0; i < memory.length; i += 1) if (Math.abs(memory[i] ?? 0) < NOTHING) memory[i] = 0;
    return energy;
  }
}
