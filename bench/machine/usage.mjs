import { setTimeout as pause } from 'node:timers/promises';
import { machineSeconds } from './processes.mjs';

/** More than this many cores busy with something else spoil a measurement. */
export const NOISY = 0.12;
const CALM = 0.15;
const WAIT_AT_MOST_SECONDS = 20;

/** Watches who uses the processors while something is measured: the servers, the load generator, and anybody else. */
export class Usage {
  #cluster;
  #begun;

  constructor(cluster) {
    this.#cluster = cluster;
    this.#begun = this.#now();
  }

  /** Processor seconds of the server side, of which its database; cores in use by server, clients and others. */
  stop() {
    const now = this.#now();
    const used = Object.fromEntries(Object.keys(now).map((key) => [key, now[key] - this.#begun[key]]));
    const foreign = Math.max(0, used.machine - used.server - used.clients);
    return {
      serverSeconds: used.server,
      databaseSeconds: used.database,
      serverCores: used.server / used.wall,
      clientCores: used.clients / used.wall,
      foreignCores: foreign / used.wall,
    };
  }

  #now() {
    const { user, system } = process.cpuUsage();
    const database = this.#cluster.databaseSeconds();
    return {
      wall: performance.now() / 1000,
      server: this.#cluster.nodeSeconds() + database,
      database,
      clients: (user + system) / 1e6,
      machine: machineSeconds(),
    };
  }
}

/** Waits until nobody has used the machine for two seconds, but not for ever. */
export async function calmMachine() {
  const until = performance.now() + WAIT_AT_MOST_SECONDS * 1000;
  let calmSeconds = 0;
  while (calmSeconds < 2 && performance.now() < until) {
    const busy = machineSeconds();
    await pause(1000);
    calmSeconds = machineSeconds() - busy < CALM ? calmSeconds + 1 : 0;
  }
}
