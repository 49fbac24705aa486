// Measures labels, marker formats and edit lists beside packages of npm, and writes their section of docs/benchmarks.md.
// scripts/bench.mjs starts this; bench/README.md has the command line.
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { main, root } from '../../scripts/workspace/process.mjs';
import { editMeasurements } from './edits.mjs';
import { labelMeasurements } from './labels.mjs';
import { markerMeasurements } from './markers.mjs';
import { loadPeers, peerVersions } from './peers.mjs';
import { formatsSection, withSection } from './section.mjs';

const PAGE = join(root, 'docs/benchmarks.md');
const RESULTS = join(root, '.cache/bench');
/** What the page speaks of. */
const MARKERS = '100000';

await main(async () => {
  const { values: options } = parseArgs({
    options: {
      formats: { type: 'boolean' },
      rounds: { type: 'string', default: '3' },
      markers: { type: 'string', default: MARKERS },
      report: { type: 'string' },
      // For the servers.
      kills: { type: 'string' },
    },
  });
  const files = options.report?.split(',') ?? [
    await measure(Number(options.rounds), Number(options.markers)),
  ];
  const section = formatsSection(files.flatMap(linesOf));
  if (section === null) return;
  // Fewer markers are a quick look; the page always has all.
  if (options.markers !== MARKERS) console.log(`\n${await tidy(section)}`);
  else writeFileSync(PAGE, await tidy(withSection(readFileSync(PAGE, 'utf8'), section)));
  console.log(`Results: ${files.join(', ')}`);
});

async function measure(rounds, count) {
  const peers = await loadPeers();
  const built = (lib) => import(join(root, 'libs', lib, 'dist/index.js'));
  const [timecode, interchange, conform] = await Promise.all(
    ['timecode', 'interchange', 'conform'].map(built),
  );
  mkdirSync(RESULTS, { recursive: true });
  const file = join(RESULTS, `${new Date().toISOString().replaceAll(':', '-')}-formats.jsonl`);
  const record = (line) => appendFileSync(file, `${JSON.stringify(line)}\n`);
  record({ machine: { ...describeMachine(), ...peerVersions(), Rounds: rounds } });
  const parts = { count, timecode, interchange, conform, peers };
  const measurements = [
    ...labelMeasurements(parts),
    ...markerMeasurements(parts),
    ...editMeasurements(parts),
  ];
  // Round 0 finds everything cold.
  for (let round = 0; round <= rounds; round++) {
    for (const { group, name, run } of measurements) {
      const outcome = run();
      record({ round, formats: group, name, outcome });
      console.log(`${round} ${name.padEnd(22)} ${JSON.stringify(outcome, rounded)}`);
    }
  }
  return file;
}

function describeMachine() {
  const [processor] = cpus();
  return {
    Date: new Date().toISOString().slice(0, 10),
    Machine: `${cpus().length} × ${processor.model}, ${Math.round(totalmem() / 2 ** 30)} GB, Linux ${release()}`,
    'Node.js': process.versions.node,
  };
}

function linesOf(file) {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

async function tidy(markdown) {
  return format(markdown, { ...(await resolveConfig(PAGE)), parser: 'markdown' });
}

function rounded(_key, value) {
  return typeof value === 'number' ? Number(value.toPrecision(4)) : value;
}
