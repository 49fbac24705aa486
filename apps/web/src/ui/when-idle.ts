/** Runs what can wait when the page has nothing more pressing to do, at the latest after so many milliseconds. */
export function whenIdle(run: () => void, latest: number): void {
  // Not every browser has it.
  if ('requestIdleCallback' in window) window.requestIdleCallback(run, { timeout: latest });
  else setTimeout(run, Math.min(latest, 200));
}
