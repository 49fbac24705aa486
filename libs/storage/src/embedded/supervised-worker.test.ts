import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { superviseWorker } from './supervised-worker.js';

/** Answers what it is asked, until it is told to hang: then it never comes back to its messages. */
const ANSWERING = `
  const { parentPort } = require('node:worker_threads');
  parentPort.on('message', (message) => {
    if (message === 'hang') for (;;);
    if (message === 'close') process.exit();
    parentPort.postMessage('here');
  });
  parentPort.postMessage('ready');
`;

const ASK_EVERY_MS = 200;

/** All workers that were started, and why the others ended. */
async function supervise(): Promise<{
  workers: Worker[];
  reports: string[];
  stop: () => Promise<void>;
}> {
  const workers: Worker[] = [];
  const reports: string[] = [];
  const create = (): Worker => {
    const worker = new Worker(ANSWERING, { eval: true });
    workers.push(worker);
    return worker;
  };
  const { stop } = await superviseWorker(create, (reason) => reports.push(reason), ASK_EVERY_MS);
  return { workers, reports, stop };
}

/** Waits until a worker has been asked, and has answered, so many times; throws when it ends before. */
async function heard(worker: Worker, answers: number): Promise<void> {
  const ended = once(worker, 'exit').then(() => Promise.reject(new Error('The worker ended.')));
  for (let n = 0; n < answers; n++) await Promise.race([once(worker, 'message'), ended]);
  // It may end now.
  ended.catch(() => undefined);
}

it('a worker that hangs is killed, and another one takes its place', async () => {
  const { workers, reports, stop } = await supervise();
  const [first] = workers as [Worker];
  await heard(first, 3);
  const ended = once(first, 'exit');
  first.postMessage('hang');
  await ended;
  await expect.poll(() => workers.length, { timeout: 10_000 }).toBe(2);
  // Far more often than a silent one would be asked.
  await heard(workers[1] as Worker, 10);
  expect(reports).toEqual(['it did not answer any more']);
  await stop();
  expect(workers).toHaveLength(2);
});

it('a worker that hangs does not keep anybody from stopping', async () => {
  const { workers, stop } = await supervise();
  const [worker] = workers as [Worker];
  await heard(worker, 1);
  worker.postMessage('hang');
  await stop();
  expect(workers).toHaveLength(1);
});

it('a worker that answers is not killed because nobody listened for a while', async () => {
  const { workers, reports, stop } = await supervise();
  const [worker] = workers as [Worker];
  await heard(worker, 1);
  // As when the process is stopped and goes on later: the answer is there, and what asks is due first.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 15 * ASK_EVERY_MS);
  await heard(worker, 10);
  expect(reports).toEqual([]);
  await stop();
});
