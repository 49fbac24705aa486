import { parentPort, workerData } from 'node:worker_threads';
import { UnreadableAudio } from '@segue/media-analysis';
import { readSound } from '../sounds/read-sound.js';
import type { IngestJob, IngestMessage, IngestOutcome } from './ingest-job.js';
import { readMovie, UnreadableMovie } from './read-movie.js';

function tell(message: IngestMessage): void {
  parentPort?.postMessage(message);
}

async function ingest(job: IngestJob): Promise<IngestOutcome> {
  try {
    if (job.kind === 'movie') return { type: 'movie', facts: await readMovie(job.path, job.filmRate) };
    const read = await readSound(job.path, job.made, (fraction) => {
      tell({ type: 'progress', fraction });
    });
    return { type: 'sound', read };
  } catch (error) {
    if (error instanceof UnreadableAudio || error instanceof UnreadableMovie) {
      return { type: 'refused', reason: error.message };
    }
    throw error;
  }
}

tell(await ingest(workerData as IngestJob));
