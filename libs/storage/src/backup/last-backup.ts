import type pg from 'pg';

/**
 * The table in which a system remembers its last backup. It is the one table that is not backed up: the memory belongs to
 * the system that was copied, not to the copy. So a restored system says that it has no backup yet, until it makes one of
 * its own; what it would say otherwise is when another system, somewhere else, was backed up before this backup.
 */
export const LAST_BACKUP = 'last_backup';

/** A backup that is whole on the disk. */
export interface FinishedBackup {
  /** When the database looked as it does in there, in ISO 8601: what was written later is not in it. */
  readonly at: string;
  /** The size of the file. */
  readonly bytes: number;
  /** False when files were missing from the store or damaged in it. */
  readonly whole: boolean;
}

/** Notes a finished backup, unless one of a later moment was noted already. */
export async function noteBackup(pool: pg.Pool, { at, bytes, whole }: FinishedBackup): Promise<void> {
  await pool.query(
    `insert into ${LAST_BACKUP} as last (at, bytes, whole) values ($1, $2, $3)
     on conflict (id) do update set at = excluded.at, bytes = excluded.bytes, whole = excluded.whole
     where last.at <= excluded.at`,
    [at, bytes, whole],
  );
}
