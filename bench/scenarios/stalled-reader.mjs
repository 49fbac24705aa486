import { setTimeout as pause } from 'node:timers/promises';
import { Client, connectAll, everythingArrived, writeSteadily } from '../load/client.mjs';
import { LargeWriter } from '../load/entries.mjs';
import { Room } from '../load/room.mjs';
import { Usage } from '../machine/usage.mjs';
import { encoding } from '../packages.mjs';

const UPDATE_BYTES = 64 * 1024;
const RATE = 40;
const SECONDS = 10;
const CLIENTS = 4;

/**
 * Updates of 64 KiB, forty a second, to four people; then the same in another room while one of the four reads nothing.
 * What that costs the server in memory and the others in time, and what it takes to bring the one up to date again.
 */
export async function stalledReader(cluster) {
  const [calmName, stalledName] = await cluster.rooms(2);
  const calm = await phase(cluster, calmName, 9000, () => {});
  const stalled = await phase(cluster, stalledName, 9001, (client) => client.socket.pause());
  const { victim, writer } = stalled;
  victim.socket.resume();
  await pause(2000);
  const cutOff = victim.socket.closed;
  const resync = cutOff
    ? await catchUp(cluster, victim, writer)
    : { resyncMs: NaN, resyncServerMsPerMb: NaN };
  for (const client of [...calm.clients, ...stalled.clients, victim]) client.close();
  return {
    calmP99: calm.p99,
    stalledP99: stalled.p99,
    // The document itself grows as much in both.
    heldMb: stalled.grownMb - calm.grownMb,
    missing: calm.missing + stalled.missing,
    cutOff,
    seenByVictim: victim.seenOf(writer) / writer.count,
    ...resync,
    foreignCores: stalled.foreignCores,
  };
}

async function phase(cluster, name, clientId, treatLast) {
  const room = new Room(name);
  await connectAll(CLIENTS, () => new Client(cluster, room));
  const victim = room.clients.at(-1);
  // The last one is not waited for.
  room.clients = room.clients.slice(0, -1);
  const [person] = room.clients;
  const writer = room.addWriter(new LargeWriter(clientId, person.root, UPDATE_BYTES));
  treatLast(victim);
  const before = await cluster.heapBytes();
  room.measure();
  const usage = new Usage(cluster);
  await writeSteadily(RATE, SECONDS, () => person.write(writer));
  const missing = await everythingArrived([room]);
  const { foreignCores } = usage.stop();
  const grownMb = ((await cluster.heapBytes()) - before) / 2 ** 20;
  const { p99 } = room.each.summary();
  return { clients: room.clients, victim, writer, p99, missing, grownMb, foreignCores };
}

/** The victim comes back and says what it has. */
async function catchUp(cluster, victim, writer) {
  const clock = victim.seenOf(writer) > 0 ? writer.reach[victim.seenOf(writer) - 1] : 0;
  const to = encoding.createEncoder();
  encoding.writeVarUint(to, 1);
  encoding.writeVarUint(to, writer.clientId);
  encoding.writeVarUint(to, clock);
  const stateVector = encoding.toUint8Array(to);
  const usage = new Usage(cluster);
  const back = new Client(cluster, new Room(victim.room.name), { counts: false, stateVector });
  await back.synced;
  const { serverSeconds } = usage.stop();
  back.close();
  const missedMb = ((writer.count - victim.seenOf(writer)) * UPDATE_BYTES) / 2 ** 20;
  return { resyncMs: back.syncedAt - back.openedAt, resyncServerMsPerMb: (serverSeconds * 1000) / missedMb };
}
