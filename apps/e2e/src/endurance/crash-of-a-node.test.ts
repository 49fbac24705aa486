import { describe, it } from 'vitest';
import { openProxy } from '../harness/cuttable-proxy.js';
import { emptyDatabase } from '../harness/empty-database.js';
import { startSegue } from '../harness/segue-server.js';
import { chance as drawn, type Chance } from './chance.js';
import { differencesBetween, everybodyHas, promisedTo, readAfresh } from './comparison.js';
import { Fleet } from './fleet.js';
import { setStage } from './stage.js';

const KILLS = 20;
const CUES = 10;

// Side by side: a server that starts and one that is written to leave each other room.
describe.concurrent('a server that is killed again and again while people write', () => {
  const [forEmbedded, forPostgres] = [drawn(), drawn()];

  it(`keeps all it called saved, on the embedded database (seed ${forEmbedded.seed})`, async ({ expect }) => {
    expect(await killAgainAndAgain({}, forEmbedded)).toEqual(nothingWrong);
  }, 600_000);

  it(`keeps all it called saved, on PostgreSQL (seed ${forPostgres.seed})`, async ({ expect }) => {
    const database = await emptyDatabase();
    try {
      expect(await killAgainAndAgain({ DATABASE_URL: database.url }, forPostgres)).toEqual(nothingWrong);
    } finally {
      await database.drop();
    }
  }, 600_000);
});

const nothingWrong = { kills: KILLS, lost: [], different: [], needReload: [] };

async function killAgainAndAgain(env: Record<string, string>, chance: Chance): Promise<typeof nothingWrong> {
  const server = await startSegue(env);
  const network = await openProxy(server.url);
  const fleet = new Fleet(chance);
  try {
    const stage = await setStage(server, CUES);
    const documents = [stage.sheet, ...stage.notes];
    for (const document of stage.notes)
      for (const person of stage.people.slice(0, 3)) fleet.add(document, person, network.url);
    for (let window = 0; window < 2; window++) fleet.add(stage.sheet, stage.composer, network.url);
    await fleet.loaded();

    const lost: string[] = [];
    /** Kills the server and compares before anybody has come back to send again what they still hold. */
    const kill = async (): Promise<void> => {
      network.hold();
      await server.kill9();
      const promised = promisedTo(fleet);
      await server.restart();
      lost.push(...promised.missingFrom(await readAfresh(stage.composer, server.url, documents)));
      network.mend();
    };
    for (let kills = 0; kills < KILLS - 1; kills++) {
      fleet.order(chance.between(40, 120));
      // From "hardly anybody is back" to "everything is saved".
      const count = chance.pick(['written', 'acknowledged', 'shown'] as const);
      const enough = fleet[count] + chance.between(1, 80);
      await fleet.until(`enough is ${count}`, () => fleet[count] >= enough || fleet.isAtRest);
      await kill();
    }
    await fleet.saved();
    await kill();

    await fleet.saved();
    const shelf = await readAfresh(stage.composer, server.url, documents);
    await everybodyHas(shelf, fleet, 10_000);
    console.log(
      `seed ${chance.seed}: ${KILLS} kills, ${fleet.written} updates written, ${fleet.acknowledged} messages acknowledged, ${lost.length} lost`,
    );
    return {
      kills: KILLS,
      lost,
      different: differencesBetween(shelf, fleet),
      needReload: fleet.writers.flatMap(({ trouble }) => trouble ?? []),
    } as typeof nothingWrong;
  } finally {
    fleet.close();
    await network.close();
    await server.stop();
  }
}
