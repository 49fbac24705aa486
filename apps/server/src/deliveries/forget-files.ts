import type { BlobStore, Database } from '@segue/storage';
import { sql, type Kysely, type Transaction } from 'kysely';

/**
 * Removes from the store the file of a delivery that came to nothing, and what was made of it, unless somebody else has
 * delivered the same bytes or is about to.
 *
 * @param made hashes of the files that were made of it
 */
export async function forgetFiles(
  db: Kysely<Database>,
  blobs: BlobStore,
  sha256: string,
  made: readonly string[] = [],
): Promise<void> {
  const all = [sha256, ...made];
  // What is made depends on the bytes only: whoever reads the same ones at this moment makes the same files.
  await db.transaction().execute(async (trx) => {
    await holdFiles(trx, all);
    const { rows } = await sql<{ sha256: string }>`
    select named.sha256 from unnest(${all}::text[]) as named (sha256)
    where not exists (select from deliveries where deliveries.sha256 = ${sha256} and state in ('uploading', 'reading', 'failed'))
      and not exists (select from sounds where named.sha256 in (sounds.sha256, peaks_sha256, listening_sha256))
      and not exists (select from cuts where movie_sha256 = named.sha256)
      and not exists (select from attachments where attachments.sha256 = named.sha256)
      and not exists (select from edit_lists where edit_lists.sha256 = named.sha256)`.execute(trx);
    for (const forgotten of rows) await blobs.remove(forgotten.sha256);
  });
}

/** Until the transaction ends, nobody else forgets one of these files, or takes one up that nothing else speaks of. */
export async function holdFiles(trx: Transaction<Database>, files: readonly string[]): Promise<void> {
  await sql`select pg_advisory_xact_lock(key) from (
    select distinct hashtextextended(sha256, 0) as key from unnest(${files}::text[]) as named (sha256) order by key
  ) as keys`.execute(trx);
}
