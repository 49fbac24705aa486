export { openDatabase, type DatabaseOptions, type OpenDatabase } from './database/open-database.js';
export type { Database, NewRow, Row } from './database/schema.js';
export { postgresUpdateLog } from './update-log/postgres-update-log.js';
export { BlobMismatch, BlobMissing, type Blob, type BlobStore, type ByteRange } from './blobs/blob-store.js';
export { folderBlobStore } from './blobs/folder-blob-store.js';
export { s3BlobStore, type S3Options } from './blobs/s3-blob-store.js';
