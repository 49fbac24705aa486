// A process for the test of compaction: appends 1, 2, 3 … to a document and prints each number once it is durable, while
// it keeps making snapshots and letting go of history. It never ends by itself.
import { writeSync } from 'node:fs';
import { runnerImport } from 'vite';
import * as Y from 'yjs';

/** @param {string} path */
const load = async (path) =>
  (await runnerImport(new URL(path, import.meta.url).pathname, { configFile: false })).module;
/** @type {typeof import('../database/open-database.js')} */
const { openDatabase } = await load('../database/open-database.ts');
/** @type {typeof import('../update-log/postgres-update-log.js')} */
const { postgresUpdateLog } = await load('../update-log/postgres-update-log.ts');
/** @type {typeof import('../update-log/history.js')} */
const { pruneHistory } = await load('../update-log/history.ts');

const [, , dataFolder = ''] = process.argv;
const database = await openDatabase({ dataFolder });
const log = postgresUpdateLog(database);
const document = new Y.Doc();
const { snapshot, updates } = await log.load('numbers');
for (const bytes of [...(snapshot ? [snapshot.bytes] : []), ...updates.map((update) => update.bytes)])
  Y.applyUpdate(document, bytes);
let sequence = updates.at(-1)?.sequence ?? snapshot?.sequence ?? 0;
const writers = [{ clientId: document.clientID, personId: 'ann' }];
let known = false;

const append = async () => {
  const before = Y.encodeStateVector(document);
  const n = sequence + 1;
  document.getMap('numbers').set(String(n), 'x'.repeat(2000));
  const bytes = Y.encodeStateAsUpdate(document, before);
  await log.append([{ document: 'numbers', sequence: n, bytes, writers, newcomers: known ? [] : writers }]);
  known = true;
  sequence = n;
  writeSync(1, `${n}\n`);
};
const compact = async () => {
  await log.saveSnapshot('numbers', sequence, Y.encodeStateAsUpdate(document));
  await pruneHistory(database.db, { before: new Date(0), most: 3 });
};
for (;;) {
  for (let i = 0; i < 5; i++) await append();
  await Promise.all([compact(), append()]);
}
