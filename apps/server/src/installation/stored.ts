import type { Installation } from '@segue/protocol';
import type { Database } from '@segue/storage';
import { sql, type Kysely } from 'kysely';

interface Totals {
  readonly version: string;
  readonly bytes: number;
  readonly music_files: number;
  readonly music_bytes: number;
  readonly movie_files: number;
  readonly movie_bytes: number;
  readonly uploading: number;
  readonly reading: number;
}

/** What is stored, counted by the database in one question. A file that two cues share counts once. */
export async function countStored(
  db: Kysely<Database>,
  kind: 'embedded' | 'postgresql',
): Promise<Installation['storage']> {
  const { rows } = await sql<Totals>`
    with music as (
      select sha256, size from versions where removed_at is null
      union select sha256, size from stems where removed_at is null
      union select sha256, size from beds where removed_at is null),
    movies as (select distinct movie_sha256, movie_size from cuts where movie_sha256 is not null)
    select current_setting('server_version') as version,
      pg_database_size(current_database()) as bytes,
      (select count(*) from music) as music_files,
      (select coalesce(sum(size), 0) from music) as music_bytes,
      (select count(*) from movies) as movie_files,
      (select coalesce(sum(movie_size), 0) from movies) as movie_bytes,
      (select count(*) from deliveries where state = 'uploading') as uploading,
      (select count(*) from deliveries where state = 'reading') as reading`.execute(db);
  const [totals] = rows;
  if (!totals) throw new Error('the database does not count');
  return {
    database: { kind, version: totals.version, bytes: totals.bytes },
    music: { files: totals.music_files, bytes: totals.music_bytes },
    movies: { files: totals.movie_files, bytes: totals.movie_bytes },
    uploading: totals.uploading,
    reading: totals.reading,
    lastBackup: await readLastBackup(db),
  };
}

async function readLastBackup(db: Kysely<Database>): Promise<Installation['storage']['lastBackup']> {
  const last = await db.selectFrom('last_backup').select(['at', 'bytes', 'whole']).executeTakeFirst();
  return last ? { ...last, at: last.at.toISOString() } : null;
}
