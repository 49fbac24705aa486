import { FRAME_RATE_NAMES, frameRate, frameToFlicks, type FrameRateName } from '@segue/timecode';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carryPoint } from './carry.js';
import { conform } from './conform.js';
import { shotsOf, type PictureEvent } from './shots-from-events.js';

const CUT = { kind: 'cut', frames: 0 } as const;
const dissolve = (frames: number) => ({ kind: 'dissolve', frames }) as const;

const event = (
  reel: string | null,
  source: number,
  record: readonly [number, number],
  more: Partial<PictureEvent> = {},
  rate: FrameRateName = '24',
): PictureEvent => ({
  reel,
  clipName: null,
  black: false,
  channel: 'V',
  transition: CUT,
  source: { in: frameToFlicks(source, rate), out: frameToFlicks(source + record[1] - record[0], rate) },
  record: { in: frameToFlicks(record[0], rate), out: frameToFlicks(record[1], rate) },
  speed: { num: 1, den: 1 },
  ...more,
});

describe('the shots of an edit list', () => {
  it('are its picture events in the order of the record, in frames', () => {
    const shots = shotsOf(
      [
        event('B003', 5000, [100, 150]),
        event('A012', 1000, [0, 100]),
        event('SND1', 0, [0, 150], { channel: 'A2' }),
        event('A012', 1000, [150, 150]),
      ],
      '24',
    );
    expect(shots.map(({ reel, sourceIn, record }) => ({ reel, sourceIn, record }))).toEqual([
      { reel: 'A012', sourceIn: 1000, record: { in: 0, out: 100 } },
      { reel: 'B003', sourceIn: 5000, record: { in: 100, out: 150 } },
    ]);
  });

  it('know no reel where the list says AX or none, and black where it says BL', () => {
    const shots = shotsOf(
      [
        event('AX', 0, [0, 10], { clipName: '34A-3' }),
        event(null, 0, [10, 20], { clipName: '34A-4' }),
        event('BL', 0, [20, 30]),
        event('X', 0, [30, 40], { black: true }),
      ],
      '24',
    );
    expect(shots.map(({ reel, clipName, black }) => ({ reel, clipName, black }))).toEqual([
      { reel: null, clipName: '34A-3', black: false },
      { reel: null, clipName: '34A-4', black: false },
      { reel: null, clipName: null, black: true },
      { reel: 'X', clipName: null, black: true },
    ]);
  });

  it('begin with a dissolve where it begins, and end with a fade to black where it ends', () => {
    const shots = shotsOf(
      [
        event('A', 0, [0, 100]),
        event('B', 500, [100, 200], { transition: dissolve(24) }),
        event('BL', 0, [200, 260], { transition: dissolve(36), black: true }),
      ],
      '24',
    );
    expect(shots.map(({ record }) => record)).toEqual([
      { in: 0, out: 100 },
      { in: 100, out: 236 },
      { in: 236, out: 260 },
    ]);
  });

  it('leave out the black that is all fade', () => {
    const fade = event('BL', 0, [100, 124], { transition: dissolve(24), black: true });
    expect(shotsOf([event('A', 0, [0, 100]), fade], '24').map(({ record }) => record)).toEqual([
      { in: 0, out: 124 },
    ]);
  });

  it('keep whole frames at every rate', () => {
    const rates = fc.constantFrom(...FRAME_RATE_NAMES);
    fc.assert(
      fc.property(rates, fc.nat(5_000_000), fc.nat(5_000_000), (rate, source, record) => {
        const [shot] = shotsOf([event('A', source, [record, record + 5], {}, rate)], rate);
        expect(shot).toMatchObject({ sourceIn: source, record: { in: record, out: record + 5 } });
      }),
    );
  });

  it('carry notes to the frame where the source counts at another rate', () => {
    // 25 frames a second under a film at 24: its frames begin inside those of the film.
    const at25 = (source: number, record: readonly [number, number]): PictureEvent => {
      const from = frameToFlicks(source, '25');
      const length = frameToFlicks(record[1] - record[0], '24');
      return { ...event('A', 0, record), source: { in: from, out: from + length } };
    };
    const trims = fc.integer({ min: 0, max: 500 });
    fc.assert(
      fc.property(fc.nat(90_000), trims, (source, trim) => {
        const before = shotsOf([at25(source, [0, 2000])], '24');
        // Editing applications take the source frame nearest to the place.
        const trimmed = source + Math.round((trim * 25) / 24);
        const after = shotsOf([at25(trimmed, [0, 1000])], '24');
        expect(carryPoint(conform(before, after), trim + 200).at).toBe(200);
      }),
    );
    expect(frameRate('25').nominal).toBe(25);
  });
});
