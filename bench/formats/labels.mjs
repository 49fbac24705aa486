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
  return COUNTED.map(([name, format, peerRate]) => {
    const step = Math.floor(timecode.framesPerDay(format) / LABELS);
    const frames = Array.from({ length: LABELS }, (_, index) => index * step);
    const labels = frames.map((frame) => timecode.formatTimecode(frame, format));
    const ours = converters(timecode, format);
    const peer = peerConverters(peers['smpte-timecode'], peerRate, format.dropFrame);
    return {
      group: 'labels',
      name,
      run: () => {
        const [writtenPerSecond, peerWrittenPerSecond] = inTurns(frames, ours.write, peer.write);
        const [readPerSecond, peerReadPerSecond] = inTurns(labels, ours.read, peer.read);
        const same =
          isSame(ours.read(labels, LABELS), frames) &&
          isSame(peer.write(frames, LABELS), labels) &&
          isSame(peer.read(labels, LABELS), frames);
        return {
          peer: 'smpte-timecode',
          writtenPerSecond,
          peerWrittenPerSecond,
          readPerSecond,
          peerReadPerSecond,
          same,
        };
      },
    };
  });
}

// Each has a loop of its own: a call through a function that stands for four takes as long as half a label of ours.

function converters({ formatTimecode, parseTimecode }, format) {
  return {
    write: (frames, most) => {
      const kept = new Array(most);
      for (let index = 0; index < frames.length; index++)
        kept[index % most] = formatTimecode(frames[index], format);
      return kept;
    },
    read: (labels, most) => {
      const kept = new Array(most);
      for (let index = 0; index < labels.length; index++)
        kept[index % most] = parseTimecode(labels[index], format).frame;
      return kept;
    },
  };
}

function peerConverters(Timecode, rate, dropFrame) {
  return {
    write: (frames, most) => {
      const kept = new Array(most);
      for (let index = 0; index < frames.length; index++)
        kept[index % most] = new Timecode(frames[index], rate, dropFrame).toString();
      return kept;
    },
    read: (labels, most) => {
      const kept = new Array(most);
      for (let index = 0; index < labels.length; index++)
        kept[index % most] = new Timecode(labels[index], rate, dropFrame).frameCount;
      return kept;
    },
  };
}

/** How many of these each of the two converts in a second. */
function inTurns(values, ours, theirs) {
  const turns = [ours, theirs].map((convert) => ({ convert, milliseconds: [] }));
  for (let turn = 0; turn < TURNS; turn++)
    for (const { convert, milliseconds } of turns) milliseconds.push(timed(() => convert(values, KEPT)).ms);
  return turns.map(({ milliseconds }) => (LABELS / milliseconds.sort((a, b) => a - b)[TURNS >> 1]) * 1000);
}

function isSame(values, others) {
  return values.every((value, index) => value === others[index]);
}
