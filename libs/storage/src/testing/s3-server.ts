import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import S3rver from 's3rver';
import type { BlobStore } from '../blobs/blob-store.js';
import { s3BlobStore } from '../blobs/s3-blob-store.js';

const credentials = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };

/** A store in an empty bucket of an S3 server of its own. */
export async function emptyBucket(): Promise<{ blobs: BlobStore; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'segue-s3-'));
  const server = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: join(folder, 'server'),
  });
  const { port } = await server.run();
  const endpoint = `http://127.0.0.1:${String(port)}`;
  const bucket = `segue-${randomUUID()}`;
  const client = new S3Client({ endpoint, region: 'us-east-1', credentials, forcePathStyle: true });
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  client.destroy();
  const blobs = s3BlobStore({
    endpoint,
    region: 'us-east-1',
    bucket,
    ...credentials,
    incomingFolder: join(folder, 'incoming'),
  });
  return {
    blobs,
    remove: async () => {
      await server.close();
      await rm(folder, { recursive: true });
    },
  };
}
