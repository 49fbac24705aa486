import { facts, shown, table } from '../listening/page.mjs';
import { Samples } from '../statistics.mjs';

/** Milliseconds that people may wait, by what they wait for. */
const MOST_WAIT = {
  'room usable, first visit': 1500,
  'room usable, again': 1500,
  'room of thousands usable, first visit': 1500,
  'room of thousands usable, again': 1500,
  'typing a note': 30,
  'typing in the sheet': 30,
  'note of a colleague': 100,
};
const MOST_FRAME = { p99: 17, max: 32 };
const MOST_BYTES = 350_000;

/** What was measured in the browser, as Markdown. */
export function handSection(machine, { cues, notes, usual, bundle, waits, frames }) {
  return [
    '## In the hand',
    `A film of ${shown(cues)} cues, one of them with a version and ${shown(notes)} notes (where a usual room is said to be ` +
      `usable: ${shown(usual.cues)} cues and ${shown(usual.notes)} notes), in Chromium without a screen and ` +
      'without a graphics card, 1920 × 1080, on the same machine as the built server. Keys, wheel and pointer come as real ' +
      'input through the DevTools protocol; everything is done twice, and the second time counts. A frame is the time from one ' +
      'animation frame to the next, at 60 a second: 16.7 ms is as good as it gets, 33.3 is one that was left out. A key is ' +
      'measured to the end of the paint after it, so up to a frame of it is waiting for the screen. A room can be used when Play is ' +
      'there, the notes are listed and the field takes words; each first visit is in a browser that has nothing. All else is ' +
      'measured once the browser has fetched the app for use without a connection, as it does in the first seconds. A ' +
      'colleague’s note is measured from their Enter to the paint in the other browser, two seconds after the one before it was ' +
      'taken back. Of more than a hundred waits the 99th percentile has to hold. The empty page says what the machine itself ' +
      'leaves out.',
    facts(machine),
    table(
      ['wait', 'times', 'median ms', '99th percentile', 'longest ms', 'must be', 'holds'],
      Object.entries(waits).map(([name, values]) => {
        const { count, p50, p99, max } = summary(values);
        const most = MOST_WAIT[name];
        const sure = count > 100 ? p99 : max;
        return [name, count, ...[p50, p99, max].map(shown), `under ${shown(most)} ms`, holds(sure < most)];
      }),
    ),
    table(
      ['frames while', 'frames', 'median ms', '99th percentile', 'longest ms', 'holds'],
      Object.entries(frames).map(([name, rounds]) => {
        const { count, p50, p99, max } = summary(rounds.flat());
        const isSmooth = p99 < MOST_FRAME.p99 && max <= MOST_FRAME.max;
        return [
          name,
          shown(count),
          ...[p50, p99, max].map(shown),
          name.startsWith('nothing') ? '' : holds(isSmooth),
        ];
      }),
    ),
    `Frames hold when the 99th percentile is under ${MOST_FRAME.p99} ms and none takes more than ${MOST_FRAME.max} ms. Script ` +
      `that has to be there before the room can be used: ${(bundle / 1000).toFixed(1)} kB compressed, at most ` +
      `${MOST_BYTES / 1000} kB: ${holds(bundle <= MOST_BYTES)}.`,
  ].join('\n\n');
}

function holds(does) {
  return does ? 'yes' : '**no**';
}

function summary(values) {
  const samples = new Samples();
  for (const value of values) samples.add(value);
  return samples.summary();
}
