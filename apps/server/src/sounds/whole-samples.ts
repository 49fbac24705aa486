import type { FlacBits } from './encode-flac.js';

const HIGHEST_24 = 2 ** 23 - 1;
const LOWEST_24 = -(2 ** 23);

/**
 * Copies decoded samples as whole numbers of `bits` bits. Whole-number audio comes left-justified in 32 bits: of up to 24
 * bits it keeps every bit, of 32 it is rounded. Floating-point audio, full scale at 1, is rounded and kept within the range.
 *
 * @param at where in `target` the first one goes
 */
export function copySamples(
  source: Int32Array | Float32Array,
  bits: FlacBits,
  target: Int32Array,
  at: number,
): void {
  if (source instanceof Float32Array) copyFloats(source, bits, target, at);
  else if (bits === 24) copyRounded(source, target, at);
  else for (let i = 0; i < source.length; i += 1) target[at + i] = (source[i] ?? 0) >> (32 - bits);
}

/** With 24 bits or fewer there is nothing below to be rounded. */
function copyRounded(source: Int32Array, target: Int32Array, at: number): void {
  for (let i = 0; i < source.length; i += 1) {
    const sample = source[i] ?? 0;
    // The bit below the last one that is kept; adding it to the sample itself could overflow.
    const rounded = (sample >> 8) + ((sample >> 7) & 1);
    target[at + i] = rounded > HIGHEST_24 ? HIGHEST_24 : rounded;
  }
}

function copyFloats(source: Float32Array, bits: FlacBits, target: Int32Array, at: number): void {
  const scale = 2 ** (bits - 1);
  const [lowest, highest] = bits === 24 ? [LOWEST_24, HIGHEST_24] : [-scale, scale - 1];
  for (let i = 0; i < source.length; i += 1) {
    const sample = Math.round((source[i] ?? 0) * scale);
    target[at + i] = sample < lowest ? lowest : sample > highest ? highest : sample;
  }
}
