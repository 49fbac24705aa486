import { createConnection } from 'node:net';
import { Advice } from '../workspace/process.mjs';
import { canInstallPackages, findProgram, freePort, installPackages } from './programs.mjs';
import { startTemporaryServer, temporaryFolder } from './temporary-server.mjs';

const advice =
  'The tests need Redis: install it (Debian: apt-get install redis-server), or name a server in TEST_REDIS_URL.';
const findRedis = () => findProgram('redis-server', 'valkey-server');

/**
 * A Redis: the one in TEST_REDIS_URL, one that runs on this machine, or one of our own.
 * Resolves to its URL and a function that ends what was started.
 */
export async function provideRedis() {
  const named = process.env.TEST_REDIS_URL;
  if (named) {
    if (await answersPing(named)) return { url: named, stop: async () => {} };
    throw new Advice('The Redis in TEST_REDIS_URL does not answer.');
  }
  const running = 'redis://127.0.0.1:6379';
  if (await answersPing(running)) return { url: running, stop: async () => {} };

  if (!findRedis() && canInstallPackages()) await installPackages('redis-server');
  const program = findRedis();
  if (!program) throw new Advice(advice);
  return startRedis(program);
}

async function startRedis(program) {
  const folder = temporaryFolder('redis');
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const stop = await startTemporaryServer({
    command: program,
    args: [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--dir',
      folder,
      '--save',
      '',
      '--appendonly',
      'no',
    ],
    folder,
    answers: () => answersPing(url),
    stopSignal: 'SIGTERM',
  });
  return { url, stop };
}

/** Whether something that speaks Redis listens there; one that asks for a password is alive too. */
function answersPing(url) {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = createConnection({ host: hostname, port: Number(port || 6379), timeout: 3000 });
    const settle = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => socket.write('PING\r\n'));
    socket.once('data', (data) => settle(/^(\+PONG|-NOAUTH)/.test(data.toString())));
    socket.once('error', () => settle(false));
    socket.once('timeout', () => settle(false));
  });
}
