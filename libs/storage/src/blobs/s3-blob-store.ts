import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import { blobPath, BlobMissing, type BlobStore } from './blob-store.js';
import { removeAbandoned, writeIncoming } from './incoming-file.js';

/** Where the bucket is, and who may write to it. */
export interface S3Options {
  /** The address of an S3-compatible server; undefined for Amazon's own. */
  readonly endpoint: string | undefined;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** A local folder with room for the blobs that are being written. */
  readonly incomingFolder: string;
}

// 10,000 parts are the most there may be: this allows 80 GB. Four parts of this size are in memory at a time.
const PART_BYTES = 8 * 1024 * 1024;

/**
 * Keeps blobs in a bucket. Bytes are first written to a local file and verified there, so that nothing unverified ever
 * reaches the bucket; on the way there the service checks them again by checksum.
 */
export function s3BlobStore(options: S3Options): BlobStore {
  const { bucket: Bucket, incomingFolder } = options;
  const cleaned = removeAbandoned(incomingFolder);
  // Loaded here, so that a server without S3 does not carry the SDK.
  const opened = Promise.all([import('@aws-sdk/client-s3'), import('@aws-sdk/lib-storage')]).then(
    ([sdk, { Upload }]) => ({ ...sdk, Upload, client: createClient(sdk.S3Client, options) }),
  );

  async function size(sha256: string): Promise<number | null> {
    const { client, HeadObjectCommand } = await opened;
    try {
      const { ContentLength } = await client.send(new HeadObjectCommand({ Bucket, Key: blobPath(sha256) }));
      return ContentLength ?? 0;
    } catch (error) {
      if (isNamed(error, 'NotFound', 'NoSuchKey')) return null;
      throw error;
    }
  }

  return {
    size,

    async put(source, expected = {}) {
      await cleaned;
      const { path, ...blob } = await writeIncoming(incomingFolder, source, expected);
      try {
        if ((await size(blob.sha256)) === null) {
          const { client, Upload } = await opened;
          const params = { Bucket, Key: blobPath(blob.sha256), Body: createReadStream(path) };
          await new Upload({ client, params, partSize: PART_BYTES }).done();
        }
      } finally {
        await rm(path);
      }
      return blob;
    },

    async read(sha256, range) {
      const { client, GetObjectCommand } = await opened;
      const isEmpty = range !== undefined && range.end <= range.start;
      if (isEmpty && (await size(sha256)) !== null) return Readable.from([]);
      const Range = range === undefined ? undefined : `bytes=${String(range.start)}-${String(range.end - 1)}`;
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: blobPath(sha256), Range }));
        // On Node it always is one; the type covers browsers too.
        return Body as Readable;
      } catch (error) {
        throw isNamed(error, 'NoSuchKey', 'NotFound') ? new BlobMissing(sha256) : error;
      }
    },

    async *list() {
      const { client, paginateListObjectsV2 } = await opened;
      for await (const page of paginateListObjectsV2({ client }, { Bucket })) {
        for (const { Key = '' } of page.Contents ?? []) {
          const sha256 = Key.slice(Key.lastIndexOf('/') + 1);
          // A bucket may hold other things as well.
          if (Key === blobPath(sha256)) yield sha256;
        }
      }
    },

    async remove(sha256) {
      const { client, DeleteObjectCommand } = await opened;
      await client.send(new DeleteObjectCommand({ Bucket, Key: blobPath(sha256) }));
    },
  };
}

function createClient(
  Client: typeof S3Client,
  { endpoint, region, accessKeyId, secretAccessKey }: S3Options,
): S3Client {
  return new Client({
    region,
    credentials: { accessKeyId, secretAccessKey },
    // Only Amazon gives every bucket a host name of its own.
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
  });
}

function isNamed(error: unknown, ...names: readonly string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}
