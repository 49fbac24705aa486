/** The largest number of single precision. */
const MOST = 3.4028234663852886e38;

/**
 * Makes samples finite in place: "not a number" would poison every minimum and mean after it, and is silence when played;
 * infinity would poison every filter, and becomes the largest number there is.
 */
export function makeFinite(samples: Float32Array): void {
  for (let i = 0; i < samples.length; i += 1) {
    const sample = samples[i] ?? 0;
    if (sample >= -MOST && sample <= MOST) continue;
    samples[i] = Number.isNaN(sample) ? 0 : sample > 0 ? MOST : -MOST;
  }
}
