import { Readable } from 'node:stream';
import { copySoundMarkers, type Marker, type SoundPiece, type Timeline } from '@segue/interchange';
import { Refusal } from '@segue/protocol';
import type { BlobStore } from '@segue/storage';

/** A sound file that is made while it is sent. */
export interface MarkedSound {
  readonly size: number;
  readonly bytes: Readable;
}

/**
 * A copy of a stored WAV or AIFF with markers in it, piece by piece out of the store.
 *
 * @param timeline where the first sample stands; a WAV is stamped with it.
 * @throws Refusal `export.no-markers` for what cannot hold markers, in the reader's words; `not-found` without the file.
 */
export async function markedSound(
  blobs: BlobStore,
  sha256: string,
  markers: readonly Marker[],
  timeline: Timeline,
): Promise<MarkedSound> {
  const size = await blobs.size(sha256);
  if (size === null) throw new Refusal('not-found');
  const read = async (offset: number, length: number): Promise<Uint8Array> => {
    const parts: Uint8Array[] = [];
    const range = { start: offset, end: offset + length };
    for await (const part of (await blobs.read(sha256, range)) as AsyncIterable<Uint8Array>) parts.push(part);
    return Buffer.concat(parts);
  };
  // Stamped, so that the markers count from where the version lies and not from what the file was stamped with once.
  const copy = await copySoundMarkers({ size, read }, markers, timeline, { stampStart: true });
  if ('what' in copy) throw new Refusal('export.no-markers', copy.what);
  return { size: copy.size, bytes: Readable.from(bytesOf(blobs, sha256, copy.pieces)) };
}

async function* bytesOf(
  blobs: BlobStore,
  sha256: string,
  pieces: readonly SoundPiece[],
): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) {
    if (piece instanceof Uint8Array) yield piece;
    else {
      const range = { start: piece.offset, end: piece.offset + piece.length };
      yield* (await blobs.read(sha256, range)) as AsyncIterable<Uint8Array>;
    }
  }
}
