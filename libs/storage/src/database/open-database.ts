import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { startEmbeddedDatabase } from '../embedded/embedded-database.js';
import { migrate } from './migrate.js';
import type { Database } from './schema.js';

/** A PostgreSQL to connect to, or the folder of the embedded one. */
export type DatabaseOptions = { readonly url: string } | { readonly dataFolder: string };

/** An open database with an up-to-date schema. */
export interface OpenDatabase {
  readonly db: Kysely<Database>;
  /** The connections under `db`. */
  readonly pool: pg.Pool;
  /** Waits for running queries, then closes the connections and the embedded database. */
  readonly close: () => Promise<void>;
}

/**
 * Opens a database and brings its schema up to date. `bigint` and `numeric` are read as numbers, `timestamptz` as Date.
 *
 * @throws Error when it cannot be reached, the data folder is in use, or the schema is newer than this code
 */
export async function openDatabase(options: DatabaseOptions): Promise<OpenDatabase> {
  if ('url' in options) return connect({ connectionString: options.url, max: 10 }, () => Promise.resolve());
  const embedded = await startEmbeddedDatabase(options.dataFolder);
  return connect(
    {
      host: embedded.host,
      user: 'postgres',
      database: 'postgres',
      // It is a single session: a second connection would not run beside the first but inside its transactions' pauses,
      // and share its locks, settings and unnamed statements. So the queue is here, one whole transaction at a time.
      max: 1,
      idleTimeoutMillis: 0,
      // Whoever asks the pool from inside a transaction waits for himself; let that end in an error.
      connectionTimeoutMillis: 30_000,
    },
    embedded.close,
  );
}

async function connect(config: pg.PoolConfig, closeEmbedded: () => Promise<void>): Promise<OpenDatabase> {
  const pool = new pg.Pool({ ...config, types: { getTypeParser } });
  // A connection lost while idle is out of the pool already, and the next query opens another.
  pool.on('error', () => undefined);
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  const close = async (): Promise<void> => {
    await db.destroy();
    await closeEmbedded();
  };
  try {
    await migrate(db);
  } catch (error) {
    await close();
    throw error;
  }
  return { db, pool, close };
}

const NUMBERS: readonly number[] = [pg.types.builtins.INT8, pg.types.builtins.NUMERIC];

// For this pool only: pg's own table of parsers is global to the process.
const getTypeParser: typeof pg.types.getTypeParser = (type, format) =>
  NUMBERS.includes(type) ? Number : (pg.types.getTypeParser(type, format) as unknown);
