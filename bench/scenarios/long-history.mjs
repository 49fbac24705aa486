import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import * as Y from 'yjs';
import { Client } from '../load/client.mjs';
import { newId } from '../load/entries.mjs';
import { Room } from '../load/room.mjs';
import { openStorage } from '../packages.mjs';

const CUES = 10_000;
const UPDATES = 1_000_000;
/** The engine makes a snapshot after so many updates at the latest. */
const SINCE_SNAPSHOT = 1999;
const BATCH = 1000;

/**
 * A spotting sheet of 10,000 cues that were edited a million times, every edit an update of its own in the log: how long
 * the first one to open it after a restart waits until all of it is there.
 */
export async function longHistory(cluster) {
  // A first cue, spotted by the owner.
  await cluster.rooms(1);
  await cluster.endNodes('SIGTERM');
  const sheet = await writeHistory(cluster);
  await cluster.startNodes();
  await pause(500);
  const joiner = new Client(cluster, new Room(cluster.sheet), { keep: true, counts: false });
  await joiner.synced;
  const loadMs = joiner.syncedAt - joiner.openedAt;
  joiner.close();
  const received = new Y.Doc();
  for (const update of joiner.kept) Y.applyUpdate(received, update);
  const complete = isDeepStrictEqual(received.getMap('cues').toJSON(), sheet.getMap('cues').toJSON());
  return { loadMs, complete, updates: UPDATES };
}

/** Writes the sheet and its past into the log of the stopped server. */
async function writeHistory(cluster) {
  const { log, pool, close } = await openStorage(cluster.storage);
  const name = cluster.sheet;
  const past = await log.load(name);
  let sequence = past.updates.at(-1)?.sequence ?? 0;
  const sheet = new Y.Doc();
  for (const { bytes } of past.updates) Y.applyUpdate(sheet, bytes);
  const owner = past.writers[0].personId;
  const { clientID } = sheet;
  const cues = sheet.getMap('cues');
  const ids = Array.from({ length: CUES }, newId);
  const updates = [];
  sheet.on('update', (update) => updates.push(Buffer.from(update)));
  sheet.transact(() => {
    for (const id of ids) cues.set(id, new Y.Map([['number', '1m01']]));
  });
  await pool.query('insert into client_ids (document, client_id, person_id) values ($1, $2, $3)', [
    name,
    clientID,
    owner,
  ]);
  for (let edit = 0; edit < UPDATES;) {
    for (const end = Math.min(edit + BATCH, UPDATES); edit < end; edit++)
      cues.get(ids[(edit * 7919) % CUES]).set('number', `${1 + (edit % 7)}m${edit % 100}`);
    await append(pool, { name, clientID, owner }, sequence, updates);
    sequence += updates.length;
    updates.length = 0;
    if (UPDATES - edit > SINCE_SNAPSHOT - BATCH && UPDATES - edit <= SINCE_SNAPSHOT)
      await log.saveSnapshot(name, sequence, Y.encodeStateAsUpdate(sheet));
  }
  // A server that lived through all this would have its rows behind it.
  await pool.query(
    `insert into projections (document, sequence) values ($1, $2)
     on conflict (document) do update set sequence = excluded.sequence`,
    [name, sequence],
  );
  await close();
  return sheet;
}

function append(pool, { name, clientID, owner }, sequence, updates) {
  return pool.query(
    `insert into document_updates (document, sequence, bytes, client_ids, person_ids)
     select $1, $2::bigint + ordinality, bytes, array[$3::bigint], array[$4::text]
     from unnest($5::bytea[]) with ordinality as t (bytes, ordinality)`,
    [name, sequence, clientID, owner, updates],
  );
}
