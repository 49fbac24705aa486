import { setTimeout as pause } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';

/** A worker that is started again whenever it ends by itself or answers no more. */
export interface SupervisedWorker {
  /** Tells the worker to close, waits until it has ended, and starts no other. */
  readonly stop: () => Promise<void>;
}

interface Running {
  readonly worker: Worker;
  /** Resolves to the reason when the thread is gone. */
  readonly ended: Promise<string>;
}

// Short at first, because most deaths are singular; growing, because a full disk kills every successor as well.
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;
// Who lived this long did not die of what the one before died of.
const HEALTHY_AFTER_MS = 60_000;
// A worker answers nothing while it is at one statement. The longest of these gives the room of deleted rows back: two
// seconds for a table of 560 MB.
const ASK_EVERY_MS = 5000;
const MOST_UNANSWERED = 6;

/**
 * Starts a worker, which sends a message when it is ready and for every `'ping'`, and another one whenever it ends by
 * itself or leaves half a minute of pings unanswered: never two at a time, with growing pauses. `report` hears why each
 * one ended, or did not start.
 *
 * @throws Error when the first one does not start
 */
export async function superviseWorker(
  create: () => Worker,
  report: (reason: string) => void,
  askEveryMs = ASK_EVERY_MS,
): Promise<SupervisedWorker> {
  const stopping = new AbortController();
  const isStopping = (): boolean => stopping.signal.aborted;
  let running = await start(create, askEveryMs);
  let pauseMs = FIRST_PAUSE_MS;

  async function watch(): Promise<void> {
    for (;;) {
      const startedAt = performance.now();
      const reason = await running.ended;
      if (isStopping()) return;
      report(reason);
      if (performance.now() - startedAt > HEALTHY_AFTER_MS) pauseMs = FIRST_PAUSE_MS;
      const next = await startAgain();
      if (next === null) return;
      running = next;
      // Told to stop while this one was starting.
      if (isStopping()) running.worker.postMessage('close');
    }
  }

  /** Null when told to stop meanwhile. */
  async function startAgain(): Promise<Running | null> {
    for (;;) {
      await pause(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (isStopping()) return null;
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      try {
        return await start(create, askEveryMs);
      } catch (error) {
        report(error instanceof Error ? error.message : String(error));
      }
    }
  }

  const watching = watch();
  return {
    async stop() {
      stopping.abort();
      running.worker.postMessage('close');
      await watching;
    },
  };
}

async function start(create: () => Worker, askEveryMs: number): Promise<Running> {
  const worker = create();
  const ended = reasonOfEnd(worker, askEveryMs);
  const ready = new Promise<null>((resolve) => {
    worker.once('message', () => {
      resolve(null);
    });
  });
  const reason = await Promise.race([ready, ended]);
  if (reason !== null) throw new Error(reason);
  return { worker, ended };
}

function reasonOfEnd(worker: Worker, askEveryMs: number): Promise<string> {
  return new Promise((resolve) => {
    let reason = 'its thread ended';
    worker.once('error', (error) => {
      reason = error instanceof Error ? error.message : String(error);
    });
    const leaveAlone = whenSilent(worker, askEveryMs, () => {
      reason = 'it did not answer any more';
      void worker.terminate();
    });
    worker.once('exit', () => {
      leaveAlone();
      resolve(reason);
    });
  });
}

/** Asks a worker that is ready whether it is there, again and again, until it does not answer. Returns what ends it. */
function whenSilent(worker: Worker, askEveryMs: number, act: () => void): () => void {
  let unanswered = 0;
  let asking: NodeJS.Timeout | undefined;
  const ask = (): void => {
    // Counted, not measured: that this very process was stopped or busy for a minute is one question more, and no silence.
    if (unanswered === MOST_UNANSWERED) {
      act();
    } else {
      unanswered++;
      worker.postMessage('ping');
    }
  };
  worker.on('message', () => {
    unanswered = 0;
    asking ??= setInterval(ask, askEveryMs).unref();
  });
  return () => {
    clearInterval(asking);
  };
}
