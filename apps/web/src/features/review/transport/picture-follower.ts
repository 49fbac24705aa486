/** Beyond this the picture jumps: catching up at a tenth of the speed would be seen for seconds. */
const FAR_SECONDS = 0.3;
/** The most that the picture's speed is changed to catch up. */
const MOST = 0.1;

/** What the picture is to do to be where the sound is: play on at a speed, or jump. */
export type Correction = { readonly jump: true } | { readonly jump: false; readonly speed: number };

/**
 * How the muted picture keeps up with the sound, which is never corrected. `behind` is how many seconds the picture
 * lags (negative: runs ahead), `frame` the length of a frame in seconds, `catchingUp` whether its speed is changed now.
 * It starts when more than half a frame off and goes on until well inside, so that it does not flutter.
 */
export function correction(behind: number, frame: number, speed: number, catchingUp: boolean): Correction {
  const off = Math.abs(behind);
  if (off > FAR_SECONDS * Math.max(1, speed)) return { jump: true };
  if (off <= (catchingUp ? frame / 8 : frame / 2)) return { jump: false, speed };
  return { jump: false, speed: speed * (1 + Math.max(-MOST, Math.min(MOST, 2 * behind))) };
}
