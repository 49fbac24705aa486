import { timed } from './timing.mjs';

/** So many labels are written and read, spread over a day. */
const LABELS = 200_000;
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
    const step = Math.floor(timecode.framesPerDay(format) / LABELS);
    const frames = Array.from({ length: LABELS }, (_, index) => index * step);
    const ours = {
      write: () => frames.map((frame) => timecode.formatTimecode(frame, format)),
      read: (labels) => labels.map((label) => timecode.parseTimecode(label, format).frame),
    };
    const peer = {
      write: () => frames.map((frame) => new Timecode(frame, peerRate, format.dropFrame).toString()),
      read: (labels) => labels.map((label) => new Timecode(label, peerRate, format.dropFrame).frameCount),
    };
    return { group: 'labels', name, run: () => besideEachOther(ours, peer) };
  });
}

function besideEachOther(ours, peer) {
  const written = timed(() => ours.write());
  const peerWritten = timed(() => peer.write());
  const read = timed(() => ours.read(written.result));
  const peerRead = timed(() => peer.read(written.result));
  return {
    peer: 'smpte-timecode',
    writtenPerSecond: perSecond(written),
    peerWrittenPerSecond: perSecond(peerWritten),
    readPerSecond: perSecond(read),
    peerReadPerSecond: perSecond(peerRead),
    same: same(written.result, peerWritten.result) && same(read.result, peerRead.result),
  };
}

function perSecond({ ms }) {
  return (LABELS / ms) * 1000;
}

function same(ours, theirs) {
  return ours.every((value, index) => value === theirs[index]);
}
