/** What the time stamps of a device may be off the clock: more than that they are not believed. */
const MOST_LATENCY_SECONDS = 1;

/**
 * The moment on the clock of the context that is heard now, in seconds. What was computed last is heard later, by what lies
 * between the computer and the loudspeaker, as far as the browser knows of it.
 */
export function audibleTime(context: BaseAudioContext): number {
  const { currentTime } = context;
  if (!(context instanceof AudioContext)) return currentTime;
  // Safari says 0 or nothing where it does not know.
  const latency = context.outputLatency || context.baseLatency || 0;
  return heardBy(context.getOutputTimestamp(), currentTime, performance.now()) ?? currentTime - latency;
}

/**
 * The moment that is heard at `now`, in milliseconds, by what the device said last; null when that cannot be: before it
 * played anything, or when the stamp is of another time.
 */
export function heardBy(
  { contextTime = 0, performanceTime = 0 }: AudioTimestamp,
  currentTime: number,
  now: number,
): number | null {
  if (performanceTime <= 0) return null;
  const heard = contextTime + (now - performanceTime) / 1000;
  return heard <= currentTime && heard > currentTime - MOST_LATENCY_SECONDS ? heard : null;
}
