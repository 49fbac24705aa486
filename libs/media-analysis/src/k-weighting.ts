/** The coefficients of a second-order filter; that of the output itself is 1. */
export interface Biquad {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
}

/** The two filters before the measuring of loudness. */
export interface KWeighting {
  /** About 4 dB more above 2 kHz, for the head that is in the way. */
  readonly shelf: Biquad;
  /** The lows that count less. */
  readonly highPass: Biquad;
}

// ITU-R BS.1770-4 prints the coefficients for 48 kHz only. These are the analogue filters which, by the bilinear transform at
// 48 kHz, come out as the printed ones to the last digit.
const SHELF = { hertz: 1681.974450955533, decibels: 3.999843853973347, q: 0.7071752369554196 };
/** How the gain is shared between the band's middle and its end. */
const SHELF_BAND_EXPONENT = 0.4996667741545416;
const HIGH_PASS = { hertz: 38.13547087602444, q: 0.5003270373238773 };

/** The K-weighting of ITU-R BS.1770-4 for a sample rate; it has to be well above 3.4 kHz. */
export function kWeighting(sampleRate: number): KWeighting {
  return { shelf: shelfAt(sampleRate), highPass: highPassAt(sampleRate) };
}

function shelfAt(sampleRate: number): Biquad {
  const k = Math.tan((Math.PI * SHELF.hertz) / sampleRate);
  const high = 10 ** (SHELF.decibels / 20);
  const band = high ** SHELF_BAND_EXPONENT;
  const a0 = 1 + k / SHELF.q + k * k;
  return {
    b0: (high + (band * k) / SHELF.q + k * k) / a0,
    b1: (2 * (k * k - high)) / a0,
    b2: (high - (band * k) / SHELF.q + k * k) / a0,
    a1: (2 * (k * k - 1)) / a0,
    a2: (1 - k / SHELF.q + k * k) / a0,
  };
}

function highPassAt(sampleRate: number): Biquad {
  const k = Math.tan((Math.PI * HIGH_PASS.hertz) / sampleRate);
  const a0 = 1 + k / HIGH_PASS.q + k * k;
  return { b0: 1, b1: -2, b2: 1, a1: (2 * (k * k - 1)) / a0, a2: (1 - k / HIGH_PASS.q + k * k) / a0 };
}
