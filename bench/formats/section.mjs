import { medianOf } from '../statistics.mjs';

const HEADING = '## Formats and timecode';
/** No list of 100,000 markers may keep anybody waiting longer, read or written, the first time or later. */
const MOST_MS = 1000;
/** So many times what smpte-timecode does in a second. */
const LABEL_FACTOR = 5;

/** The page with this section in the place of the one it had, or at its end. */
export function withSection(page, section) {
  const begin = page.indexOf(HEADING);
  if (begin < 0) return `${page.trimEnd()}\n\n${section}\n`;
  const next = page.indexOf('\n## ', begin);
  return `${page.slice(0, begin)}${section}\n${next < 0 ? '' : page.slice(next)}`;
}

/** What was measured of formats, as Markdown; null where these lines have nothing of it. */
export function formatsSection(lines) {
  const measured = lines.filter(({ formats }) => formats !== undefined);
  if (measured.length === 0) return null;
  const { machine } = lines.findLast(({ machine }) => machine?.['smpte-timecode'] !== undefined);
  const results = resultsOf(measured);
  const of = (group) => results.filter((result) => result.group === group);
  return [
    HEADING,
    'One thread, without the server. Figures are medians of the rounds after a first one that warms up; the slowest is the ' +
      'slowest of all, that first one too. Packages read and write the syntax only, ours also what it means: positions, ' +
      'names, colours, problems. midi-file writes 2,000 events, its time is multiplied: it takes four times as long for twice ' +
      'as many. A ratio is ours divided by the package’s.',
    Object.entries(machine)
      .map(([name, value]) => `- ${name}: ${value}`)
      .join('\n'),
    table(
      ['figure', 'package', 'ours', 'ratio', 'must be', 'holds'],
      [...of('labels').flatMap(labelRows), ...markerRows(of('markers')), ...of('edits').flatMap(editRows)],
    ),
    `### ${shown(of('markers')[0].typical.count)} markers, by format`,
    table(
      [
        'format',
        'MB',
        'read ms',
        'slowest',
        'write ms',
        'slowest',
        'package',
        'read ms',
        'ratio',
        'write ms',
        'ratio',
      ],
      of('markers').map(formatRow),
    ),
  ].join('\n\n');
}

/** Of each measurement the medians of the rounds, and the largest figure of all rounds with the first. */
function resultsOf(lines) {
  const measured = new Map();
  for (const { formats, name, round, outcome } of lines) {
    const key = `${formats} ${name}`;
    const one = measured.get(key) ?? { group: formats, name, rounds: new Map() };
    // The last run of a round counts.
    one.rounds.set(round, outcome);
    measured.set(key, one);
  }
  return [...measured.values()].map(({ group, name, rounds }) => {
    const warm = [...rounds].filter(([round]) => round > 0).map(([, outcome]) => outcome);
    const slowest = (key) => Math.max(...[...rounds.values()].map((outcome) => outcome[key] ?? NaN));
    return { group, name, typical: medianOf(warm), slowest };
  });
}

function labelRows({ name, typical }) {
  const row = (what, ours, theirs) => [
    `Labels ${what} per second at ${name}`,
    `${shown(theirs)} (${typical.peer})`,
    shown(ours),
    ratio(ours, theirs),
    `at least ${LABEL_FACTOR} × the package, and the same`,
    verdict(ours >= theirs * LABEL_FACTOR && typical.same === true),
  ];
  return [
    row('written', typical.writtenPerSecond, typical.peerWrittenPerSecond),
    row('read', typical.readPerSecond, typical.peerReadPerSecond),
  ];
}

function markerRows(results) {
  const row = (what, key) => {
    const known = results.filter(({ typical }) => key in typical);
    const worst = known.reduce((one, other) => (other.slowest(key) > one.slowest(key) ? other : one));
    const whole = known.every((result) => Number.isFinite(result.slowest(key)));
    const ms = worst.slowest(key);
    const count = shown(worst.typical.count);
    return [
      `${count} markers ${what}, the slowest format (ms)`,
      '',
      `${shown(ms)} (${worst.name})`,
      '',
      `under ${shown(MOST_MS)} ms`,
      verdict(whole && ms < MOST_MS),
    ];
  };
  return [row('read', 'parseMs'), row('written', 'formatMs')];
}

function editRows({ typical }) {
  const row = (figure, ms) => [figure, '', shown(ms), '', '', ''];
  const events = shown(typical.events);
  return [
    row(`An edit list of ${events} events read (ms)`, typical.parseMs),
    row(`Two cuts of ${events} events compared (ms)`, typical.conformMs),
    row(`${shown(typical.notes)} notes carried to the new cut (ms)`, typical.carryMs),
  ];
}

function formatRow({ name, typical, slowest }) {
  const times = (key) => [shown(typical[key]), shown(slowest(key))];
  const read = typical.refused ? [`refused: ${typical.refused}`, ''] : times('parseMs');
  return [
    name,
    shown(typical.bytes / 2 ** 20),
    ...('parseMs' in typical ? read : ['', '']),
    ...('formatMs' in typical ? times('formatMs') : ['', '']),
    typical.peer ?? '',
    typical.peer ? shown(typical.peerParseMs) : '',
    typical.peer ? ratio(typical.parseMs, typical.peerParseMs) : '',
    typical.peer ? shown(typical.peerFormatMs) : '',
    typical.peer ? ratio(typical.formatMs, typical.peerFormatMs) : '',
  ];
}

function table(head, rows) {
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function verdict(holds) {
  return holds ? 'yes' : '**no**';
}

function ratio(ours, theirs) {
  return ours >= 0 && theirs > 0 ? (ours / theirs).toFixed(2) : '';
}

function shown(value) {
  if (!Number.isFinite(value)) return '–';
  if (Number.isInteger(value) || value >= 1000) return Math.round(value).toLocaleString('en');
  return value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}
