import { setTimeout as pause } from 'node:timers/promises';
import { Client, connectAll, everythingArrived, writeSteadily } from '../load/client.mjs';
import { converged } from '../load/convergence.mjs';
import { ReplyWriter } from '../load/entries.mjs';
import { Room } from '../load/room.mjs';
import { Usage } from '../machine/usage.mjs';

const RATE = 20;
const WARM_SECONDS = 1.5;
const SECONDS = 7;
const SAMPLED = 3;

/** One room with `readers` clients, one of whom writes 20 times a second. */
export async function fanOut(cluster, { readers }) {
  const [name] = await cluster.rooms(1);
  const room = new Room(name);
  const clients = await connectAll(readers, (index) => new Client(cluster, room, { keep: index < SAMPLED }));
  const [person] = clients;
  const writer = room.addWriter(new ReplyWriter(7001, person.root));
  await writeSteadily(RATE, WARM_SECONDS, () => person.write(writer));
  room.measure();
  const usage = new Usage(cluster);
  await writeSteadily(RATE, SECONDS, () => person.write(writer));
  const missing = await everythingArrived([room]);
  const used = usage.stop();
  const outcome = {
    last: room.last.summary(),
    each: room.each.summary(),
    secondsPer1000: (used.serverSeconds / room.deliveries) * 1000,
    databaseSecondsPer1000: (used.databaseSeconds / room.deliveries) * 1000,
    missing,
    converged: await converged(cluster, room, clients.slice(0, SAMPLED)),
    ...used,
  };
  for (const client of clients) client.close();
  await pause(200);
  return outcome;
}
