import { setTimeout as pause } from 'node:timers/promises';
import * as Y from 'yjs';
import { Client, connectAll } from './client.mjs';
import { notesUpdate } from './entries.mjs';
import { Room } from './room.mjs';

const WRITERS = 10;
const ARRIVES_WITHIN_MS = 60_000;

/**
 * Fills a room with `notes` notes by ten people, each having written a tenth of them, and waits until the server serves
 * them. Resolves to what is there: `bytes`, and `isComplete(updates)`, which says of what a joiner got whether it is all.
 */
export async function fillRoom(cluster, name, notes) {
  const people = await connectAll(WRITERS, () => new Client(cluster, new Room(name), { counts: false }));
  const updates = people.map(({ root }, index) => notesUpdate(1000 + index, root, notes / WRITERS));
  const clocks = new Map(people.map((_, index) => [1000 + index, notes / WRITERS]));
  people.forEach((person, index) => person.send(updates[index]));
  const isComplete = (received) => {
    const reach = new Map();
    for (const update of received)
      for (const [clientId, clock] of Y.parseUpdateMeta(update).to)
        reach.set(clientId, Math.max(clock, reach.get(clientId) ?? 0));
    return [...clocks].every(([clientId, clock]) => reach.get(clientId) === clock);
  };
  const until = performance.now() + ARRIVES_WITHIN_MS;
  for (;;) {
    const joiner = new Client(cluster, new Room(name), { keep: true, counts: false });
    await joiner.synced;
    await pause(100);
    joiner.close();
    if (isComplete(joiner.kept)) break;
    if (performance.now() > until) throw new Error('the large document never arrived');
    await pause(300);
  }
  for (const person of people) person.close();
  return { bytes: updates.reduce((sum, { length }) => sum + length, 0), isComplete };
}
