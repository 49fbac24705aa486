import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import * as Y from 'yjs';
import { Client, connectAll, writeSteadily } from '../load/client.mjs';
import { docOf } from '../load/convergence.mjs';
import { ReplyWriter } from '../load/entries.mjs';
import { Room } from '../load/room.mjs';

const ROOMS = 10;
const RATE = 10;

/**
 * Ten rooms, ten updates a second each, SIGKILL at the moment when somebody else has seen the last one, a new start: how
 * many of the seen updates are gone? `kills` times, each after `seconds` of writing into the same rooms; everything that
 * was ever seen is looked for after each kill, and what is gone counts once.
 */
export async function kill(cluster, { kills, seconds }) {
  const names = await cluster.rooms(ROOMS);
  const kept = new Map();
  let seen = 0;
  let lost = 0;
  for (let round = 0; round < kills; round++) {
    const rooms = names.map((name) => new Room(name));
    await connectAll(ROOMS * 2, (index) => new Client(cluster, rooms[index >> 1]));
    const pairs = rooms.map((room, index) => {
      const [person, watcher] = room.clients;
      return {
        person,
        watcher,
        writer: room.addWriter(new ReplyWriter(50_000 + round * ROOMS + index, person.root)),
      };
    });
    const writeAll = () => pairs.forEach(({ person, writer }) => person.write(writer));
    await writeSteadily(RATE, seconds, writeAll);
    writeAll();
    const until = performance.now() + 3000;
    const behind = () => pairs.some(({ watcher, writer }) => watcher.seenOf(writer) < writer.count);
    while (behind() && performance.now() < until) await turn();
    const ended = cluster.endNodes('SIGKILL');
    for (const { watcher, writer } of pairs) {
      seen += watcher.seenOf(writer);
      const clocks = kept.get(watcher.room.name) ?? new Map();
      kept.set(watcher.room.name, clocks.set(writer.clientId, watcher.seenOf(writer)));
    }
    await ended;
    for (const { clients } of rooms) for (const client of clients) client.close();
    await cluster.startNodes();
    for (const name of names) lost += await missingNow(cluster, name, kept.get(name));
  }
  return { kills, seen, lost };
}

/** Counts the updates that were seen and are not there, and forgets them. */
async function missingNow(cluster, name, clocks) {
  const client = new Client(cluster, new Room(name), { keep: true, counts: false });
  await client.synced;
  // A server that answers before it has read its storage gets a moment to send the rest.
  for (let waited = 0; missingIn(client, clocks).size > 0 && waited < 1000; waited += 100) await pause(100);
  client.close();
  let count = 0;
  for (const [clientId, missing] of missingIn(client, clocks)) {
    count += missing;
    clocks.set(clientId, clocks.get(clientId) - missing);
  }
  return count;
}

function missingIn({ kept }, clocks) {
  const { store } = docOf(kept);
  const missing = new Map();
  for (const [clientId, clock] of clocks)
    if (Y.getState(store, clientId) < clock) missing.set(clientId, clock - Y.getState(store, clientId));
  return missing;
}
