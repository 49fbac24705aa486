import { setImmediate as tick, setTimeout as sleep } from 'node:timers/promises';

/** How much leaves in a millisecond, in bytes: more than networks carry, less than keeps the event loop busy. */
const PACE = 1024 * 1024;

/** Spreads sending much to many: each has a turn of the event loop of its own, in the order in which it was asked for. */
export class Turns {
  private last: Promise<void> = Promise.resolve();

  /** Resolves when so many bytes may be sent. */
  next(bytes: number): Promise<void> {
    const turn = this.last.then(() => tick());
    this.last = turn.then(() => sleep(bytes / PACE));
    return turn;
  }
}
