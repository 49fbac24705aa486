/** Zero crossings of the sinc to each side: keeps what lies below 20 kHz at 44.1 kHz to a thousandth of a decibel. */
const CROSSINGS = 32;
/** Of the Kaiser window: what is not to be heard lies 90 dB below. */
const BETA = 9;

/**
 * Sound of one sample rate as samples of another, by a windowed sinc. Browsers convert each buffer by itself, in straight lines
 * and without what comes before and after, which is heard as clicks wherever two of them meet.
 */
export class RateConversion {
  /** Samples that are looked at to each side of a place. */
  readonly reach: number;
  private readonly cutoff: number;
  /** The weights for a place between two samples, by how far it is from the first one, as they are needed. */
  private readonly weights = new Map<number, Float32Array>();

  /** @param from samples per second that there are. @param to samples per second that there are to be. */
  constructor(
    private readonly from: number,
    private readonly to: number,
  ) {
    this.cutoff = Math.min(1, to / from);
    this.reach = Math.ceil(CROSSINGS / this.cutoff);
  }

  /** The samples, as [start, end), that `length` new ones from `at` on are made of. Both count from the same moment. */
  needed(at: number, length: number): readonly [start: number, end: number] {
    return [this.before(at) - this.reach + 1, this.before(at + length - 1) + this.reach + 1];
  }

  /** The new samples from `at` on, of all the samples that {@link needed} says. */
  convert(samples: Float32Array, at: number, length: number): Float32Array<ArrayBuffer> {
    const [start] = this.needed(at, length);
    const taps = 2 * this.reach;
    return new Float32Array(length).map((_, i) => {
      const before = this.before(at + i);
      const weights = this.weightsAt((at + i) * this.from - before * this.to);
      const first = before - this.reach + 1 - start;
      let sum = 0;
      for (let tap = 0; tap < taps; tap++) sum += (samples[first + tap] ?? 0) * (weights[tap] ?? 0);
      return sum;
    });
  }

  /** The last sample that is not later than a new one. */
  private before(at: number): number {
    return Math.floor((at * this.from) / this.to);
  }

  /** @param past how far behind a sample, in parts of `to`. */
  private weightsAt(past: number): Float32Array {
    const known = this.weights.get(past);
    if (known) return known;
    const raw = Float64Array.from({ length: 2 * this.reach }, (_, tap) => {
      const distance = tap - this.reach + 1 - past / this.to;
      return sinc(distance * this.cutoff) * kaiser(distance / this.reach);
    });
    // Each place weighs the same, so that a constant stays one.
    const total = raw.reduce((sum, weight) => sum + weight, 0);
    const weights = Float32Array.from(raw, (weight) => weight / total);
    this.weights.set(past, weights);
    return weights;
  }
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** From -1 to 1, highest in the middle. */
function kaiser(x: number): number {
  return Math.abs(x) >= 1 ? 0 : bessel(BETA * Math.sqrt(1 - x * x)) / bessel(BETA);
}

/** Modified Bessel function of the first kind, of order 0. */
function bessel(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > sum * 1e-12; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}
