import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openNotes, type NotesSession } from '@segue/client';
import { documentName, type Installation } from '@segue/protocol';
import { backUp, restore, type Database } from '@segue/storage';
import { createDatabase } from '@segue/storage/test-databases';
import type { UpdateLog } from '@segue/sync-engine';
import type { Kysely } from 'kysely';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { databaseOptions, openBlobStore } from './app.module.js';
import { verifyAudit } from './audit/verify-audit.js';
import { readConfig, type Config } from './platform/config.js';
import { CONFIG, DATABASE, UPDATE_LOG } from './platform/tokens.js';
import { createServer } from './server.js';
import { Line } from './testing/line.js';
import { announcement, deliver, FILM_START, note, writeCue } from './testing/music-film.js';
import { wavBytes } from './testing/sound-bytes.js';
import { ApiClient, startTestServer, type TestServer } from './testing/test-server.js';

const CUES = 3;

beforeAll(() => {
  // y-websocket listens to the end of the process once per document.
  process.setMaxListeners(0);
});

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** An empty place for a database: none, which is a folder of the server's own, or a new one on the PostgreSQL of the tests. */
const databases = [
  ['the embedded database', () => Promise.resolve(null)],
  [
    'PostgreSQL',
    async () => {
      const { url, drop } = await createDatabase();
      cleanUps.push(drop);
      return url;
    },
  ],
] as const;

/** Resolves once all that was written in the session is durable on the server. */
function saved(session: NotesSession): Promise<void> {
  return vi.waitFor(
    () => {
      expect(session.state).toEqual({ status: 'saved', unsaved: 0 });
    },
    { timeout: 20_000, interval: 5 },
  );
}

function open(person: ApiClient, url: string, cueId: string): NotesSession {
  const session = openNotes({ ...new Line(person, url).connection, cueId });
  cleanUps.push(() => {
    session.close();
  });
  return session;
}

/** The same person at another server. */
function at(url: string, person: ApiClient): ApiClient {
  return Object.assign(new ApiClient(url), {
    cookie: person.cookie,
    personId: person.personId,
    name: person.name,
  });
}

/** A person who writes numbered notes on a cue, one after the other, each when the one before is acknowledged. */
class Writer {
  written = 0;
  acknowledged = 0;
  private going = true;
  private work: Promise<void> = Promise.resolve();

  constructor(
    readonly personId: string,
    readonly cueId: string,
    private readonly session: NotesSession,
  ) {}

  start(): void {
    this.work = this.write();
  }

  async stop(): Promise<void> {
    this.going = false;
    await this.work;
  }

  private async write(): Promise<void> {
    await saved(this.session);
    while (this.going) {
      this.session.addNote({ ...note('v'.repeat(14), 'must'), text: String(++this.written) });
      await saved(this.session);
      this.acknowledged = this.written;
    }
  }
}

/** What a person has written on a board, in the order of their numbers. */
function numbersOf(session: NotesSession, personId: string): number[] {
  return session.board.notes
    .filter(({ author }) => author === personId)
    .map(({ text }) => Number(text))
    .sort((a, b) => a - b);
}

/** The first of so many updates of a log, put together. */
function prefix(updates: readonly { readonly bytes: Uint8Array }[], length: number): Y.Doc {
  const document = new Y.Doc();
  for (const { bytes } of updates.slice(0, length)) Y.applyUpdate(document, bytes);
  return document;
}

function readLog(server: { readonly app: TestServer['app'] }, cueId: string): ReturnType<UpdateLog['read']> {
  return server.app.get<UpdateLog>(UPDATE_LOG).read(documentName({ kind: 'notes', cueId }), 0);
}

describe.each(databases)('a backup of %s that people write into', (_name, emptyDatabase) => {
  it('has everything that was acknowledged before it began, and of every document a moment that there was', async () => {
    const server = await startTestServer({ databaseUrl: await emptyDatabase() });
    cleanUps.push(() => server.close());
    const config = server.app.get<Config>(CONFIG);
    const filmId = (await server.createFilm()).id;
    const people = await Promise.all(
      (['director', 'composer', 'music editor'] as const).map((role) => server.member(filmId, role)),
    );
    const [director, composer] = people as [ApiClient, ApiClient, ApiClient];
    const reader = await server.member(filmId, 'producer');
    const cueIds: string[] = [];
    for (let n = 1; n <= CUES; n++)
      cueIds.push(await writeCue(server, filmId, composer, { number: `1m0${n}`, in: FILM_START }));
    const [cueId = ''] = cueIds;

    const writers = cueIds.flatMap((id) =>
      people.map((person) => new Writer(person.personId, id, open(person, server.url, id))),
    );
    for (const writer of writers) writer.start();
    const delivery = { going: true, done: 0 };
    const deliveries = (async () => {
      while (delivery.going) {
        const sound = wavBytes({ samples: 4800, pitch: 440 + ++delivery.done });
        const { state } = await deliver(composer, announcement(cueId, sound), sound);
        expect(state).toBe('ready');
      }
    })();
    const until = (condition: () => boolean): Promise<void> =>
      expect.poll(condition, { timeout: 20_000, interval: 5 }).toBe(true);
    await until(() => writers.every(({ acknowledged }) => acknowledged >= 5) && delivery.done > 1);

    const before = writers.map(({ acknowledged }) => acknowledged);
    const file = join(await emptyFolder(), 'backup.tar');
    const report = await backUp(file, databaseOptions(config), openBlobStore(config));
    const after = writers.map(({ written }) => written);
    // People went on.
    await until(() => writers.every(({ acknowledged }, i) => acknowledged > (after[i] ?? 0)));
    delivery.going = false;
    await Promise.all([...writers.map((writer) => writer.stop()), deliveries]);
    const { storage } = (await server.owner.json('GET', '/api/installation')) as Installation;
    expect(storage.lastBackup).toMatchObject({ bytes: (await stat(file)).size, whole: true });

    const restored = await restoreFrom(file, await emptyDatabase(), report);
    expect((await verifyAudit(restored.app.get<Kysely<Database>>(DATABASE))).broken).toBeNull();
    const files = openBlobStore(restored.app.get<Config>(CONFIG));
    for (const { sha256, listening_sha256: heard, peaks_sha256: peaks } of await soundsOf(restored))
      expect(await Promise.all([sha256, heard, peaks].map((hash) => files.size(hash ?? '')))).not.toContain(
        null,
      );

    for (const id of cueIds) {
      const board = open(at(restored.url, reader), restored.url, id);
      await saved(board);
      for (const [i, writer] of writers.entries()) {
        if (writer.cueId !== id) continue;
        const numbers = numbersOf(board, writer.personId);
        // One after the other, none missing in between: at least what was acknowledged, at most what was written.
        expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, n) => n + 1));
        expect(numbers.length).toBeGreaterThanOrEqual(before[i] ?? 0);
        expect(numbers.length).toBeLessThanOrEqual(after[i] ?? 0);
      }
      // People saw each other's notes as they came: it is one moment of the document, not each person's own.
      const length = (await readLog(restored, id)).length;
      const moment = prefix(await readLog(server, id), length);
      expect(board.doc.store.pendingStructs).toBeNull();
      expect(Y.equalSnapshots(Y.snapshot(board.doc), Y.snapshot(moment))).toBe(true);
    }

    // And it can be written on.
    const session = open(at(restored.url, director), restored.url, cueId);
    await saved(session);
    session.addNote({ ...note('v'.repeat(14), 'must'), text: 'after the restore' });
    await saved(session);
    expect(session.refused).toEqual([]);
    const owner = at(restored.url, server.owner);
    const { storage: here } = (await owner.json('GET', '/api/installation')) as Installation;
    expect(here.lastBackup).toBeNull();
  }, 120_000);
});

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'segue-backup-'));
  cleanUps.push(() => rm(folder, { recursive: true }));
  return folder;
}

/** A server on what is restored into an empty place. */
async function restoreFrom(
  file: string,
  databaseUrl: string | null,
  written: { readonly rows: number; readonly files: number },
): Promise<{ url: string; app: TestServer['app'] }> {
  const config: Config = {
    ...readConfig({ SEGUE_DATA: await emptyFolder(), LOG_LEVEL: 'fatal' }),
    port: 0,
    databaseUrl,
  };
  const restored = await restore(file, databaseOptions(config), openBlobStore(config));
  expect(restored).toMatchObject({ rows: written.rows, files: written.files, damaged: [] });
  const server = await createServer(config);
  cleanUps.push(() => server.close());
  return server;
}

function soundsOf({ app }: { readonly app: TestServer['app'] }) {
  return app.get<Kysely<Database>>(DATABASE).selectFrom('sounds').selectAll().execute();
}
