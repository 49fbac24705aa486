import { setTimeout as pause } from 'node:timers/promises';
import { Client, connectAll } from '../load/client.mjs';
import { notesUpdate } from '../load/entries.mjs';
import { Room } from '../load/room.mjs';

const COUNT = 500;
const NOTES = 20;
/** Servers drop working state some seconds after the last change: each gets the time to do so. */
const IDLE_MS = 15_000;

/** Heap per connection, and per open room with twenty notes in which nobody writes any more; what is left afterwards. */
export async function memory(cluster) {
  const names = await cluster.rooms(COUNT + 1);
  const crowded = names.pop();
  const connected = () => connectAll(COUNT, () => new Client(cluster, new Room(crowded), { counts: false }));
  const end = async (clients) => {
    for (const client of clients) client.close();
    await pause(2000);
  };
  // What is compiled and allocated once is not counted.
  await end(await connected());

  const empty = await settledHeap(cluster);
  const inOneRoom = await connected();
  const withConnections = await settledHeap(cluster);
  await end(inOneRoom);
  const before = await settledHeap(cluster);
  const residentBefore = cluster.residentMegabytes();
  const inRooms = await connectAll(
    COUNT,
    (index) => new Client(cluster, new Room(names[index]), { counts: false }),
  );
  for (const [index, client] of inRooms.entries())
    client.send(notesUpdate(30_000 + index, client.root, NOTES));
  await pause(IDLE_MS);
  const withRooms = await settledHeap(cluster);
  const residentWithRooms = cluster.residentMegabytes();
  await end(inRooms);
  await pause(IDLE_MS);
  const afterwards = await settledHeap(cluster);

  const kilobytesEach = (bytes) => bytes / COUNT / 1024;
  const perConnection = kilobytesEach(withConnections - empty);
  return {
    perConnectionKb: perConnection,
    perRoomKb: kilobytesEach(withRooms - before) - perConnection,
    residentPerRoomKb: ((residentWithRooms - residentBefore) * 1024) / COUNT,
    leftPerRoomKb: kilobytesEach(afterwards - before),
  };
}

async function settledHeap(cluster) {
  await pause(1000);
  return cluster.heapBytes();
}
