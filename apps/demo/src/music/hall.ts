import { SAMPLE_RATE, silence, type Sound } from './sound.js';

/** Delays of echoes that come back, and of those that thicken them, in samples at 44.1 kHz (after Schroeder and Moorer). */
const COMBS = [1116, 1188, 1277, 1356, 1422, 1491, 1557, 1617];
const ALL_PASSES = [556, 441, 341, 225];
/** The right ear stands a little elsewhere. */
const SPREAD = 23;

/** The sound in a hall: `wet` of its echoes (0 to 1) beside it. */
export function inHall(sound: Sound, wet: number): Sound {
  const heard = silence(sound.left.length / SAMPLE_RATE);
  const both = sound.left.map((value, sample) => (value + (sound.right[sample] ?? 0)) * 0.03);
  for (const [from, to, spread] of [
    [sound.left, heard.left, 0],
    [sound.right, heard.right, SPREAD],
  ] as const) {
    let echoes = new Float32Array(both.length);
    for (const delay of COMBS) comb(both, echoes, scaled(delay + spread));
    for (const delay of ALL_PASSES) echoes = allPass(echoes, scaled(delay + spread));
    for (let sample = 0; sample < to.length; sample++)
      to[sample] = (from[sample] ?? 0) + (echoes[sample] ?? 0) * wet;
  }
  return heard;
}

function scaled(delay: number): number {
  return Math.round((delay * SAMPLE_RATE) / 44_100);
}

/** Adds an echo that returns again and again, each time duller. */
function comb(from: Float32Array, to: Float32Array, delay: number): void {
  const line = new Float32Array(delay);
  let dull = 0;
  for (let sample = 0; sample < from.length; sample++) {
    const at = sample % delay;
    const echo = line[at] ?? 0;
    dull = echo * 0.72 + dull * 0.28;
    line[at] = (from[sample] ?? 0) + dull * 0.87;
    to[sample] = (to[sample] ?? 0) + echo;
  }
}

function allPass(from: Float32Array, delay: number): Float32Array<ArrayBuffer> {
  const line = new Float32Array(delay);
  const to = new Float32Array(from.length);
  for (let sample = 0; sample < from.length; sample++) {
    const at = sample % delay;
    const echo = line[at] ?? 0;
    to[sample] = echo - (from[sample] ?? 0);
    line[at] = (from[sample] ?? 0) + echo * 0.5;
  }
  return to;
}
