import { Samples } from '../statistics.mjs';
import { facts, shown, table } from './page.mjs';

/** Milliseconds from the key to the sound; half a frame at 24 frames a second; megabytes. */
const MOST = { start: 300, seek: 150, picture: 1000 / 48, page: 400 };

/** What was measured in the browser, as Markdown. */
export function playerSection(machine, figures) {
  const { picture } = figures;
  const within = (value, most, unit) => [`under ${shown(most)} ${unit}`, value < most ? 'yes' : '**no**'];
  const waits = [
    ['The first start in a page', [figures['first start']], MOST.start],
    ['A start', figures['start'], MOST.start],
    ['Going elsewhere while it plays, to what is here', figures['seek, here'], MOST.seek],
    ['Going elsewhere while it plays, anywhere', figures['seek, elsewhere'], null],
    ['Another version', figures['switch'], null],
  ];
  const pages = [
    ['The review room with two versions, after all this', figures['memory of the room, MB'], null],
    ['An empty page', figures['memory of an empty page, MB'], null],
    [
      'The player with six stems of an hour, gone through in half a minute',
      figures['memory of a page with six stems of an hour, MB'],
      MOST.page,
    ],
    ['Of these decoded sound, at most', figures['decoded at most, MB'], null],
  ];
  return [
    '## Playing in the review room',
    'Chromium without a screen on the same machine as the built server. Waits are from the key to the first sample that it ' +
      'makes sound, as it is handed to the audio device, in milliseconds. The picture is the number of each frame at the moment ' +
      'when it is shown, against what is heard at that moment: the sound says by its level where it is, and is read where it ' +
      'leaves for the loudspeakers.',
    facts(machine),
    table(
      ['wait', 'median ms', 'longest ms', 'must be', 'holds'],
      waits.map(([name, values, most]) => {
        const { p50, max } = summary(values);
        return [name, shown(p50), shown(max), ...(most === null ? ['', ''] : within(p50, most, 'ms'))];
      }),
    ),
    table(
      ['picture against sound', 'ms', 'must be', 'holds'],
      [
        ['pictures', shown(picture.frames), '', ''],
        ['mean', shown(picture.mean), '', ''],
        ['off, median', shown(picture.p50), ...within(picture.p50, MOST.picture, 'ms')],
        ['off, 95th percentile', shown(picture.p95), ...within(picture.p95, MOST.picture, 'ms')],
        ['off, 99th percentile', shown(picture.p99), '', ''],
        ['off, most', shown(picture.max), '', ''],
      ],
    ),
    table(
      ['memory of a page', 'MB', 'must be', 'holds'],
      pages.map(([name, value, most]) => [
        name,
        shown(value),
        ...(most === null ? ['', ''] : within(value, most, 'MB')),
      ]),
    ),
  ].join('\n\n');
}

function summary(values) {
  const samples = new Samples();
  for (const value of values) samples.add(value);
  return samples.summary();
}
