import { Client, connectAll, everythingArrived, writeSteadily } from '../load/client.mjs';
import { converged } from '../load/convergence.mjs';
import { ReplyWriter } from '../load/entries.mjs';
import { Room } from '../load/room.mjs';
import { Usage } from '../machine/usage.mjs';
import { Samples } from '../statistics.mjs';

const ROOMS = 500;
const WRITERS = 4;
const WARM_SECONDS = 2;
const SECONDS = 7;
const SAMPLED_ROOMS = 4;

/** 500 rooms of four people, everybody writes once a second, evenly spread. */
export async function manyRooms(cluster) {
  const rooms = (await cluster.rooms(ROOMS)).map((name) => new Room(name));
  const count = ROOMS * WRITERS;
  const sampled = (index) => index < SAMPLED_ROOMS * WRITERS && index % WRITERS === 0;
  const clients = await connectAll(
    count,
    (index) => new Client(cluster, rooms[Math.floor(index / WRITERS)], { keep: sampled(index) }),
  );
  const writers = clients.map(({ room, root }, index) =>
    room.addWriter(new ReplyWriter(10_000 + index, root)),
  );
  // A stride that is prime to the count visits everybody once a round, neighbours far apart.
  const write = (turn) => {
    const index = (turn * 7919) % count;
    clients[index].write(writers[index]);
  };
  await writeSteadily(count, WARM_SECONDS, write);
  const each = new Samples();
  const last = new Samples();
  for (const room of rooms) room.measure({ each, last });
  const usage = new Usage(cluster);
  await writeSteadily(count, SECONDS, write);
  const missing = await everythingArrived(rooms);
  const used = usage.stop();
  const deliveries = rooms.reduce((sum, room) => sum + room.deliveries, 0);
  const judgements = [];
  for (const room of rooms.slice(0, SAMPLED_ROOMS))
    judgements.push(await converged(cluster, room, [room.clients[0]]));
  for (const client of clients) client.close();
  return {
    last: last.summary(),
    each: each.summary(),
    secondsPer1000: (used.serverSeconds / deliveries) * 1000,
    databaseSecondsPer1000: (used.databaseSeconds / deliveries) * 1000,
    missing,
    converged: judgements.find((judgement) => judgement !== 'yes') ?? 'yes',
    ...used,
  };
}
