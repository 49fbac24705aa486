import { setTimeout as pause } from 'node:timers/promises';
import { Client, connectAll, writeSteadily } from '../load/client.mjs';
import { Room } from '../load/room.mjs';
import { Usage } from '../machine/usage.mjs';
import { decoding, encoding } from '../packages.mjs';
import { Samples } from '../statistics.mjs';

const PEOPLE = 100;
const MOVES_PER_SECOND = 2;
const WARM_SECONDS = 1.5;
const SECONDS = 7;
const FIRST_CLIENT_ID = 5000;
/** How many of the people look at what they get; reading all of it would keep the load generator busy. */
const LOOKING = 3;

/** A hundred people in one room, everybody's cursor moves twice a second, nobody writes. */
export async function presence(cluster) {
  const room = new Room((await cluster.rooms(1))[0]);
  const clients = await connectAll(PEOPLE, () => new Client(cluster, room, { counts: false }));
  const sent = clients.map(() => [NaN]);
  let measuredFrom = Infinity;
  const each = new Samples();
  const heard = clients.slice(0, LOOKING).map((client) => {
    const clocks = new Array(PEOPLE).fill(0);
    client.onAwareness = (update, now) => {
      for (const [index, clock] of statesIn(update)) {
        for (let move = clocks[index] + 1; move <= clock; move++)
          if (sent[index][move] >= measuredFrom) each.add(now - sent[index][move]);
        clocks[index] = Math.max(clock, clocks[index]);
      }
    };
    return clocks;
  });
  const move = (turn) => {
    const index = (turn * 37) % PEOPLE;
    const clock = sent[index].length;
    sent[index].push(performance.now());
    clients[index].sendAwareness(cursorUpdate(index, clock));
  };

  const rate = PEOPLE * MOVES_PER_SECOND;
  await writeSteadily(rate, WARM_SECONDS, move);
  measuredFrom = performance.now();
  const usage = new Usage(cluster);
  const moves = await writeSteadily(rate, SECONDS, move);
  const used = usage.stop();
  const behind = (clocks) => clocks.reduce((sum, clock, index) => sum + sent[index].length - 1 - clock, 0);
  const missing = () => heard.reduce((sum, clocks) => sum + behind(clocks), 0);
  for (let waited = 0; missing() > 0 && waited < 5000; waited += 50) await pause(50);
  for (const client of clients) client.close();
  return {
    each: each.summary(),
    secondsPer1000: (used.serverSeconds / (moves * PEOPLE)) * 1000,
    missing: missing(),
    ...used,
  };
}

function cursorUpdate(index, clock) {
  const to = encoding.createEncoder();
  encoding.writeVarUint(to, 1);
  encoding.writeVarUint(to, FIRST_CLIENT_ID + index);
  encoding.writeVarUint(to, clock);
  const user = { id: `p${index}`, name: `Reviewer ${index}` };
  encoding.writeVarString(to, JSON.stringify({ user, playhead: clock * 29_400_000, typing: false }));
  return encoding.toUint8Array(to);
}

/** Whose state with which clock an awareness update holds, of the people of this scenario. */
function statesIn(update) {
  const from = decoding.createDecoder(update);
  const states = [];
  for (let left = decoding.readVarUint(from); left > 0; left--) {
    const index = decoding.readVarUint(from) - FIRST_CLIENT_ID;
    const clock = decoding.readVarUint(from);
    decoding.readVarString(from);
    if (index >= 0 && index < PEOPLE) states.push([index, clock]);
  }
  return states;
}
