import { parentPort, workerData } from 'node:worker_threads';
import { UnreadableAudio } from '@segue/media-analysis';
import { readSound } from '../sounds/read-sound.js';
import type { IngestJob, IngestMessage, IngestOutcome } from './ingest-job.js';
import { readMovie, UnreadableMovie } from './read-movie.js';

const stopped = new AbortController();

function tell(message: IngestMessage): void {
  parentPort?.postMessage(message);
}

async function ingest(job: IngestJob): Promise<IngestOutcome> {
  try {
    if (job.kind === 'movie') return { type: 'movie', facts: await readMovie(job.path, job.filmRate) };
    const onProgress = (fraction: number): void => {
      tell({ type: 'progress', fraction });
    };
    const read = await readSound(job, onProgress, stopped.signal);
    return { type: 'sound', read };
  } catch (error) {
    if (error instanceof UnreadableAudio || error instanceof UnreadableMovie) {
      return { type: 'refused', reason: error.message };
    }
    throw error;
  }
}

// Told to stop, it ends in good order, with the program that may be running for it.
parentPort?.once('message', () => {
  stopped.abort();
});
parentPort?.unref();
tell(await ingest(workerData as IngestJob));
