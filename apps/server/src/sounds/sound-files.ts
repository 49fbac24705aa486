import { Inject, Injectable } from '@nestjs/common';
import { MOST_FLAC_CHANNELS } from '@segue/media-analysis/side-by-side';
import { because, Refusal } from '@segue/protocol';
import { BlobMissing, type BlobStore, type Database } from '@segue/storage';
import type { Request, Response } from 'express';
import type { Kysely } from 'kysely';
import { sendBlob, sendStream } from '../platform/blob-response.js';
import { BLOBS, DATABASE } from '../platform/tokens.js';
import type { SegmentOrder } from './segment-order.js';
import { segmentBytes, storedListening, type StoredListening } from './stored-listening.js';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  wav: 'audio/wav',
  aiff: 'audio/aiff',
  flac: 'audio/flac',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  mp4: 'video/mp4',
  quicktime: 'video/quicktime',
  webm: 'video/webm',
  matroska: 'video/x-matroska',
  adts: 'audio/aac',
};

/** Answers what was made of a sound. Whether somebody may have it is asked before. */
@Injectable()
export class SoundFiles {
  constructor(
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    @Inject(BLOBS) private readonly blobs: BlobStore,
  ) {}

  /**
   * One segment of the listening rendition, lossless or light. What is heard under an address never changes, so browsers may keep it.
   *
   * @throws Refusal `not-found` past the last segment, and while there is no rendition
   */
  async sendSegment(response: Response, sha256: string, { index, isLight }: SegmentOrder): Promise<void> {
    const sound = await this.find(sha256);
    if (sound.listening === null || sound.listening_sha256 === null) {
      throw new Refusal('not-found', sound.unplayable ?? because('not-prepared'));
    }
    const listening = storedListening.parse(sound.listening);
    const range = segmentBytes(listening, index, isLight);
    if (range === null) throw new Refusal('not-found', 'The music ends before this segment.');
    const bytes = await this.blobs.read(sound.listening_sha256, range).catch((error: unknown) => {
      throw error instanceof BlobMissing ? new Refusal('not-found') : error;
    });
    response.set({
      'Content-Length': String(range.end - range.start),
      'Cache-Control': 'private, max-age=31536000, immutable',
    });
    await sendStream(response.type(isLight ? 'audio/ogg' : losslessType(listening)), bytes);
  }

  /**
   * The waveform, as an audiowaveform `.dat` file of version 2.
   *
   * @throws Refusal `not-found` while there is none
   */
  async sendPeaks(request: Request, response: Response, sha256: string): Promise<void> {
    const { peaks_sha256: peaks } = await this.find(sha256);
    if (peaks === null) throw new Refusal('not-found', because('not-prepared'));
    await sendBlob(request, response, this.blobs, { sha256: peaks, contentType: 'application/octet-stream' });
  }

  /** The media type of the delivered file. */
  async mediaType(sha256: string): Promise<string> {
    const { facts } = await this.find(sha256);
    return MEDIA_TYPES[String(facts['container'])] ?? 'application/octet-stream';
  }

  private find(sha256: string) {
    return this.db
      .selectFrom('sounds')
      .select(['facts', 'listening', 'listening_sha256', 'peaks_sha256', 'unplayable'])
      .where('sha256', '=', sha256)
      .executeTakeFirstOrThrow();
  }
}

/** Several FLAC streams side by side are no FLAC file. */
function losslessType({ channels }: StoredListening): string {
  return channels > MOST_FLAC_CHANNELS ? 'application/octet-stream' : 'audio/flac';
}
