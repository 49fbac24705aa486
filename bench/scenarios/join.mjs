import { setTimeout as pause } from 'node:timers/promises';
import { Client, connectAll, everythingArrived } from '../load/client.mjs';
import { ReplyWriter } from '../load/entries.mjs';
import { fillRoom } from '../load/large-document.mjs';
import { Room } from '../load/room.mjs';
import { Usage } from '../machine/usage.mjs';
import { Samples } from '../statistics.mjs';

const NOTES = 10_000;
const ALONE = 5;
const AT_ONCE = 100;
/** How long a stored document may take to be stored: servers that wait before they write get to it. */
const STORED_AFTER_MS = 4000;

/** A large document: one joins, five times; then 100 at once, while two people in another room write 50 times a second. */
export async function join(cluster) {
  const [name, elsewhere] = await cluster.rooms(2);
  const document = await fillRoom(cluster, name, NOTES);
  // The room stays open, as it does while somebody works in it.
  const host = new Client(cluster, new Room(name), { counts: false });
  await host.synced;
  await pause(STORED_AFTER_MS);
  const alone = new Samples();
  const aloneUsage = new Usage(cluster);
  for (let n = 0; n < ALONE; n++) {
    const joiner = await joinOnce(cluster, name, document);
    alone.add(joiner.syncedAt - joiner.startedAt);
  }
  const { serverSeconds: aloneSeconds } = aloneUsage.stop();

  const bystanders = new Room(elsewhere);
  const [writing] = await connectAll(2, () => new Client(cluster, bystanders));
  const writer = bystanders.addWriter(new ReplyWriter(77, writing.root));
  let crowded = true;
  const work = (async () => {
    for (; crowded; await pause(20)) writing.write(writer);
  })();
  await pause(300);
  bystanders.measure();
  const usage = new Usage(cluster);
  const begun = performance.now();
  const crowd = Array.from({ length: AT_ONCE }, () => new Client(cluster, new Room(name), { counts: false }));
  await Promise.all(crowd.map(({ synced }) => synced));
  const allMs = performance.now() - begun;
  const used = usage.stop();
  await pause(300);
  crowded = false;
  await work;
  await everythingArrived([bystanders]);
  for (const client of [...crowd, ...bystanders.clients, host]) client.close();
  return {
    documentBytes: document.bytes,
    aloneMs: alone.summary().p50,
    aloneServerMs: (aloneSeconds / ALONE) * 1000,
    allMs,
    bystanderP50: bystanders.each.summary().p50,
    bystanderMax: bystanders.each.summary().max,
    ...used,
  };
}

/** The same document after the server was stopped in order and started again: how long the first one waits for it. */
export async function coldJoin(cluster) {
  const [name] = await cluster.rooms(1);
  const document = await fillRoom(cluster, name, NOTES);
  await pause(STORED_AFTER_MS);
  await cluster.endNodes('SIGTERM');
  await cluster.startNodes();
  await pause(500);
  const joiner = new Client(cluster, new Room(name), { keep: true, counts: false });
  await joiner.synced;
  const firstAnswerComplete = document.isComplete(joiner.kept);
  for (let waited = 0; !document.isComplete(joiner.kept) && waited < 5000; waited += 5) await pause(5);
  const completeMs = document.isComplete(joiner.kept)
    ? firstAnswerComplete
      ? joiner.syncedAt - joiner.openedAt
      : performance.now() - joiner.openedAt
    : NaN;
  joiner.close();
  return { firstAnswerMs: joiner.syncedAt - joiner.openedAt, firstAnswerComplete, completeMs };
}

async function joinOnce(cluster, name, document) {
  const joiner = new Client(cluster, new Room(name), { keep: true, counts: false });
  await joiner.synced;
  // The newest updates may come right behind the first answer.
  await pause(100);
  joiner.close();
  if (!document.isComplete(joiner.kept)) throw new Error('a joiner got an incomplete document');
  return joiner;
}
