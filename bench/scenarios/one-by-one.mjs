import { setTimeout as pause } from 'node:timers/promises';
import { Client, connectAll } from '../load/client.mjs';
import { ReplyWriter } from '../load/entries.mjs';
import { Room } from '../load/room.mjs';
import { Usage } from '../machine/usage.mjs';

const NOTES = 200;

/**
 * Two people, one writes, the next note when the other has the one before: how long a note takes from hand to hand. Also
 * what the server needs to start and to be idle: a review room has to fit on a small machine.
 */
export async function oneByOne(cluster) {
  const { startSeconds } = cluster;
  await pause(1000);
  const residentMb = cluster.residentMegabytes();
  const room = new Room((await cluster.rooms(1))[0]);
  const [person] = await connectAll(2, () => new Client(cluster, room));
  const writer = room.addWriter(new ReplyWriter(100, person.root));
  const usage = new Usage(cluster);
  room.measure();
  for (let n = 0; n < NOTES; n++) {
    person.write(writer);
    while (room.missing() > 0) await pause(0);
  }
  const used = usage.stop();
  for (const client of room.clients) client.close();
  return { last: room.last.summary(), startSeconds, residentMb, ...used };
}
