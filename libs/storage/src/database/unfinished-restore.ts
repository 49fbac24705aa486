import { sql, type Kysely } from 'kysely';

/** A table that is there from the first to the last moment of a restore: what it leaves when it is killed. */
export const RESTORE_MARK = 'unfinished_restore';

/** @throws Error when a restore into this database did not finish */
export async function refuseUnfinishedRestore<T>(db: Kysely<T>): Promise<void> {
  const { rows } = await sql<{
    name: string | null;
  }>`select to_regclass(${RESTORE_MARK})::text as name`.execute(db);
  if (rows[0]?.name == null) return;
  throw new Error(
    'A restore into this database did not finish. Empty the database and the data folder, and run the restore again.',
  );
}
