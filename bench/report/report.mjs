import { readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { medianOf } from '../statistics.mjs';
import { targets } from '../targets/targets.mjs';
import { claims } from './claims.mjs';
import { details } from './details.mjs';

/** The results in these files as a page in Markdown. Each file begins with the machine; the last run of a round counts. */
export async function reportOf(files, settings) {
  const lines = files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  );
  const { machine } = lines[0];
  const results = mediansOf(lines.filter(({ scenario }) => scenario !== undefined));
  const page = [
    '# Benchmarks',
    'Made by `npm run bench`; how it measures stands in [bench/README.md](../bench/README.md). Segue is measured as it is ' +
      'shipped: every update is on disk before anybody sees it, everybody is signed in, everyone writes in their own part. ' +
      'The peers keep documents in memory unless their name says otherwise.',
    Object.entries(machine)
      .map(([name, value]) => `- ${name}: ${value}`)
      .join('\n'),
    '## What has to hold',
    'Figures are medians of the rounds. Processor time is that of all processes of a server, its database and its Redis ' +
      'included. A ratio is ours divided by the best peer’s.',
    claimsTable(results),
    '## Everything that was measured',
    ...details.flatMap(([title, names, columns]) => detailsTable(results, title, names, columns)),
  ].join('\n\n');
  return format(page, { ...(await resolveConfig(settings)), parser: 'markdown' });
}

/** By scenario, then by target: the medians of the rounds, or why there are none. */
function mediansOf(runs) {
  const rounds = new Map();
  for (const run of runs) rounds.set(`${run.scenario} ${run.target} ${run.round}`, run);
  const grouped = new Map();
  for (const { scenario, target, outcome } of rounds.values()) {
    const byTarget = grouped.get(scenario) ?? new Map();
    grouped.set(scenario, byTarget.set(target, [...(byTarget.get(target) ?? []), outcome]));
  }
  for (const byTarget of grouped.values())
    for (const [target, outcomes] of byTarget) {
      const good = outcomes.filter(({ failed }) => failed === undefined);
      byTarget.set(target, good.length > 0 ? { ...medianOf(good), rounds: good.length } : outcomes[0]);
    }
  return grouped;
}

function claimsTable(results) {
  const head = [
    'figure',
    'best peer',
    'ours on PostgreSQL',
    'ratio',
    'ours, embedded',
    'ratio',
    'must be',
    'holds',
  ];
  const rows = claims.flatMap(({ figure, scenario, value, aim }) => {
    const measured = [...(results.get(scenario) ?? [])].map(([name, outcome]) => ({
      target: targets.get(name),
      figure: outcome.failed === undefined ? value(outcome) : undefined,
    }));
    if (measured.length === 0) return [];
    const peers = measured.filter(({ target, figure }) => !target.ours && Number.isFinite(figure));
    const best = aim.best && peers.length > 0 ? aim.best(...peers.map(({ figure }) => figure)) : undefined;
    const bestName = peers.find((peer) => peer.figure === best)?.target.title;
    const mine = (postgres) => measured.find(({ target }) => target.ours && target.postgres === postgres);
    const cells = [mine(true), mine(false)].flatMap((own) =>
      own === undefined ? ['', ''] : [shown(own.figure), ratioOf(own.figure, best)],
    );
    const comparable = !aim.relative || best !== undefined;
    const own = [mine(true), mine(false)].filter((one) => one !== undefined && comparable);
    const holds = own.map(({ figure }) => figure !== undefined && aim.holds(figure, best));
    const verdict =
      holds.length === 0 ? '' : holds.every(Boolean) ? 'yes' : holds.some(Boolean) ? 'partly' : '**no**';
    return [[figure, best === undefined ? '' : `${shown(best)} (${bestName})`, ...cells, aim.text, verdict]];
  });
  return table(head, rows);
}

function detailsTable(results, title, names, columns) {
  const rows = names.flatMap((name) =>
    [...(results.get(name) ?? [])].map(([target, outcome]) => [
      name,
      targets.get(target).title,
      ...(outcome.failed === undefined
        ? [...columns.map(([, value]) => shown(value(outcome))), String(outcome.rounds)]
        : [`failed: ${outcome.failed.split('\n')[0]}`, ...columns.map(() => '')]),
    ]),
  );
  if (rows.length === 0) return [];
  return [`### ${title}`, table(['', 'server', ...columns.map(([column]) => column), 'rounds'], rows)];
}

function table(head, rows) {
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function ratioOf(ours, peer) {
  return ours >= 0 && peer > 0 ? (ours / peer).toFixed(2) : '';
}

function shown(value) {
  if (value === true) return 'yes';
  if (value === false) return 'no';
  if (typeof value === 'string') return value;
  if (!Number.isFinite(value)) return '–';
  if (Number.isInteger(value) || Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en');
  return Math.abs(value) >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}
