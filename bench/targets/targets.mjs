import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled } from '../../scripts/workspace/install.mjs';
import { root } from '../../scripts/workspace/process.mjs';
import { peerScene } from './peer-scene.mjs';
import { setScene } from './segue-scene.mjs';

const PEERS = join(import.meta.dirname, '../peers');

/** Everything that can be measured, by name. `ours` tells Segue from the peers. */
export const targets = new Map(
  [
    segue('ours-postgres', 'Segue on PostgreSQL', { postgres: true }),
    segue('ours-embedded', 'Segue on its embedded database', {}),
    segue('ours-2', 'Segue on PostgreSQL and Redis, two nodes', { postgres: true, nodes: 2 }),
    segue('ours-3', 'Segue on PostgreSQL and Redis, three nodes', { postgres: true, nodes: 3 }),
    yWebsocketServer('y-websocket', 'y-websocket server, in memory', () => ({})),
    yWebsocketServer('y-websocket-leveldb', 'y-websocket server with LevelDB', ({ folder }) => ({
      YPERSISTENCE: join(folder, 'leveldb'),
    })),
    hocuspocus('hocuspocus', 'Hocuspocus, in memory', { env: () => ({}) }),
    hocuspocus('hocuspocus-sqlite', 'Hocuspocus with SQLite', {
      env: ({ folder }) => ({ SQLITE: join(folder, 'documents.sqlite') }),
    }),
    hocuspocus('hocuspocus-2', 'Hocuspocus with Redis, two nodes', { nodes: 2, env: withRedis }),
    hocuspocus('hocuspocus-3', 'Hocuspocus with Redis, three nodes', { nodes: 3, env: withRedis }),
  ].map((target) => [target.name, target]),
);

/** Installs a target's packages when they are not there. Ours are the workspace's own. */
export async function ensureTarget({ peer }) {
  if (peer) await ensureInstalled(join(PEERS, peer));
}

/** The version of a peer's server, as its lock file has it. */
export function peerVersion(peer, packageName) {
  const lock = JSON.parse(readFileSync(join(PEERS, peer, 'package-lock.json'), 'utf8'));
  return lock.packages[`node_modules/${packageName}`].version;
}

/** The server as it is built and shipped: durable, everybody signed in, everyone writing in their own part. */
function segue(name, title, { postgres = false, nodes = 1 }) {
  return {
    name,
    title,
    ours: true,
    protocol: 'y-websocket',
    nodes,
    postgres,
    redis: nodes > 1,
    node: ({ databaseUrl, redisPort, folder }) => ({
      script: join(root, 'apps/server/dist/main.js'),
      env: {
        LOG_LEVEL: 'warn',
        SEGUE_DATA: join(folder, 'data'),
        DATABASE_URL: databaseUrl ?? '',
        REDIS_URL: redisPort ? `redis://127.0.0.1:${redisPort}` : '',
      },
    }),
    setScene,
  };
}

function yWebsocketServer(name, title, env) {
  return {
    ...peer(name, title, 'y-websocket-server', env),
    protocol: 'y-websocket',
    setScene: () => peerScene(encodeURIComponent),
  };
}

function hocuspocus(name, title, { nodes = 1, env }) {
  return {
    ...peer(name, title, 'hocuspocus', env),
    protocol: 'hocuspocus',
    nodes,
    redis: nodes > 1,
    // The document is named in the messages.
    setScene: () => peerScene(() => ''),
  };
}

function peer(name, title, folder, env) {
  return {
    name,
    title,
    ours: false,
    peer: folder,
    nodes: 1,
    postgres: false,
    redis: false,
    node: (context) => ({ script: join(PEERS, folder, 'start.mjs'), env: env(context) }),
  };
}

function withRedis({ redisPort }) {
  return { REDIS_PORT: String(redisPort) };
}
