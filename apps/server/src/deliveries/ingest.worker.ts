import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { UnreadableAudio } from '@segue/media-analysis';
import { REFUSALS } from '@segue/protocol';
import type { IngestJob, IngestMessage, IngestOutcome } from './ingest-job.js';
import { readMovie, UnreadableMovie } from './read-movie.js';
import { readMusic } from './read-music.js';

/** The part of the work that hashing is; decoding takes the rest. */
const HASHING = 0.3;

function tell(message: IngestMessage): void {
  parentPort?.postMessage(message);
}

async function ingest(job: IngestJob): Promise<IngestOutcome> {
  const { size } = await stat(job.path);
  const isWhole = size === job.size && (await hashOf(job)) === job.sha256;
  if (!isWhole) return { type: 'refused', reason: REFUSALS['delivery.mismatch'].message };
  try {
    if (job.purpose === 'movie') return { type: 'movie', facts: await readMovie(job.path, job.filmRate) };
    const read = await readMusic(job.path, job.size, (fraction) => {
      tell({ type: 'progress', fraction: HASHING + fraction * (1 - HASHING) });
    });
    return { type: 'music', read };
  } catch (error) {
    if (error instanceof UnreadableAudio || error instanceof UnreadableMovie) {
      return { type: 'refused', reason: error.message };
    }
    throw error;
  }
}

async function hashOf(job: IngestJob): Promise<string> {
  const hash = createHash('sha256');
  let hashed = 0;
  for await (const chunk of createReadStream(job.path, {
    highWaterMark: 1024 * 1024,
  }) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    hashed += chunk.length;
    tell({ type: 'progress', fraction: (hashed / job.size) * HASHING });
  }
  return hash.digest('hex');
}

tell(await ingest(workerData as IngestJob));
