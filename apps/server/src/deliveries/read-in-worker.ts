import { Worker } from 'node:worker_threads';
import type { IngestJob, IngestMessage, IngestOutcome } from './ingest-job.js';
import { pause } from './pause.js';

/** It stops between two pieces of work, each of which is shorter. */
const STOP_MS = 5000;

/** Under Vitest this file runs from its source, but a worker runs what was built: Node 20 takes no TypeScript. */
const WORKER = new URL(
  import.meta.url.endsWith('.ts') ? '../../dist/deliveries/ingest.worker.js' : './ingest.worker.js',
  import.meta.url,
);

/**
 * Reads an uploaded file in a thread of its own, off the event loop.
 *
 * @param onProgress hears how far it is, 0 to 1.
 * @throws what the worker threw, or the signal's reason when it was stopped.
 */
export async function readInWorker(
  job: IngestJob,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<IngestOutcome> {
  // No arguments are passed on, so that the worker finds the built libraries whatever this process was started with.
  const worker = new Worker(WORKER, { workerData: job, execArgv: [] });
  const ended = new AbortController();
  try {
    return await new Promise<IngestOutcome>((resolve, reject) => {
      const stop = (): void => {
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', stop);
      worker.on('message', (message: IngestMessage) => {
        if (message.type === 'progress') onProgress(message.fraction);
        else resolve(message);
      });
      worker.on('error', reject);
      worker.on('exit', (code) => {
        signal.removeEventListener('abort', stop);
        ended.abort();
        reject(new Error(`the reading thread ended with code ${code} and no answer`));
      });
      if (signal.aborted) stop();
    });
  } finally {
    // A thread that is ended from outside leaves behind the program that may be running for it.
    worker.postMessage('stop');
    await pause(STOP_MS, ended.signal);
    await worker.terminate();
  }
}
