import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { offerCopies } from '../embedded/database-copies.js';
import { startEmbeddedDatabase } from '../embedded/embedded-database.js';
import { keepHouse } from '../embedded/housekeeping.js';
import { migrate } from './migrate.js';
import type { Database } from './schema.js';

/** A PostgreSQL to connect to, or the folder of the embedded one. */
export type DatabaseOptions =
  | { readonly url: string }
  | {
      readonly dataFolder: string;
      /** Hears, in a sentence, when the embedded database stopped and is started again. */
      readonly report?: (trouble: string) => void;
    };

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
 * @throws Error when it cannot be reached, the data folder is in use, the schema is newer than this code, or a restore
 *   did not finish
 */
export async function openDatabase(options: DatabaseOptions): Promise<OpenDatabase> {
  const database = await connectDatabase(options);
  try {
    await migrate(database.db);
    return 'url' in options ? database : await tend(database, options.dataFolder);
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** The same, with the schema as it is. */
export async function connectDatabase(options: DatabaseOptions): Promise<OpenDatabase> {
  if ('url' in options) return connect({ connectionString: options.url, max: 10 }, () => Promise.resolve());
  const embedded = await startEmbeddedDatabase(options.dataFolder, options.report ?? (() => undefined));
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
      // What the connection before has left in the session, as after a query that failed, is not this one's.
      // reason: the pool waits for what this returns; its types do not say so yet.
      // eslint-disable-next-line @typescript-eslint/no-misused-promises
      onConnect: async (client) => {
        await client.query('rollback');
        await client.query('discard all');
      },
    },
    embedded.close,
  );
}

/** Looks after an embedded database for as long as it is open. */
async function tend(database: OpenDatabase, dataFolder: string): Promise<OpenDatabase> {
  const offer = await offerCopies(dataFolder, database.pool);
  const leaveHouse = keepHouse(database.pool);
  return {
    ...database,
    close: async () => {
      leaveHouse();
      await offer.close();
      await database.close();
    },
  };
}

function connect(config: pg.PoolConfig, closeEmbedded: () => Promise<void>): OpenDatabase {
  const pool = new pg.Pool({ ...config, types: { getTypeParser } });
  // A connection lost while idle is out of the pool already, and the next query opens another.
  pool.on('error', () => undefined);
  // The same while it is in use: the query that is under way is rejected, and that is enough.
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
  });
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  return {
    db,
    pool,
    close: async () => {
      await db.destroy();
      await closeEmbedded();
    },
  };
}

const NUMBERS: readonly number[] = [pg.types.builtins.INT8, pg.types.builtins.NUMERIC];
// pg has no name for the type of an array of bigint.
const INT8_ARRAY = 1016;

// For this pool only: pg's own table of parsers is global to the process.
const getTypeParser: typeof pg.types.getTypeParser = (type, format) => {
  if (NUMBERS.includes(type)) return Number;
  const parse = pg.types.getTypeParser(type, format) as (text: string) => unknown;
  return (type as number) === INT8_ARRAY ? (text: string) => (parse(text) as unknown[]).map(Number) : parse;
};
