import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ensureBuilt, serverEntry } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { Advice, root } from './process.mjs';

/** Settings that would lead the demo to a real installation's data. */
const ELSEWHERE = /^(DATABASE_URL|REDIS_URL|S3_.*)$/;
const EMAIL = 'demo@example.org';

/**
 * Runs a server on a folder of its own, with the demo film: laid the first time, and kept as people leave it. Prints the
 * personal links of a director, a composer and a producer.
 */
export async function runDemo() {
  const { url, entrance, ended } = await startDemo({
    SEGUE_DATA: process.env.SEGUE_DATA ?? join(root, 'data/demo'),
  });
  welcome(url, entrance);
  await ended;
}

/**
 * Installs and builds what is missing, and starts a server with the demo film on the folder `settings.SEGUE_DATA`.
 * Resolves to its `url`, the `entrance` (the personal `links`, and `owner` with e-mail and password), a promise that it has
 * `ended`, and what makes it `stop`.
 */
export async function startDemo(settings) {
  await ensureInstalled();
  await ensureBuilt();

  const kept = join(settings.SEGUE_DATA, 'demo.json');
  const own = Object.entries(process.env).filter(([name]) => !ELSEWHERE.test(name));
  const env = { NODE_ENV: 'production', ...Object.fromEntries(own), ...settings };
  const server = child(['--enable-source-maps', serverEntry('main.js')], env);
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const { url, token } = await announced(server);
  if (token !== null) await lay(kept, { url, token });
  if (!existsSync(kept)) {
    server.kill();
    throw new Advice(
      `The demo film was not finished. Remove the folder ${settings.SEGUE_DATA} and start again.`,
    );
  }
  const stop = () => {
    server.kill();
    return ended;
  };
  return { url, entrance: JSON.parse(readFileSync(kept, 'utf8')), ended, stop };
}

/** Waits until the server says where it runs, and how its owner sets up where it has none. */
async function announced(server) {
  let url = null;
  for await (const line of createInterface({ input: server.stdout })) {
    url ??= /running at (\S+)/.exec(line)?.[1] ?? null;
    const token = /setup#(\S+)/.exec(line)?.[1] ?? null;
    if (token !== null) return { url, token };
    if (url !== null && !(await needsOwner(url))) return { url, token: null };
  }
  throw new Advice('The server ended (see above).');
}

async function needsOwner(url) {
  return (await (await fetch(`${url}/api/session`)).json()).setupNeeded;
}

async function lay(kept, { url, token }) {
  console.log('Laying the demo film: picture, four cues with their versions and stems, notes, sign-offs.');
  const password = randomBytes(12).toString('base64url');
  const args = [join(root, 'apps/demo/dist/main.js'), url, token, EMAIL];
  const layer = child(args, { ...process.env, DEMO_PASSWORD: password });
  let said = '';
  layer.stdout.on('data', (data) => (said += data));
  const code = await new Promise((resolve) => layer.once('exit', resolve));
  if (code !== 0) throw new Advice('The demo film could not be laid (see above).');
  const owner = { email: EMAIL, password };
  // Whoever reads it can come in under these names: it is for the eyes of the one who started the demo.
  writeFileSync(kept, JSON.stringify({ links: JSON.parse(said), owner }), { mode: 0o600 });
}

function welcome(url, { links, owner }) {
  const lines = links.map(({ who, url: link }) => `  ${who}\n    ${link}`);
  console.log(`\nThe demo film is ready. Open each link in a window of its own (private windows keep people apart):\n
${lines.join('\n')}\n
The owner signs in at ${url} as ${owner.email} with ${owner.password}\n`);
}

const children = new Set();
process.on('exit', () => children.forEach((each) => each.kill()));
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => children.forEach((each) => each.kill(signal)));

function child(args, env) {
  const started = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
  children.add(started);
  started.once('exit', () => children.delete(started));
  return started;
}
