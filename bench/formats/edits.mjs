import { timedAlone } from './timing.mjs';

const EVENTS = 20_000;
const NOTES = 10_000;
const REELS = 400;
const NORMAL = { num: 1, den: 1 };

/** A picture change of a long film: two cuts of so many events, and the notes carried from one to the other. */
export function editMeasurements({ conform: { conform, carryPoint }, interchange, timecode }) {
  const before = cut(EVENTS, numbers(7));
  const after = recut(before, numbers(11));
  const length = before.at(-1).record.out;
  const list = new TextEncoder().encode(editList(before, timecode));
  const timeline = { title: 'Reel 1', format: { rate: '24', dropFrame: false }, start: 0, length: 0 };
  return [
    {
      group: 'edits',
      name: 'edit lists',
      run: () => {
        const read = timedAlone(() => interchange.parseEdl(list, timeline));
        const compared = timedAlone(() => conform(before, after));
        const carried = timedAlone(() => {
          let still = 0;
          for (let note = 0; note < NOTES; note++) {
            const frame = Math.floor((note * length) / NOTES);
            if (carryPoint(compared.result, frame).fate !== 'removed') still++;
          }
          return still;
        });
        return {
          events: EVENTS,
          eventsRead: read.result.items.length,
          notes: NOTES,
          notesStillThere: carried.result,
          parseMs: read.ms,
          conformMs: compared.ms,
          carryMs: carried.ms,
        };
      },
    },
  ];
}

/** Shots of one to four seconds from a few hundred reels, one after the other. */
function cut(count, next) {
  return laidOut(
    Array.from({ length: count }, () => ({
      reel: `A${String(next(REELS)).padStart(3, '0')}`,
      sourceIn: 86_400 + next(200_000),
      frames: 24 + next(72),
    })),
  );
}

/** The same after a day in the cutting room: of ten shots one is gone, one trimmed, and new ones have come; some have moved. */
function recut(shots, next) {
  const kept = shots.flatMap(({ reel, sourceIn, record }) => {
    const frames = record.out - record.in;
    const chance = next(100);
    if (chance < 10) return [];
    if (chance < 20) return [{ reel, sourceIn: sourceIn + 6, frames: frames - 12 }];
    const shot = { reel, sourceIn, frames };
    return chance < 25 ? [shot, { reel: 'NEW', sourceIn: next(100_000), frames: 48 }] : [shot];
  });
  for (let move = 0; move < shots.length / 200; move++)
    kept.splice(next(kept.length), 0, ...kept.splice(next(kept.length), 3));
  return laidOut(kept);
}

function laidOut(pieces) {
  let at = 0;
  return pieces.map(({ reel, sourceIn, frames }) => {
    at += frames;
    const record = { in: at - frames, out: at };
    return { reel, clipName: null, black: false, sourceIn, record, speed: NORMAL };
  });
}

/** The cut as a CMX 3600 list. */
function editList(shots, { formatTimecode }) {
  const label = (frame) => formatTimecode(frame, { rate: '24', dropFrame: false });
  return [
    'TITLE: REEL 1',
    'FCM: NON-DROP FRAME',
    ...shots.map(({ reel, sourceIn, record }, index) => {
      const labels = [sourceIn, sourceIn + record.out - record.in, record.in, record.out].map(label);
      return `${String(index + 1).padStart(3, '0')}  ${reel}     V     C        ${labels.join(' ')}`;
    }),
    '',
  ].join('\r\n');
}

/** The same numbers in every run: whole ones from 0 up to a limit. */
function numbers(seed) {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}
