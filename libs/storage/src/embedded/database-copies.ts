import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { constants } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type pg from 'pg';
import { noteBackup, type FinishedBackup } from '../backup/last-backup.js';
import { CLUSTER } from './embedded-database.js';

// A second connection to the embedded database would be in the middle of the first one's transactions (see the README).
// So whoever wants to read all of it beside the running server gets a copy of the files, made between two transactions.

/** A copy of a running embedded database: a data folder to open. */
export interface DatabaseCopy {
  readonly dataFolder: string;
  /**
   * Has the server note in its own database that a backup was made of the copy.
   *
   * @throws Error when it does not
   */
  readonly note: (backup: FinishedBackup) => Promise<void>;
  /** Has it removed. */
  readonly giveBack: () => void;
}

const SOCKET = 'copies.sock';
const COPIES = 'copies';

/** A line of JSON, said when the copy is made and again when the backup that was made of it is noted. */
type Answer = { readonly dataFolder: string } | { readonly error: string };

/** A server of before this question leaves it unanswered. */
const ANSWER_WITHIN_MS = 10_000;

/** Gives copies of the database to the processes that connect, each for as long as it stays connected. */
export async function offerCopies(
  dataFolder: string,
  pool: pg.Pool,
): Promise<{ close: () => Promise<void> }> {
  const folder = resolve(dataFolder);
  const copies = join(folder, COPIES);
  // What a killed server left.
  await Promise.all([join(folder, SOCKET), copies].map((path) => rm(path, { recursive: true, force: true })));
  const lent = new Map<Socket, Promise<void>>();
  const server = createServer((socket) => {
    lent.set(
      socket,
      lend(socket, folder, pool).finally(() => lent.delete(socket)),
    );
  });
  await underShortName(folder, async (short) => {
    server.listen(join(short, SOCKET));
    await once(server, 'listening');
  });
  return {
    async close() {
      server.close();
      for (const socket of lent.keys()) socket.destroy();
      await Promise.all(lent.values());
      await rm(join(folder, SOCKET), { force: true });
    },
  };
}

async function lend(socket: Socket, folder: string, pool: pg.Pool): Promise<void> {
  socket.on('error', () => undefined);
  const copy = join(folder, COPIES, randomUUID());
  const tell = (answer: Answer): boolean => socket.write(`${JSON.stringify(answer)}\n`);
  try {
    await copyBetweenTransactions(pool, join(folder, CLUSTER), join(copy, CLUSTER));
    tell({ dataFolder: copy });
    // Until the connection ends. A line is short enough to come in one piece.
    for await (const line of socket as AsyncIterable<Buffer>) {
      await noteBackup(pool, JSON.parse(line.toString()) as FinishedBackup);
      tell({ dataFolder: copy });
    }
  } catch (error) {
    tell({ error: error instanceof Error ? error.message : String(error) });
  } finally {
    socket.end();
    await rm(copy, { recursive: true, force: true });
  }
}

/** While it has the one connection nobody else writes. The copy is as if the server had been killed: opening it recovers. */
async function copyBetweenTransactions(pool: pg.Pool, from: string, to: string): Promise<void> {
  const client = await pool.connect();
  try {
    await mkdir(to, { recursive: true, mode: 0o700 });
    await cp(from, to, { recursive: true, mode: constants.COPYFILE_FICLONE });
    // Fails if the database ended and began to recover meanwhile.
    await client.query('select 1');
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/**
 * Has the server that runs on a data folder copy its database; null when none runs there.
 *
 * @throws Error when it cannot
 */
export async function borrowCopy(dataFolder: string): Promise<DatabaseCopy | null> {
  const socket = await underShortName(resolve(dataFolder), async (short) => {
    const connecting = connect(join(short, SOCKET));
    return once(connecting, 'connect').then(
      () => connecting,
      () => null,
    );
  });
  if (socket === null) return null;
  socket.on('error', () => undefined);
  const ended = new Promise<null>((resolve) => {
    socket.once('close', () => {
      resolve(null);
    });
  });
  const nextAnswer = async (): Promise<Answer> => {
    const said = (await Promise.race([once(socket, 'data'), ended])) as [Buffer] | null;
    return said === null ? { error: 'it ended the connection' } : (JSON.parse(said[0].toString()) as Answer);
  };
  const given = await nextAnswer();
  if ('error' in given) throw new Error(`The server could not copy its database: ${given.error}`);
  return {
    dataFolder: given.dataFolder,
    async note(backup) {
      socket.setTimeout(ANSWER_WITHIN_MS, () => socket.destroy());
      socket.write(JSON.stringify(backup));
      const answer = await nextAnswer();
      if ('error' in answer) throw new Error(`The server did not note the backup: ${answer.error}`);
    },
    giveBack: () => {
      socket.destroy();
    },
  };
}

/** Calls `use` with a name of the folder that leaves room for a socket's: the kernel takes about a hundred bytes for both. */
async function underShortName<T>(folder: string, use: (short: string) => Promise<T>): Promise<T> {
  const links = await mkdtemp(join(tmpdir(), 'segue-'));
  try {
    const short = join(links, 'data');
    await symlink(folder, short);
    return await use(short);
  } finally {
    await rm(links, { recursive: true });
  }
}
