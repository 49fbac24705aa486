/** What the time stamps of a device may be off the clock: more than that they are not believed. */
const MOST_LATENCY_SECONDS = 1;

/**
 * The moment on the clock of the context that is heard now, in seconds. What was computed last is heard later, by what lies
 * between the computer and the loudspeaker, as far as the browser knows of it.
 */
export function audibleTime(context: BaseAudioContext): number {
  const { currentTime } = context;
  if (!(context instanceof AudioContext)) return currentTime;
  const { contextTime, performanceTime } = context.getOutputTimestamp();
  if (contextTime !== undefined && performanceTime !== undefined && performanceTime > 0) {
    const heard = contextTime + (performance.now() - performanceTime) / 1000;
    if (heard <= currentTime && heard > currentTime - MOST_LATENCY_SECONDS) return heard;
  }
  // Safari says 0 or nothing where it does not know.
  return currentTime - (context.outputLatency || context.baseLatency || 0);
}
