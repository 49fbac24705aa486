import { mergeUpdates, updatesIn, type UpdateLog } from '@segue/sync-engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { testDatabases, type TestDatabase } from '../testing/test-databases.js';
import { pruneHistory } from './history.js';
import { postgresUpdateLog } from './postgres-update-log.js';
import { loadDocument } from './stored-document.js';

const EPOCH = new Date(0);

describe.each(testDatabases)('the history on %s', (_, open) => {
  let database: TestDatabase;
  let log: UpdateLog;
  beforeAll(async () => {
    database = await open();
    log = postgresUpdateLog(database);
  });
  afterAll(() => database.close());

  /** Logs the writing of a text, a letter an update, with a letter deleted now and then. */
  async function write(name: string, letters: number): Promise<Y.Doc> {
    const document = new Y.Doc();
    const writers = [{ clientId: document.clientID, personId: 'ann' }];
    let sequence = 0;
    const updates: Uint8Array[] = [];
    document.on('update', (update: Uint8Array) => updates.push(update));
    const text = document.getText('text');
    for (let i = 0; i < letters; i++) {
      text.insert(text.length, String.fromCharCode(97 + (i % 26)));
      if (i % 7 === 6) text.delete(0, 1);
    }
    for (const bytes of updates) {
      const newcomers = sequence === 0 ? writers : [];
      await log.append([{ document: name, sequence: ++sequence, bytes, writers, newcomers }]);
    }
    return document;
  }

  async function stored(name: string): Promise<{ text: string; updates: number; head: number }> {
    const past = await loadDocument(database.db, name);
    const document = new Y.Doc();
    Y.applyUpdate(document, mergeUpdates(updatesIn(past)));
    const head = past.updates.at(-1)?.sequence ?? 0;
    return { text: document.getText('text').toJSON(), updates: (await log.read(name, 0)).length, head };
  }

  it('keeps so many updates of each document, and everything they said', async () => {
    const long = await write('long', 60);
    await write('short', 5);
    const before = await stored('long');
    expect(await pruneHistory(database.db, { before: EPOCH, most: 20 })).toBe(1);
    expect(await stored('long')).toEqual({ ...before, updates: 20 });
    expect(before.text).toBe(long.getText('text').toJSON());
    expect((await stored('short')).updates).toBe(5);
    expect(await pruneHistory(database.db, { before: EPOCH, most: 20 })).toBe(0);
  });

  it('lets go of what is old, but never of the last update', async () => {
    const document = await write('old', 30);
    const { head } = await stored('old');
    await pruneHistory(database.db, { before: new Date(Date.now() + 60_000), most: 1000 });
    expect(await stored('old')).toEqual({ text: document.getText('text').toJSON(), updates: 1, head });
    const writers = [{ clientId: document.clientID, personId: 'ann' }];
    const next = { document: 'old', sequence: head + 1, bytes: Buffer.of(0, 0), writers, newcomers: [] };
    expect(await log.append([next])).toEqual([true]);
  });

  it('leaves a newer snapshot alone', async () => {
    await write('snapshot', 30);
    const { snapshot, updates } = await loadDocument(database.db, 'snapshot');
    expect(snapshot).toBeNull();
    const upTo = updates.slice(0, 25);
    await log.saveSnapshot('snapshot', 25, mergeUpdates(upTo.map(({ bytes }) => bytes)));
    const before = await stored('snapshot');
    await pruneHistory(database.db, { before: EPOCH, most: updates.length - 10 });
    const after = await loadDocument(database.db, 'snapshot');
    expect(after.snapshot?.sequence).toBe(25);
    expect((await stored('snapshot')).text).toBe(before.text);
    expect((await log.read('snapshot', 0))[0]?.sequence).toBe(11);
  });
});
