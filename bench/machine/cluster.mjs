import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../scripts/testing/programs.mjs';
import { createDatabase } from './database.mjs';
import { processorSeconds, residentMegabytes } from './processes.mjs';

/** Where servers run, and what they need beside them; the load generator runs on another core. */
const SERVER_CORE = '0';
const START_WITHIN_MS = 60_000;
const GC_PROBE = join(import.meta.dirname, '../gc-probe.cjs');

const alive = new Set();
// Whatever ends the benchmark, no server outlives it.
process.on('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

/**
 * The running processes of a target: its nodes, and the Redis and the database it was given. All are on one core, all
 * data in one temporary folder.
 */
export class Cluster {
  nodes = [];
  #redis = null;
  #database = null;
  #scene;
  #context = [];

  constructor(target) {
    this.target = target;
    this.folder = mkdtempSync(join(tmpdir(), 'segue-bench-'));
  }

  /** Starts everything and makes what clients need: a Redis, a database, people. */
  static async start(target) {
    const cluster = new Cluster(target);
    try {
      if (target.postgres) cluster.#database = await createDatabase(SERVER_CORE);
      const redisPort = target.redis ? await cluster.#startRedis() : undefined;
      for (let node = 0; node < target.nodes; node++) {
        const port = await freePort();
        const databaseUrl = cluster.#database?.url;
        cluster.#context.push({ port, redisPort, databaseUrl, folder: join(cluster.folder, `node-${node}`) });
        mkdirSync(cluster.#context[node].folder);
      }
      const begun = performance.now();
      await cluster.startNodes();
      /** How long the nodes took to start on empty storage, in seconds. */
      cluster.startSeconds = (performance.now() - begun) / 1000;
      cluster.#scene = await target.setScene(cluster);
      return cluster;
    } catch (error) {
      await cluster.stop();
      throw error;
    }
  }

  /** Starts the nodes, the first time or again: same ports, same data. */
  async startNodes() {
    this.nodes = [];
    for (const [index, context] of this.#context.entries()) {
      const { script, env } = this.target.node(context);
      const probe = join(context.folder, 'memory.json');
      const args = ['--enable-source-maps', '--expose-gc', '-r', GC_PROBE, script];
      const node = this.#spawn(process.execPath, args, `node-${index}`, {
        NODE_ENV: 'production',
        PORT: String(context.port),
        GC_PROBE: probe,
        ...env,
      });
      node.probe = probe;
      node.port = context.port;
      this.nodes.push(node);
      await this.#answers(node, context.port);
    }
  }

  /** Ends the nodes with a signal and waits until they are gone. */
  async endNodes(signal) {
    await Promise.all(this.nodes.map((node) => end(node, signal)));
  }

  /** Ends everything and removes what it kept. */
  async stop() {
    await this.endNodes('SIGKILL');
    if (this.#redis) await end(this.#redis, 'SIGKILL');
    await this.#database?.drop();
    if (!process.env.KEEP_BENCH_FOLDERS) rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Names of `count` documents that are new and open to everybody of the scene. */
  rooms(count) {
    return this.#scene.rooms(count);
  }

  /** The film's spotting sheet. Only ours has one. */
  get sheet() {
    return this.#scene.sheet;
  }

  /** How the database of our first node is opened while the node does not run. */
  get storage() {
    const [{ databaseUrl, folder }] = this.#context;
    return databaseUrl ? { url: databaseUrl } : { dataFolder: join(folder, 'data/database') };
  }

  /** Where the next person connects to a room: people take turns. `{ url, headers, root }` */
  seat(room, node) {
    const { port } = this.nodes[node];
    return this.#scene.seat(room, `127.0.0.1:${port}`);
  }

  /** What a node has written to its console so far. */
  output(node) {
    return readFileSync(this.#logPath(`node-${node}`), 'utf8');
  }

  /** Processor time of the nodes and their Redis so far, in seconds. */
  nodeSeconds() {
    return processorSeconds(this.#processIds());
  }

  /** Processor time of the database server so far, in seconds; 0 without one. */
  databaseSeconds() {
    return this.#database?.seconds() ?? 0;
  }

  /** Resident memory of the nodes and their Redis, in megabytes. */
  residentMegabytes() {
    return residentMegabytes(this.#processIds());
  }

  /** Heap and buffers of the nodes after a full collection, in bytes. */
  async heapBytes() {
    let bytes = 0;
    for (const node of this.nodes) {
      rmSync(node.probe, { force: true });
      node.kill('SIGUSR2');
      while (!existsSync(node.probe)) {
        if (node.exitCode !== null) throw new Error('a server ended while its memory was measured');
        await pause(50);
      }
      const { heapUsed, external } = JSON.parse(readFileSync(node.probe, 'utf8'));
      bytes += heapUsed + external;
    }
    return bytes;
  }

  /** Whether a node ended that nobody ended. */
  crashed() {
    return this.nodes.some((node) => !node.ended && (node.exitCode !== null || node.signalCode !== null));
  }

  async #startRedis() {
    const port = await freePort();
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', this.folder];
    this.#redis = this.#spawn('redis-server', args, 'redis', {});
    await this.#answers(this.#redis, port);
    return port;
  }

  #spawn(command, args, name, env) {
    const log = openSync(this.#logPath(name), 'a');
    const child = spawn('taskset', ['-c', SERVER_CORE, command, ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    child.name = name;
    alive.add(child);
    child.once('exit', () => alive.delete(child));
    return child;
  }

  async #answers(child, port) {
    const until = performance.now() + START_WITHIN_MS;
    while (!(await listens(port))) {
      if (child.exitCode === null && performance.now() < until) await pause(20);
      else throw new Error(`${this.target.name} did not start:\n${readFileSync(this.#logPath(child.name))}`);
    }
  }

  #processIds() {
    return [...this.nodes, ...(this.#redis ? [this.#redis] : [])].map(({ pid }) => pid);
  }

  #logPath(name) {
    return join(this.folder, `${name}.log`);
  }
}

async function end(child, signal) {
  child.ended = true;
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

function listens(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
