import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

/** Does a piece of work once: its result, and the milliseconds that it took. */
export function timed(work) {
  const begun = performance.now();
  const result = work();
  return { result, ms: performance.now() - begun };
}

/** The same on a heap without anybody else's waste. For long work: what is compiled may be thrown away with the waste. */
export function timedAlone(work) {
  collectGarbage();
  return timed(work);
}
