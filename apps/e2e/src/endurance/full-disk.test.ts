import { execFileSync } from 'node:child_process';
import { afterEach, describe, it } from 'vitest';
import { openProxy } from '../harness/cuttable-proxy.js';
import type { Owner } from '../harness/own-program.js';
import { ownPostgres } from '../harness/own-postgres.js';
import { startSegue } from '../harness/segue-server.js';
import { chance as drawn, type Chance } from './chance.js';
import { Fleet } from './fleet.js';
import { crashAndCompare } from './last-crash.js';
import { setStage } from './stage.js';
import { untilReady } from './readiness.js';

const CUES = 3;
/** Long texts fill a disk sooner. */
const LONGEST_TEXT = 4000;
/** The processes start again, or only write again: a failure after that. */
const WELL_WITHIN_MS = 30_000;
/** One WAL segment of a PostgreSQL of our own: the WAL still grows, the tables do not. */
const WAL_SEGMENT = 1024 * 1024;

/** What the server runs on, and how the disk beneath it is filled and emptied. */
interface Disk {
  readonly env: Record<string, string>;
  /** The processes that write, once the server runs with this process id. */
  writers(serverId: number): { ids: readonly number[]; owner: Owner | undefined };
  /** No file grows beyond this many bytes while the disk is full. */
  readonly full: number;
}

/**
 * A file that may not grow is to a program what a full disk is, another error number aside, and it can be had without the
 * right to mount one.
 */
describe('a disk that fills up while people write', () => {
  const cleanUps: (() => unknown)[] = [];
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  });

  const [forEmbedded, forPostgres] = [drawn(), drawn()];
  it(`is told to the writers, who keep their work: embedded database (seed ${forEmbedded.seed})`, async () => {
    // Nothing can be written at all, the database's own log included.
    const writers = (serverId: number) => ({ ids: [serverId], owner: undefined });
    await fillUp({ env: {}, writers, full: 4096 }, forEmbedded);
  });

  it(`is told to the writers, who keep their work: PostgreSQL (seed ${forPostgres.seed})`, async () => {
    const postgres = await ownPostgres();
    cleanUps.push(() => postgres.stop());
    const writers = () => ({ ids: postgres.processIds(), owner: postgres.owner });
    await fillUp({ env: { DATABASE_URL: postgres.url }, writers, full: WAL_SEGMENT }, forPostgres);
  });

  async function fillUp(disk: Disk, chance: Chance): Promise<void> {
    const server = await startSegue(disk.env);
    cleanUps.push(() => server.stop());
    const network = await openProxy(server.url);
    cleanUps.push(() => network.close());
    const stage = await setStage(server, CUES);
    const documents = [stage.sheet, ...stage.notes];
    const fleet = new Fleet(chance, LONGEST_TEXT);
    cleanUps.push(() => {
      fleet.close();
    });
    for (const document of stage.notes)
      for (const person of stage.people.slice(0, 3)) fleet.add(document, person, network.url);
    fleet.add(stage.sheet, stage.composer, network.url);
    await fleet.loaded();

    for (let round = 0; round < 2; round++) {
      fleet.order(chance.between(20, 60));
      await fleet.saved();
      limitFiles(disk, server.processId, String(disk.full));
      await server.whileAlive(fleet.toldNotSaved());
      limitFiles(disk, server.processId, 'unlimited');
      await server.whileAlive(fleet.saved(WELL_WITHIN_MS));
      await untilReady(server);
    }

    limitFiles(disk, server.processId, String(disk.full));
    await server.whileAlive(fleet.toldNotSaved());
    const scene = { server, network, fleet, reader: stage.composer, documents };
    const emptyDisk = (): void => {
      limitFiles(disk, server.processId, 'unlimited');
    };
    await crashAndCompare(scene, emptyDisk, WELL_WITHIN_MS);
  }
});

/** Sets how large a file these processes may make, with util-linux' prlimit; the hard limit stays, so that it can be undone. */
function limitFiles(disk: Disk, serverId: number, bytes: string): void {
  const { ids, owner } = disk.writers(serverId);
  for (const id of ids) {
    try {
      execFileSync('prlimit', ['--pid', String(id), `--fsize=${bytes}:`], { ...owner, stdio: 'pipe' });
    } catch (error) {
      // A process of a connection may have ended since it was listed.
      if (!isGone(id)) throw error;
    }
  }
}

function isGone(id: number): boolean {
  try {
    process.kill(id, 0);
    return false;
  } catch {
    return true;
  }
}
