// Measures sync servers beside each other. The command line stands in README.md; scripts/bench.mjs starts this on a core
// of its own.
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Advice, main, root } from '../scripts/workspace/process.mjs';
import { Cluster } from './machine/cluster.mjs';
import { describeMachine } from './machine/description.mjs';
import { calmMachine, NOISY } from './machine/usage.mjs';
import { reportOf } from './report/report.mjs';
import { scenarios } from './scenarios/scenarios.mjs';
import { ensureTarget, targets } from './targets/targets.mjs';

const PAGE = join(root, 'docs/benchmarks.md');
const RESULTS = join(root, '.cache/bench');

process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

await main(async () => {
  const { values: options } = parseArgs({
    options: {
      scenario: { type: 'string' },
      target: { type: 'string' },
      rounds: { type: 'string', default: '3' },
      kills: { type: 'string', default: '25' },
      report: { type: 'string' },
    },
  });
  if (options.report) {
    writeFileSync(PAGE, await reportOf(options.report.split(','), PAGE));
    return;
  }
  const file = await measure({
    chosenScenarios: chosen('scenario', options.scenario, scenarios),
    chosenTargets: chosen('target', options.target, targets),
    rounds: Number(options.rounds),
    kills: Number(options.kills),
  });
  const page = await reportOf([file], PAGE);
  // Part of the figures is for the one who asked for it; the page in the repository always has all.
  if (options.scenario === undefined && options.target === undefined) writeFileSync(PAGE, page);
  else console.log(`\n${page}`);
  console.log(`Results: ${file}`);
  // The sockets of servers that are gone may linger.
  process.exit();
});

async function measure({ chosenScenarios, chosenTargets, rounds, kills }) {
  for (const name of chosenTargets) await ensureTarget(targets.get(name));
  mkdirSync(RESULTS, { recursive: true });
  const file = join(RESULTS, `${new Date().toISOString().replaceAll(':', '-')}.jsonl`);
  appendFileSync(file, `${JSON.stringify({ machine: { ...(await describeMachine()), Rounds: rounds } })}\n`);
  for (let round = 1; round <= rounds; round++) {
    for (const name of chosenScenarios) {
      const scenario = scenarios.get(name);
      if (scenario.once && round > 1) continue;
      // Side by side in time, so that whatever changes on the machine changes for all.
      for (const target of scenario.targets.filter((candidate) => chosenTargets.includes(candidate))) {
        const outcome = await undisturbed(scenario, targets.get(target), kills);
        appendFileSync(file, `${JSON.stringify({ round, scenario: name, target, outcome })}\n`);
        console.log(`${round} ${name.padEnd(5)} ${target.padEnd(20)} ${JSON.stringify(outcome, rounded)}`);
      }
    }
  }
  return file;
}

/** Measures once, and once more if something else was busy on the machine; of the two the less disturbed counts. */
async function undisturbed(scenario, target, kills) {
  const first = await once(scenario, target, kills);
  if (!(first.foreignCores > NOISY)) return first;
  const second = await once(scenario, target, kills);
  return second.foreignCores < first.foreignCores ? second : first;
}

async function once(scenario, target, kills) {
  if (!scenario.untimed) await calmMachine();
  const begun = performance.now();
  let cluster = null;
  try {
    cluster = await Cluster.start(target);
    const outcome = await scenario.run(cluster, { kills });
    if (cluster.crashed()) throw new Error('a server ended by itself');
    return { ...outcome, tookSeconds: (performance.now() - begun) / 1000 };
  } catch (error) {
    if (error instanceof Advice) throw error;
    process.exitCode = 1;
    console.error(error);
    return { failed: error.message };
  } finally {
    await cluster?.stop();
  }
}

function chosen(option, names, known) {
  if (names === undefined) return [...known.keys()];
  const list = names.split(',');
  const stranger = list.find((name) => !known.has(name));
  if (stranger === undefined) return list;
  throw new Advice(`--${option} knows no "${stranger}"; there are ${[...known.keys()].join(', ')}.`);
}

function rounded(_key, value) {
  return typeof value === 'number' ? Number(value.toPrecision(4)) : value;
}
