import pg from 'pg';

// A checkpoint of this much takes a fraction of a second, and so does the recovery after a kill.
const LOG_BYTES = 64 * 1024 * 1024;
const LOOK_EVERY_MS = 15_000;
const VACUUM_EVERY_MS = 60 * 60 * 1000;

/**
 * Does for the embedded database what background processes do for PostgreSQL, and what it has none for: keeps its
 * write-ahead log from growing for as long as the server runs, and the space of deleted rows from being lost.
 * Returns what ends it.
 */
export function keepHouse(pool: pg.Pool): () => void {
  // What fails is due again the next time.
  const every = (milliseconds: number, work: () => Promise<void>): NodeJS.Timeout =>
    setInterval(() => void work().catch(() => undefined), milliseconds).unref();
  const timers = [
    every(LOOK_EVERY_MS, () => checkpointWhenDue(pool)),
    every(VACUUM_EVERY_MS, () => vacuumWhereDue(pool)),
  ];
  return () => {
    timers.forEach(clearInterval);
  };
}

/** Writes a checkpoint when the log since the last one is longer than `logBytes`. Queries wait while it is written. */
export async function checkpointWhenDue(pool: pg.Pool, logBytes = LOG_BYTES): Promise<void> {
  const { rows } = await pool.query<{ due: boolean }>(
    'select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn) > $1 as due from pg_control_checkpoint()',
    [logBytes],
  );
  if (rows[0]?.due === true) await pool.query('checkpoint');
}

/**
 * Gives the space of rows that are gone back to their tables, one table at a time, by PostgreSQL's own rule for when that
 * pays; and all tables long before their transaction numbers run out.
 */
export async function vacuumWhereDue(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    `select pg_class.relname as name from pg_stat_user_tables join pg_class on pg_class.oid = relid
     where n_dead_tup > 50 + 0.2 * n_live_tup or n_mod_since_analyze > 50 + 0.1 * n_live_tup
       or age(relfrozenxid) > 200_000_000`,
  );
  for (const { name } of rows) await pool.query(`vacuum (analyze) ${pg.escapeIdentifier(name)}`);
}
