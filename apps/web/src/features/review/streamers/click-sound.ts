/** What a click is made of: 48,000 samples a second, one channel, 16 bit. */
export const CLICK_RATE = 48_000;
/** Samples of a click: 30 ms. */
export const CLICK_SAMPLES = 1440;

const HERTZ = 1000;
const ACCENT_HERTZ = 1600;
/** Loud enough beside music that is mixed to -16 LUFS, and far from clipping with it. */
const LEVEL = 0.35 * 32_767;
/** It falls to a third in so many samples. */
const DECAY = 260;

/** The samples of one click, as 16-bit numbers. */
export function clickSamples(accent: boolean): Int16Array {
  const hertz = accent ? ACCENT_HERTZ : HERTZ;
  const samples = new Int16Array(CLICK_SAMPLES);
  for (let at = 0; at < CLICK_SAMPLES; at++) {
    const wave = Math.sin((2 * Math.PI * hertz * at) / CLICK_RATE);
    samples[at] = Math.round(LEVEL * wave * Math.exp(-at / DECAY));
  }
  return samples;
}
