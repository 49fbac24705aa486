/** Samples that go into one value between two samples. */
const TAPS = 16;
const HALF = TAPS / 2;
/** From here on two values per sample are as good as four below (ITU-R BS.1770-4, annex 2). */
const TWOFOLD_SAMPLE_RATE = 96_000;
/** The shape of the Kaiser window: flat within 0.01 dB to 0.4 of the sample rate. */
const KAISER_BETA = 5;

/** Samples before the first new one that `TruePeakMeter.add` looks back at. */
export const TRUE_PEAK_HISTORY = TAPS - 1;

/**
 * The highest magnitude of one channel between its samples, after ITU-R BS.1770-4, annex 2: four times oversampled, from
 * 96 kHz twice, by windowed sinc functions.
 *
 * The values a quarter before and behind the middle of two samples mirror each other. From the sum S and the difference D of
 * the samples left and right, weighted with the even and the odd part of the filter, they are (S + D) / 2 and (S - D) / 2,
 * and the higher magnitude is (|S| + |D|) / 2: one loop gives all three values.
 */
export class TruePeakMeter {
  /** The highest magnitude found; may be raised to what is known otherwise, which saves work. */
  highest = 0;
  private readonly middle: Float64Array;
  private readonly even: Float64Array;
  private readonly odd: Float64Array;
  /** The first two of each, for the nearest four samples. */
  private readonly nearest: Readonly<Record<'m0' | 'm1' | 'e0' | 'e1' | 'o0' | 'o1', number>>;
  /** Between two samples nothing is higher than `near` times the higher of them plus `far` times the highest around. */
  private readonly near: number;
  private readonly far: number;
  /** What all pairs but the nearest two add at most, for each unit of the highest around. */
  private readonly rest: number;

  constructor(sampleRate: number) {
    const isFourfold = sampleRate < TWOFOLD_SAMPLE_RATE;
    const { before: middle } = interpolator(0.5);
    const { before, behind } = interpolator(0.25);
    this.middle = middle;
    this.even = before.map((weight, i) => (isFourfold ? weight + (behind[i] ?? 0) : 0));
    this.odd = before.map((weight, i) => (isFourfold ? weight - (behind[i] ?? 0) : 0));
    const [m0 = 0, m1 = 0] = this.middle;
    const [e0 = 0, e1 = 0] = this.even;
    const [o0 = 0, o1 = 0] = this.odd;
    this.nearest = { m0, m1, e0, e1, o0, o1 };
    const pairs = [middle.map((weight) => 2 * Math.abs(weight))];
    if (isFourfold) pairs.push(before.map((weight, i) => Math.abs(weight) + Math.abs(behind[i] ?? 0)));
    this.near = Math.max(...pairs.map((pair) => pair[0] ?? 0));
    const most = (from: number): number =>
      Math.max(...pairs.map((pair) => pair.subarray(from).reduce((sum, weight) => sum + weight, 0)));
    this.far = most(1);
    this.rest = most(2);
  }

  /**
   * Adds the samples [from, to). Where it shows from the nearest four samples that nothing higher can lie between them, the
   * rest is not computed.
   * @param samples with at least `TRUE_PEAK_HISTORY` samples before `from`
   * @param around no lower than any magnitude from the beginning of that history to `to`
   */
  add(samples: Float64Array, from: number, to: number, around: number): void {
    if (around <= (this.highest - this.far * around) / this.near) return;
    let limit = this.highest - this.rest * around;
    const { m0, m1, e0, e1, o0, o1 } = this.nearest;
    let before = samples[from - HALF - 1] ?? 0;
    let left = samples[from - HALF] ?? 0;
    let right = samples[from - HALF + 1] ?? 0;
    for (let i = from - HALF; i < to - HALF; i += 1) {
      const behind = samples[i + 2] ?? 0;
      const near = left + right;
      const next = before + behind;
      const half = m0 * near + m1 * next;
      const sums = e0 * near + e1 * next;
      const differences = o0 * (left - right) + o1 * (before - behind);
      // Asked of all: the answer is nearly always no, which the processor guesses; a first question to few would cost it more.
      if (Math.abs(half) > limit || Math.abs(sums) + Math.abs(differences) > 2 * limit) {
        const between = this.between(samples, i);
        if (between > this.highest) {
          this.highest = between;
          limit = between - this.rest * around;
        }
      }
      before = left;
      left = right;
      right = behind;
    }
  }

  /** The highest magnitude between the samples `at` and `at + 1`. */
  private between(samples: Float64Array, at: number): number {
    const { middle, even, odd } = this;
    let half = 0;
    let sums = 0;
    let differences = 0;
    for (let i = 0; i < HALF; i += 1) {
      const left = samples[at - i] ?? 0;
      const right = samples[at + 1 + i] ?? 0;
      half += (middle[i] ?? 0) * (left + right);
      sums += (even[i] ?? 0) * (left + right);
      differences += (odd[i] ?? 0) * (left - right);
    }
    return Math.max(Math.abs(half), (Math.abs(sums) + Math.abs(differences)) / 2);
  }
}

/** The weights of the samples before and behind a point that lies `offset` of a sample behind one, the nearest first. */
function interpolator(offset: number): { before: Float64Array; behind: Float64Array } {
  const before = Float64Array.from({ length: HALF }, (_, i) => windowedSinc(i + offset));
  const behind = Float64Array.from({ length: HALF }, (_, i) => windowedSinc(i + 1 - offset));
  // A constant has to stay what it is.
  const total = [...before, ...behind].reduce((sum, weight) => sum + weight, 0);
  return { before: before.map((weight) => weight / total), behind: behind.map((weight) => weight / total) };
}

/** @param distance in samples */
function windowedSinc(distance: number): number {
  const angle = Math.PI * distance;
  const window = bessel(KAISER_BETA * Math.sqrt(1 - (distance / HALF) ** 2)) / bessel(KAISER_BETA);
  return (Math.sin(angle) / angle) * window;
}

/** The modified Bessel function of the first kind and order 0. */
function bessel(x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * 1e-17; k += 1) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}
