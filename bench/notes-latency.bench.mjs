// How long a note takes from one client to another, and what an idle server costs. A review room lives from notes that are
// on the other's screen before the sentence about them is over; a small server should not need a big machine.
//
// The built server runs in a process of its own on the embedded database (one fsync per commit); two stock y-websocket
// clients sit beside it. Measured: from adding a note to its arrival at the other client, 200 times one after the other.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const NOTES = 200;
const root = join(import.meta.dirname, '..');
// The packages of the browser tests: the clients that are measured are theirs.
const require = createRequire(join(root, 'apps/e2e/package.json'));
const load = (name) => import(pathToFileURL(require.resolve(name)).href);
const [Y, { WebsocketProvider }, { default: WebSocket }, { newId }] = await Promise.all([
  import('yjs'),
  import('y-websocket'),
  load('ws'),
  load('@segue/protocol'),
]);

const folder = mkdtempSync(join(tmpdir(), 'segue-bench-'));
try {
  const first = await start();
  const { director, composer, cueId } = await setScene(first);
  const times = await measureNotes(first.url, director, composer, cueId);
  await stop(first.server);
  const second = await start();
  const memory = residentMegabytes(second.server.pid);
  await stop(second.server);
  print([
    ['note to the other client, median', `${percentile(times, 0.5).toFixed(1)} ms`],
    ['note to the other client, 99 of 100', `${percentile(times, 0.99).toFixed(1)} ms`],
    ['memory of the idle server', memory],
    ['first start (makes the database)', `${(first.took / 1000).toFixed(1)} s`],
    ['second start', `${(second.took / 1000).toFixed(1)} s`],
  ]);
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

async function start() {
  const began = performance.now();
  const server = spawn(process.execPath, [join(root, 'apps/server/dist/main.js')], {
    env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'warn', PORT: '0', SEGUE_DATA: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  await new Promise((resolve, reject) => {
    server.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
      if (/running at http\S+\n/.test(output)) resolve();
    });
    server.once('exit', () => reject(new Error('The server did not start.')));
  });
  const url = /running at (http\S+)/.exec(output)?.[1];
  await (await fetch(`${url}/health/ready`)).text();
  return { server, url, took: performance.now() - began, token: /setup#(\S+)/.exec(output)?.[1] };
}

async function stop(server) {
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  await ended;
}

/** A film with one cue and two people. */
async function setScene({ url, token }) {
  const owner = { name: 'Owner', email: 'owner@example.org', password: 'a long password' };
  const composer = await signIn(`${url}/api/setup`, { token, ...owner });
  const film = await post(
    `${url}/api/films`,
    { title: 'Bench', rate: '24', dropFrame: false, role: 'composer' },
    composer,
  );
  const invited = await post(
    `${url}/api/films/${film.id}/people`,
    { name: 'Dora', role: 'director' },
    composer,
  );
  const director = await signIn(`${url}/api/links/open`, { token: invited.url.split('#')[1] });
  const cueId = newId();
  const [sheet, reader] = await Promise.all([
    open(url, `film/${film.id}`, composer),
    open(url, `film/${film.id}`, director),
  ]);
  const seen = arrival(reader.doc, () => reader.doc.getMap('cues').has(cueId));
  sheet.doc.getMap('cues').set(cueId, new Y.Map(Object.entries({ number: '1m01' })));
  await seen;
  close(sheet, reader);
  return { composer, director, cueId };
}

async function measureNotes(url, writer, listener, cueId) {
  const name = `cue/${cueId}/notes`;
  const [here, there] = await Promise.all([open(url, name, writer), open(url, name, listener)]);
  const part = `part:${writer.personId}`;
  const times = [];
  for (let lamport = 1; lamport <= NOTES; lamport++) {
    const id = newId();
    const arrived = arrival(there.doc, () => there.doc.getMap(part).has(id));
    const text = `Note ${lamport}: hold the strings back here.`;
    const note = {
      type: 'note',
      version: newId(),
      in: lamport,
      out: null,
      kind: 'mix',
      weight: 'taste',
      text,
    };
    const began = performance.now();
    here.doc.getMap(part).set(id, { ...note, lamport, at: Date.now() });
    await arrived;
    times.push(performance.now() - began);
  }
  close(here, there);
  return times.sort((a, b) => a - b);
}

async function open(url, name, { cookie }) {
  class SignedIn extends WebSocket {
    constructor(address, protocols) {
      super(address, protocols, { headers: { cookie } });
    }
  }
  const doc = new Y.Doc();
  const options = { WebSocketPolyfill: SignedIn, disableBc: true };
  const provider = new WebsocketProvider(`${url.replace('http', 'ws')}/sync`, name, doc, options);
  await new Promise((resolve) => provider.once('sync', resolve));
  return { doc, provider };
}

function close(...documents) {
  for (const { provider } of documents) {
    provider.destroy();
    provider.awareness.destroy();
  }
}

function arrival(doc, holds) {
  return new Promise((resolve) => {
    doc.on('update', function look() {
      if (!holds()) return;
      doc.off('update', look);
      resolve();
    });
  });
}

async function signIn(address, body) {
  const response = await fetch(address, request(body));
  if (!response.ok) throw new Error(`${address}: ${await response.text()}`);
  const { person } = await response.json();
  return { cookie: response.headers.getSetCookie()[0].split(';')[0], personId: person.id };
}

async function post(address, body, { cookie }) {
  const response = await fetch(address, request(body, cookie));
  if (!response.ok) throw new Error(`${address}: ${await response.text()}`);
  return response.json();
}

function request(body, cookie = '') {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  };
}

function residentMegabytes(pid) {
  if (process.platform !== 'linux') return 'only measured on Linux';
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return `${Math.round(Number(kilobytes) / 1024)} MB`;
}

function percentile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

function print(rows) {
  const width = Math.max(...rows.map(([name]) => name.length));
  for (const [name, value] of rows) console.log(`${name.padEnd(width)}  ${value}`);
}
