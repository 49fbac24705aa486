import { timed } from './timing.mjs';

/** So many labels are written and read in a turn, spread over a day. */
const LABELS = 200_000;
/** A turn takes some hundredths of a second, in which something else may come up: the one in the middle counts. */
const TURNS = 11;
/** So many of the last labels are kept, as if somebody wanted them. */
const KEPT = 1024;
/** What is counted, and what smpte-timecode calls it. */
const COUNTED = [
  ['23.976', { rate: '23.976', dropFrame: false }, 23.976],
  ['24', { rate: '24', dropFrame: false }, 24],
  ['25', { rate: '25', dropFrame: false }, 25],
  ['29.97 drop frame', { rate: '29.97', dropFrame: true }, 29.97],
  ['59.94 drop frame', { rate: '59.94', dropFrame: true }, 59.94],
];

/** Frames to labels and back, beside smpte-timecode. */
export function labelMeasurements({ timecode, peers }) {
  const Timecode = peers['smpte-timecode'];
  return COUNTED.map(([name, format, peerRate]) => {
    const { dropFrame } = format;
    const step = Math.floor(timecode.framesPerDay(format) / LABELS);
    const frames = Array.from({ length: LABELS }, (_, index) => index * step);
    const labels = frames.map((frame) => timecode.formatTimecode(frame, format));
    const ours = {
      write: (frame) => timecode.formatTimecode(frame, format),
      read: (label) => timecode.parseTimecode(label, format).frame,
    };
    const peer = {
      write: (frame) => new Timecode(frame, peerRate, dropFrame).toString(),
      read: (label) => new Timecode(label, peerRate, dropFrame).frameCount,
    };
    return {
      group: 'labels',
      name,
      run: () => {
        const [writtenPerSecond, peerWrittenPerSecond] = inTurns(frames, ours.write, peer.write);
        const [readPerSecond, peerReadPerSecond] = inTurns(labels, ours.read, peer.read);
        return {
          peer: 'smpte-timecode',
          writtenPerSecond,
          peerWrittenPerSecond,
          readPerSecond,
          peerReadPerSecond,
          same:
            frames.every((frame, index) => peer.write(frame) === labels[index]) &&
            labels.every(
              (label, index) => ours.read(label) === frames[index] && peer.read(label) === frames[index],
            ),
        };
      },
    };
  });
}

/** How many of these each of the two converts in a second. */
function inTurns(values, ours, theirs) {
  const turns = [ours, theirs].map((convert) => ({ convert, milliseconds: [] }));
  for (let turn = 0; turn < TURNS; turn++)
    for (const { convert, milliseconds } of turns)
      milliseconds.push(timed(() => convertAll(values, convert)).ms);
  return turns.map(({ milliseconds }) => (LABELS / milliseconds.sort((a, b) => a - b)[TURNS >> 1]) * 1000);
}

function convertAll(values, convert) {
  const kept = new Array(KEPT);
  for (let index = 0; index < values.length; index++) kept[index % KEPT] = convert(values[index]);
  return kept;
}
