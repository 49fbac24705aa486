import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import S3rver from 's3rver';
import { afterAll, beforeAll, describe } from 'vitest';
import { blobStoreContract } from './blob-store.contract.js';
import { s3BlobStore } from './s3-blob-store.js';

const Bucket = 'segue-test';
const credentials = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };

describe('a bucket of blobs', () => {
  let folder: string;
  let server: S3rver;
  let endpoint: string;
  let client: S3Client;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'segue-s3-'));
    server = new S3rver({ port: 0, address: '127.0.0.1', silent: true, directory: join(folder, 'server') });
    const { port } = await server.run();
    endpoint = `http://127.0.0.1:${String(port)}`;
    client = new S3Client({ endpoint, region: 'us-east-1', credentials, forcePathStyle: true });
    await client.send(new CreateBucketCommand({ Bucket }));
  });

  afterAll(async () => {
    client.destroy();
    await server.close();
    await rm(folder, { recursive: true });
  });

  const incomingFolder = (): string => join(folder, 'incoming');

  blobStoreContract(() =>
    Promise.resolve({
      store: s3BlobStore({
        endpoint,
        region: 'us-east-1',
        bucket: Bucket,
        ...credentials,
        incomingFolder: incomingFolder(),
      }),
      count: async () => {
        const { KeyCount = 0 } = await client.send(new ListObjectsV2Command({ Bucket }));
        return KeyCount + (await readdir(incomingFolder())).length;
      },
    }),
  );
});
