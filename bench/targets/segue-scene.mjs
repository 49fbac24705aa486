import { setTimeout as pause } from 'node:timers/promises';
import * as Y from 'yjs';
import { Client } from '../load/client.mjs';
import { newId } from '../load/entries.mjs';
import { Room } from '../load/room.mjs';

/** Enough for ten writers in a room who are ten different people. */
const PEOPLE = 12;

/**
 * A film with people on the running server, made over its public interface like anybody else's: an owner by the set-up
 * link, directors by personal links. A room is the notes document of a cue; each connection is one of the people, with
 * that person's cookie, and writes into that person's part.
 */
export async function setScene(cluster) {
  const origin = `http://127.0.0.1:${cluster.nodes[0].port}`;
  const people = [await becomeOwner(cluster, origin)];
  const [owner] = people;
  const film = await post(`${origin}/api/films`, owner, {
    title: 'Bench',
    rate: '24',
    dropFrame: false,
    role: 'composer',
  });
  while (people.length < PEOPLE) {
    const invitation = { name: `Director ${people.length}`, role: 'director' };
    const { url } = await post(`${origin}/api/films/${film.id}/people`, owner, invitation);
    people.push(await signIn(`${origin}/api/links/open`, { token: url.split('#')[1] }));
  }

  let turn = 0;
  const seatOf = ({ cookie, personId }, room, address) => ({
    url: `ws://${address}/sync/${encodeURIComponent(room)}`,
    headers: { Origin: `http://${address}`, Cookie: cookie },
    root: `part:${personId}`,
  });
  return {
    sheet: `film/${film.id}`,
    rooms: (count) => spotCues(cluster, film.id, count, (room, address) => seatOf(owner, room, address)),
    seat: (room, address) => seatOf(people[turn++ % people.length], room, address),
  };
}

async function becomeOwner(cluster, origin) {
  const person = { name: 'Owner', email: 'owner@example.org', password: 'a long password' };
  // Every node that starts makes a new link, which replaces the one before.
  const printed = async () => {
    for (;;) {
      const token = /setup#(\S+)/.exec(cluster.output(cluster.nodes.length - 1))?.[1];
      if (token) return token;
      await pause(50);
    }
  };
  return signIn(`${origin}/api/setup`, { token: await printed(), ...person });
}

/** Writes cues on the spotting sheet, all in one update; resolves to the names of their notes documents. */
async function spotCues(cluster, filmId, count, seat) {
  const sheet = new Y.Doc();
  const ids = Array.from({ length: count }, newId);
  sheet.transact(() => {
    for (const [index, id] of ids.entries())
      sheet.getMap('cues').set(id, new Y.Map([['number', `1m${index + 1}`]]));
  });
  const room = new Room(`film/${filmId}`);
  const writer = { clientId: sheet.clientID, sent: [], reach: [], count: 1 };
  room.addWriter(writer);
  const atTheSheet = { target: cluster.target, seat: (name, node) => seat(name, addressOf(cluster, node)) };
  const owner = new Client(atTheSheet, room);
  await owner.synced;
  writer.sent.push(performance.now());
  writer.reach.push(Y.getState(sheet.store, sheet.clientID));
  owner.send(Y.encodeStateAsUpdate(sheet));
  while (room.missing() > 0) {
    if (owner.socket.closed)
      throw new Error(`the spotting sheet was not taken, code ${owner.socket.closeCode}`);
    await pause(10);
  }
  owner.close();
  return ids.map((id) => `cue/${id}/notes`);
}

function addressOf(cluster, node) {
  return `127.0.0.1:${cluster.nodes[node].port}`;
}

async function signIn(address, body) {
  const response = await send(address, '', body);
  const { person } = await response.json();
  return { cookie: response.headers.getSetCookie()[0].split(';')[0], personId: person.id };
}

async function post(address, { cookie }, body) {
  return (await send(address, cookie, body)).json();
}

async function send(address, cookie, body) {
  const headers = { 'content-type': 'application/json', cookie };
  const response = await fetch(address, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${address}: ${response.status} ${await response.text()}`);
  return response;
}
