import { medianOf } from '../statistics.mjs';
import { facts, shown, table } from './page.mjs';

const HEADING = '## Reading delivered sound';
/** Times real time that reading has to reach, by format. */
const LEAST = { 'WAV peaks': 3000, 'WAV all': 400, 'FLAC all': 250, 'MP3 all': 200 };
const MOST_MEGABYTES = 150;

/** What was measured, as Markdown. */
export function listeningSection(machine, lines) {
  const groups = new Map();
  for (const { name, outcome } of lines) groups.set(name, [...(groups.get(name) ?? []), outcome]);
  const results = [...groups].map(([name, outcomes]) => ({ name, ...medianOf(outcomes) }));
  const all = results.filter(({ name }) => name.endsWith(' all'));
  return [
    HEADING,
    'A piece of stereo at 48 kHz, from the first byte to the report, each time in a new process with nothing warm but the ' +
      'disk cache. Ours decodes and measures on one thread; the file is read ahead beside it. Of ours the start of the ' +
      'process does not count, of ffmpeg it does. Figures are medians of the rounds, in times real time. “All” is waveform, ' +
      'loudness (integrated, momentary, short-term, range), true peak, clipping, offset, silence and correlation. “Whole” is what ' +
      'people wait for: it makes what is listened to as well, lossless and light, and writes it. In brackets: by processor ' +
      'time, which tells more on a machine that is busy otherwise.',
    facts(machine),
    table(
      [
        'file',
        'ours',
        'ffmpeg, decoding alone',
        'ffmpeg ebur128=peak=true',
        'memory, MB',
        'must be',
        'holds',
      ],
      results.map(speedRow),
    ),
    'What both say of the same file; ffmpeg rounds to one digit:',
    table(
      ['file', 'integrated LUFS', 'ffmpeg', 'range LU', 'ffmpeg', 'true peak dBTP', 'ffmpeg'],
      all.map(({ name, ours, ebur128 }) => [
        name.replace(' all', ''),
        ...['integrated', 'range', 'truePeak'].flatMap((key) => [
          ours[key].toFixed(2),
          ebur128[key].toFixed(1),
        ]),
      ]),
    ),
  ].join('\n\n');
}

function speedRow({ name, ours, decode, ebur128 }) {
  const factor = (ms) => shown((ours.seconds * 1000) / ms);
  const times = (one) => (one ? `${factor(one.ms)} × (${factor(one.cpuMs)})` : '');
  const least = LEAST[name];
  const isFast = least === undefined || (ours.seconds * 1000) / ours.ms >= least;
  const aims = [...(least === undefined ? [] : [`at least ${shown(least)} ×`]), `under ${MOST_MEGABYTES} MB`];
  const holds = isFast && ours.megabytes < MOST_MEGABYTES;
  return [
    name,
    times(ours),
    times(decode),
    times(ebur128),
    shown(ours.megabytes),
    aims.join(', '),
    holds ? 'yes' : '**no**',
  ];
}
