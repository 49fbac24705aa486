import { afterEach, describe, expect, it } from 'vitest';
import { openProxy } from '../harness/cuttable-proxy.js';
import { ownPostgres } from '../harness/own-postgres.js';
import { ownRedis } from '../harness/own-redis.js';
import { startSegue } from '../harness/segue-server.js';
import { chance as drawn, type Chance } from './chance.js';
import { everybodyHas, isSame, promisedTo, readAfresh } from './comparison.js';
import { Fleet } from './fleet.js';
import { crashAndCompare } from './last-crash.js';
import { QuietReader } from './quiet-reader.js';
import { readiness, untilReady } from './readiness.js';
import { setStage } from './stage.js';

const ROUNDS = 3;
const CUES = 4;
/** "Within a few seconds": a failure after that. */
const WELL_WITHIN_MS = 10_000;

describe('a node whose database is killed while people write', () => {
  const cleanUps: (() => unknown)[] = [];
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  });

  for (const gone of ['PostgreSQL', 'PostgreSQL and Redis'] as const) {
    const chance = drawn();
    it(`stays up, says so, and loses nothing: ${gone} (seed ${chance.seed})`, async () => {
      await killUnder(gone === 'PostgreSQL and Redis', chance);
    });
  }

  async function killUnder(redisToo: boolean, chance: Chance): Promise<void> {
    const postgres = await ownPostgres();
    cleanUps.push(() => postgres.stop());
    const redis = redisToo ? await ownRedis() : null;
    if (redis) cleanUps.push(() => redis.stop());
    const env = { DATABASE_URL: postgres.url, ...(redis ? { REDIS_URL: redis.url } : {}) };
    const server = await startSegue(env);
    cleanUps.push(() => server.stop());
    const network = await openProxy(server.url);
    cleanUps.push(() => network.close());
    const stage = await setStage(server, CUES);
    const documents = [stage.sheet, ...stage.notes];
    const fleet = new Fleet(chance);
    cleanUps.push(() => {
      fleet.close();
    });
    for (const document of stage.notes)
      for (const person of stage.people.slice(0, 3)) fleet.add(document, person, network.url);
    fleet.add(stage.sheet, stage.composer, network.url);
    await fleet.loaded();
    const [first = ''] = stage.notes;
    const reader = await QuietReader.open(stage.composer, server.url, first);
    cleanUps.push(() => {
      reader.close();
    });

    const killDatabase = async (): Promise<void> => {
      fleet.order(chance.between(40, 100));
      const enough = fleet.acknowledged + chance.between(1, 40);
      await fleet.until('enough is saved', () => fleet.acknowledged >= enough || fleet.isAtRest);
      // Asked before: nobody is told twice, and who was told while the last process died would be waited for in vain.
      const told = server.whileAlive(fleet.toldNotSaved());
      await Promise.all([postgres.kill9(), redis?.kill9()]);
      await told;
      expect(await readiness(server)).toBe('unavailable');
    };

    for (let round = 0; round < ROUNDS; round++) {
      await killDatabase();
      // Who has the document open can still read it.
      const open = await reader.readAll();
      expect(promisedTo(fleet).missingFrom(new Map([[first, open]]))).toEqual([]);
      await Promise.all([postgres.start(), redis?.start()]);
      await server.whileAlive(fleet.saved(WELL_WITHIN_MS));
      await untilReady(server);
      const shelf = await readAfresh(stage.composer, server.url, documents);
      await everybodyHas(shelf, fleet, WELL_WITHIN_MS);
      expect(isSame(await reader.readAll(), shelf.get(first) ?? reader.doc)).toBe(true);
    }

    await killDatabase();
    const scene = { server, network, fleet, reader: stage.composer, documents };
    await crashAndCompare(scene, () => Promise.all([postgres.start(), redis?.start()]), WELL_WITHIN_MS);
    console.log(`seed ${chance.seed}: ${ROUNDS + 1} kills, ${fleet.written} updates written, 0 lost`);
  }
});
