import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Refusal } from '@segue/protocol';
import type { BlobStore } from '@segue/storage';
import type { Request, Response } from 'express';

/** A stored file as it is to be answered. */
export interface BlobAnswer {
  readonly sha256: string;
  readonly contentType: string;
  /** Given for a download under this name; left out for what the page plays itself. */
  readonly downloadAs?: string;
}

/**
 * Answers a stored file, whole or the one byte range that was asked for. The hash is the ETag, so that a player which
 * asks again gets 304, and a range never mixes two files.
 *
 * @throws Refusal `not-found` when the store does not have the file.
 */
export async function sendBlob(
  request: Request,
  response: Response,
  blobs: BlobStore,
  answer: BlobAnswer,
): Promise<void> {
  const size = await blobs.size(answer.sha256);
  if (size === null) throw new Refusal('not-found');
  const etag = `"${answer.sha256}"`;
  response.set({ ETag: etag, 'Accept-Ranges': 'bytes', 'Cache-Control': 'private, no-cache' });
  response.type(answer.contentType);
  if (answer.downloadAs !== undefined) response.attachment(answer.downloadAs).type(answer.contentType);
  if (request.fresh) {
    response.status(304).end();
    return;
  }
  const range = askedRange(request, etag, size);
  if (range === 'unsatisfiable') {
    response.status(416).set('Content-Range', `bytes */${size}`).end();
    return;
  }
  const { start, end } = range ?? { start: 0, end: size };
  response.set('Content-Length', String(end - start));
  if (range) response.status(206).set('Content-Range', `bytes ${start}-${end - 1}/${size}`);
  if (request.method === 'HEAD' || size === 0) {
    response.end();
    return;
  }
  await sendStream(response, await blobs.read(answer.sha256, { start, end }));
}

/** Answers bytes as they come. */
export async function sendStream(response: Response, bytes: Readable): Promise<void> {
  try {
    await pipeline(bytes, response);
  } catch (error) {
    // Players break off and ask for another place all the time: that is no fault.
    if (!response.destroyed) throw error;
  }
}

/** The range that was asked for, `end` exclusive; null means the whole file, also when several ranges were asked for. */
function askedRange(
  request: Request,
  etag: string,
  size: number,
): { start: number; end: number } | 'unsatisfiable' | null {
  const ifRange = request.get('if-range');
  if (ifRange !== undefined && ifRange !== etag) return null;
  const ranges = request.range(size, { combine: true });
  if (ranges === undefined || ranges === -2) return null;
  if (ranges === -1) return 'unsatisfiable';
  const [first] = ranges;
  if (ranges.type !== 'bytes' || first === undefined || ranges.length > 1) return null;
  return { start: first.start, end: first.end + 1 };
}
