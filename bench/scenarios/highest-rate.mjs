import { setTimeout as pause } from 'node:timers/promises';
import { Client, connectAll, everythingArrived, writeSteadily } from '../load/client.mjs';
import { ReplyWriter } from '../load/entries.mjs';
import { Room } from '../load/room.mjs';
import { Usage } from '../machine/usage.mjs';
import { Samples } from '../statistics.mjs';

const WARM_SECONDS = 0.7;
const SECONDS = 2;
/** A rate is too high when one delivery in a hundred takes longer than this, in milliseconds. */
const LIMIT_MS = 100;
const BISECTIONS = 3;
const HIGHEST = 100_000;
const LOWEST = 200;

/**
 * The highest steady rate of updates into `count` rooms of `people` writers each before the 99th percentile of deliveries
 * passes 100 ms: from `start` upwards by `step`, then between the last good and the first bad one. Each rate is tried in
 * new rooms, so that none is measured with what the ones before have left there.
 */
export async function highestRate(cluster, { rooms: count, people, start, step }) {
  let best = null;
  let worse = null;
  let bisections = 0;
  let foreignCores = 0;
  for (let rate = start; rate <= HIGHEST;) {
    let attempt = await sustain(cluster, { count, people }, rate);
    // What passes once can be passed: a disk or a neighbour that was busy for a moment is not the server's limit.
    if (!attempt.held && !attempt.stuck) attempt = await sustain(cluster, { count, people }, rate);
    foreignCores = Math.max(foreignCores, attempt.foreignCores);
    if (attempt.held) best = attempt;
    else worse = attempt;
    if (worse && best && (attempt.stuck || bisections++ === BISECTIONS)) break;
    if ((!best && rate < LOWEST) || attempt.stuck) break;
    rate = worse === null ? rate * step : best === null ? rate / 2 : Math.sqrt(best.rate * worse.rate);
    await pause(200);
  }
  return {
    updatesPerSecond: best?.perSecond ?? 0,
    p50: best?.p50 ?? NaN,
    p99: best?.p99 ?? NaN,
    failedAt: worse?.rate ?? NaN,
    failedP99: worse?.p99 ?? NaN,
    serverCores: best?.serverCores ?? NaN,
    clientCores: best?.clientCores ?? NaN,
    // What stopped it: with a client core that is full the server might have taken more.
    failedClientCores: worse?.clientCores ?? NaN,
    foreignCores,
  };
}

async function sustain(cluster, { count, people }, rate) {
  const rooms = (await cluster.rooms(count)).map((name) => new Room(name));
  const clients = await connectAll(
    count * people,
    (index) => new Client(cluster, rooms[Math.floor(index / people)]),
  );
  const writers = clients.map(({ room, root }, index) =>
    room.addWriter(new ReplyWriter(20_000 + index, root)),
  );
  const write = (turn) => {
    const index = (turn * 7919) % clients.length;
    clients[index].write(writers[index]);
  };
  await writeSteadily(rate, WARM_SECONDS, write);
  const each = new Samples();
  for (const room of rooms) room.measure({ each });
  const usage = new Usage(cluster);
  const begun = performance.now();
  const sent = await writeSteadily(rate, SECONDS, write);
  const perSecond = sent / ((performance.now() - begun) / 1000);
  const used = usage.stop();
  const missing = await everythingArrived(rooms, 8);
  const { p50, p99 } = each.summary();
  const held = p99 <= LIMIT_MS && missing === 0 && perSecond > rate * 0.9;
  // What is still on its way would be counted against the next, lower rate.
  const stuck = missing > 0 && (await everythingArrived(rooms, 60)) > 0;
  for (const client of clients) client.close();
  return { rate, perSecond, p50, p99, held, stuck, ...used };
}
