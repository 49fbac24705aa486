import { buffer } from 'node:stream/consumers';
import { createHash } from 'node:crypto';
import pg from 'pg';
import type { BlobStore } from '../blobs/blob-store.js';

/** Every row of every table, as PostgreSQL writes it, sorted. */
export async function readTables(pool: pg.Pool): Promise<Record<string, string[]>> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname`,
  );
  const contents: Record<string, string[]> = {};
  for (const { name } of tables) {
    const { rows } = await pool.query<{ row: string }>(
      `select t::text as row from ${pg.escapeIdentifier(name)} as t`,
    );
    contents[name] = rows.map(({ row }) => row).sort();
  }
  return contents;
}

/** The real hash of the bytes of every blob, under its name. */
export async function readBlobs(blobs: BlobStore): Promise<Record<string, string>> {
  const contents: Record<string, string> = {};
  for await (const sha256 of blobs.list()) {
    contents[sha256] = createHash('sha256')
      .update(await buffer(await blobs.read(sha256)))
      .digest('hex');
  }
  return contents;
}
