import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openProxy, type CuttableProxy } from '../harness/cuttable-proxy.js';
import { emptyDatabase } from '../harness/empty-database.js';
import { startSegue, type SegueServer } from '../harness/segue-server.js';
import { chance as drawn } from './chance.js';
import { differencesBetween, everybodyHas, readAfresh } from './comparison.js';
import { Fleet } from './fleet.js';
import { setStage, type Stage } from './stage.js';

const CUES = 4;
const UPDATES_A_WAVE = 24;
/**
 * Commits that a wave of updates may take: the first of them, the many that came while it was under way, and a straggler.
 * That is the bound of what anybody waits for, too: nobody's update is passed over by a commit that begins after it came.
 */
const COMMITS_A_WAVE = 3;
const MOST_GROWTH_BYTES = 200 * 1024 * 1024;

describe('a database that answers slowly', () => {
  const chance = drawn();
  let database: Awaited<ReturnType<typeof emptyDatabase>>;
  let line: CuttableProxy;
  let server: SegueServer;
  let stage: Stage;
  let fleet: Fleet;

  beforeAll(async () => {
    database = await emptyDatabase();
    line = await openProxy(database.url);
    server = await startSegue({ DATABASE_URL: line.through(database.url) });
    stage = await setStage(server, CUES);
    fleet = new Fleet(chance);
    for (const document of stage.notes)
      for (const person of stage.people) fleet.add(document, person, server.url);
    fleet.add(stage.sheet, stage.composer, server.url);
    await fleet.loaded();
    fleet.order(UPDATES_A_WAVE);
    await fleet.saved();
  });
  afterAll(async () => {
    fleet.close();
    line.mend();
    await server.stop();
    await line.close();
    await database.drop();
  });

  it.each([
    [200, 3],
    [1000, 1],
  ])(`%i ms late: few commits, nothing lost, memory bounded (seed ${chance.seed})`, async (delay, waves) => {
    const commitsBefore = await commits();
    const memoryBefore = memory();
    line.delayAnswers(delay);
    for (let wave = 0; wave < waves; wave++) {
      fleet.order(UPDATES_A_WAVE);
      await fleet.saved();
    }
    line.mend();
    const taken = (await commits()) - commitsBefore;
    const growth = memory() - memoryBefore;
    console.log(
      `${delay} ms late: ${waves * UPDATES_A_WAVE} updates in ${taken} commits, memory ${Math.round(growth / 1e6)} MB more`,
    );
    expect(taken).toBeLessThanOrEqual(waves * COMMITS_A_WAVE);
    expect(growth).toBeLessThan(MOST_GROWTH_BYTES);
    const shelf = await readAfresh(stage.composer, server.url, [stage.sheet, ...stage.notes]);
    await everybodyHas(shelf, fleet, 10_000);
    expect(differencesBetween(shelf, fleet)).toEqual([]);
    expect(fleet.writers.flatMap(({ trouble }) => trouble ?? [])).toEqual([]);
  });

  /** Transactions that appended to the log: each row remembers the one that wrote it. */
  async function commits(): Promise<number> {
    const client = new pg.Client(database.url);
    await client.connect();
    try {
      const sql = 'select count(distinct xmin::text)::int as commits from document_updates';
      return (await client.query<{ commits: number }>(sql)).rows[0]?.commits ?? 0;
    } finally {
      await client.end();
    }
  }

  /** Resident memory of the server in bytes. */
  function memory(): number {
    const status = readFileSync(`/proc/${server.processId}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) * 1024;
  }
});
