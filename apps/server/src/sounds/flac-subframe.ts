import type { BitWriter } from './bit-writer.js';

/** How one channel of a block is written. */
export type SubframePlan =
  | { readonly type: 'constant'; readonly samples: Int32Array; readonly bits: number }
  | { readonly type: 'verbatim'; readonly samples: Int32Array; readonly bits: number }
  | {
      readonly type: 'fixed';
      readonly samples: Int32Array;
      readonly bits: number;
      readonly order: number;
      readonly rice: RicePlan;
    };

interface RicePlan {
  /** What the prediction leaves, unsigned: 0, -1, 1, -2 … as 0, 1, 2, 3 …; from the first predicted sample on. */
  readonly residual: Uint32Array;
  /** The block is cut into two to the power of this many partitions. */
  readonly partitionOrder: number;
  /** The Rice parameter of each partition. */
  readonly parameters: readonly number[];
  /** Bits that the residual takes, its headers included. */
  readonly size: number;
}

const MOST_ORDER = 4;
/** Partitions of 128 samples in a whole block. */
const MOST_PARTITION_ORDER = 5;
/** The parameter of 4 bits that means something else; from here on parameters take 5 bits. */
const LONG_PARAMETER = 15;
const HEADER_BITS = 8;
const RESIDUAL_HEADER_BITS = 6;

/** A channel of a block, and the fixed predictor that leaves least of it. */
export interface Prediction {
  readonly samples: Int32Array;
  readonly bits: number;
  /** How many samples before a sample predict it: 0 to 4. */
  readonly order: number;
  /** How far off it is on the average. */
  readonly error: number;
}

/** Finds the best fixed predictor for at least one sample of `bits` bits; each one takes one difference more than the one before. */
export function predict(samples: Int32Array, bits: number): Prediction {
  const sums = errorSums(samples);
  const least = Math.min(...sums);
  return { samples, bits, order: sums.indexOf(least), error: least / samples.length };
}

/** Chooses how to write one channel of a block. */
export function planSubframe({ samples, bits, order }: Prediction): SubframePlan {
  const first = samples[0] ?? 0;
  if (samples.every((sample) => sample === first)) return { type: 'constant', samples, bits };
  const rice = planRice(samples, order);
  const isWorthIt = order * bits + rice.size < samples.length * bits;
  return isWorthIt ? { type: 'fixed', samples, bits, order, rice } : { type: 'verbatim', samples, bits };
}

/** Writes one channel of a block. */
export function writeSubframe(out: BitWriter, plan: SubframePlan): void {
  const { samples, bits } = plan;
  if (plan.type === 'constant') {
    out.write(0, HEADER_BITS);
    out.write(samples[0] ?? 0, bits);
  } else if (plan.type === 'verbatim') {
    out.write(1 << 1, HEADER_BITS);
    for (const sample of samples) out.write(sample, bits);
  } else {
    out.write((0b1000 | plan.order) << 1, HEADER_BITS);
    for (const sample of samples.subarray(0, plan.order)) out.write(sample, bits);
    writeResidual(out, samples.length, plan.order, plan.rice);
  }
}

function writeResidual(out: BitWriter, samples: number, order: number, rice: RicePlan): void {
  const { residual, partitionOrder, parameters } = rice;
  const isLong = parameters.some((parameter) => parameter >= LONG_PARAMETER);
  out.write(isLong ? 1 : 0, 2);
  out.write(partitionOrder, 4);
  const partition = samples >>> partitionOrder;
  let at = 0;
  for (const [index, parameter] of parameters.entries()) {
    out.write(parameter, isLong ? 5 : 4);
    const end = (index + 1) * partition - order;
    for (; at < end; at += 1) out.writeRice(residual[at] ?? 0, parameter);
  }
}

/** What each of the five predictors leaves, summed up. */
function errorSums(samples: Int32Array): number[] {
  if (samples.length <= MOST_ORDER) return [0];
  let [d0, d1, d2, d3] = differencesAt(samples, MOST_ORDER - 1);
  let [sum0, sum1, sum2, sum3, sum4] = [0, 0, 0, 0, 0];
  for (let at = MOST_ORDER; at < samples.length; at += 1) {
    const e0 = samples[at] ?? 0;
    const e1 = e0 - d0;
    const e2 = e1 - d1;
    const e3 = e2 - d2;
    const e4 = e3 - d3;
    d0 = e0;
    d1 = e1;
    d2 = e2;
    d3 = e3;
    sum0 += Math.abs(e0);
    sum1 += Math.abs(e1);
    sum2 += Math.abs(e2);
    sum3 += Math.abs(e3);
    sum4 += Math.abs(e4);
  }
  return [sum0, sum1, sum2, sum3, sum4];
}

/** The sample at a place at least 3, and its first, second and third difference. */
function differencesAt(samples: Int32Array, at: number): [number, number, number, number] {
  const [a = 0, b = 0, c = 0, d = 0] = samples.subarray(at - 3, at + 1);
  return [d, d - c, d - 2 * c + b, d - 3 * c + 3 * b - a];
}

/** What a fixed predictor leaves of the samples that it predicts, unsigned. With 25 bits it is less than 30. */
function residualOf(samples: Int32Array, order: number): Uint32Array {
  const residual = new Uint32Array(samples.length - order);
  // Differences of differences, in place: a whole number a step, which is what the machine is fastest at.
  const errors = samples.slice();
  for (let turn = 1; turn <= order; turn += 1) {
    for (let at = errors.length - 1; at >= turn; at -= 1) {
      errors[at] = ((errors[at] ?? 0) - (errors[at - 1] ?? 0)) | 0;
    }
  }
  for (let at = order; at < errors.length; at += 1) {
    const error = errors[at] ?? 0;
    residual[at - order] = (error << 1) ^ (error >> 31);
  }
  return residual;
}

/** The cut into partitions, with the Rice parameter of each, that takes the fewest bits. */
function planRice(samples: Int32Array, order: number): RicePlan {
  const residual = residualOf(samples, order);
  let partitionOrder = MOST_PARTITION_ORDER;
  // Every partition is of the same length and the first one holds more than the samples that start the prediction.
  while (samples.length % (1 << partitionOrder) !== 0 || samples.length >>> partitionOrder <= order) {
    partitionOrder -= 1;
  }
  let sums = sumsOf(residual, samples.length >>> partitionOrder, order);
  let best = riceOf(residual, samples.length, order, partitionOrder, sums);
  while (partitionOrder > 0) {
    partitionOrder -= 1;
    sums = inPairs(sums);
    const next = riceOf(residual, samples.length, order, partitionOrder, sums);
    if (next.size < best.size) best = next;
  }
  return best;
}

/** The sum of each partition, the first of which is shorter by the order. */
function sumsOf(residual: Uint32Array, partition: number, order: number): number[] {
  const sums: number[] = [];
  let at = 0;
  for (let end = partition - order; end <= residual.length; end += partition) {
    let sum = 0;
    for (; at < end; at += 1) sum += residual[at] ?? 0;
    sums.push(sum);
  }
  return sums;
}

function inPairs(sums: readonly number[]): number[] {
  return Array.from({ length: sums.length / 2 }, (_, i) => (sums[2 * i] ?? 0) + (sums[2 * i + 1] ?? 0));
}

function riceOf(
  residual: Uint32Array,
  samples: number,
  order: number,
  partitionOrder: number,
  sums: readonly number[],
): RicePlan {
  const partition = samples >>> partitionOrder;
  const parameters: number[] = [];
  let bits = 0;
  for (const [index, sum] of sums.entries()) {
    const count = index === 0 ? partition - order : partition;
    const parameter = parameterFor(sum, count);
    parameters.push(parameter);
    // At most this many: what each value loses to rounding is not subtracted.
    bits += count * (parameter + 1) + Math.floor(sum / 2 ** parameter);
  }
  const parameterBits = parameters.some((parameter) => parameter >= LONG_PARAMETER) ? 5 : 4;
  const size = RESIDUAL_HEADER_BITS + parameters.length * parameterBits + bits;
  return { residual, partitionOrder, parameters, size };
}

/** The power of two next below the mean: where the unary part is one or two bits long on the average. */
function parameterFor(sum: number, count: number): number {
  return sum <= count ? 0 : Math.min(30, Math.floor(Math.log2(sum / count)));
}
