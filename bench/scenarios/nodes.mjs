import { Client, connectAll, everythingArrived, writeSteadily } from '../load/client.mjs';
import { converged } from '../load/convergence.mjs';
import { ReplyWriter } from '../load/entries.mjs';
import { Room } from '../load/room.mjs';
import { Usage } from '../machine/usage.mjs';
import { Samples } from '../statistics.mjs';

const PEOPLE_EACH = 10;
const RATE = 20;
const WARM_SECONDS = 2;
const SECONDS = 7;

/** One room on several nodes, ten people on each, one of whom writes: how long until those on the other nodes have it. */
export async function nodes(cluster) {
  const [name] = await cluster.rooms(1);
  // The same room once per node, so that what stays on a node and what crosses are told apart.
  const rooms = cluster.nodes.map(() => new Room(name));
  for (const [node, room] of rooms.entries())
    await connectAll(PEOPLE_EACH, (index) => new Client(cluster, room, { node, keep: index === 0 }));
  const [home, ...elsewhere] = rooms;
  const [person] = home.clients;
  const writer = new ReplyWriter(300, person.root);
  for (const room of rooms) room.addWriter(writer);
  await writeSteadily(RATE, WARM_SECONDS, () => person.write(writer));
  for (const room of rooms) room.measure();
  const usage = new Usage(cluster);
  await writeSteadily(RATE, SECONDS, () => person.write(writer));
  const missing = await everythingArrived(rooms);
  const used = usage.stop();
  const deliveries = rooms.reduce((sum, room) => sum + room.deliveries, 0);
  const across = new Samples();
  for (const { each } of elsewhere) for (const value of each.values) across.add(value);
  const outcome = {
    across: across.summary(),
    sameNode: home.each.summary(),
    secondsPer1000: (used.serverSeconds / deliveries) * 1000,
    databaseSecondsPer1000: (used.databaseSeconds / deliveries) * 1000,
    missing,
    converged: await converged(
      cluster,
      home,
      rooms.map(({ clients }) => clients[0]),
    ),
    ...used,
  };
  for (const { clients } of rooms) for (const client of clients) client.close();
  return outcome;
}
