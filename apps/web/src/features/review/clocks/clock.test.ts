import { frameRate, frameToFlicks, parseOffset, type TimecodeFormat } from '@segue/timecode';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockAfter, CLOCKS, isSet, readClock, shownClock, type ClockFace } from './clock';

const FORMAT: TimecodeFormat = { rate: '24', dropFrame: false };
/** So many frames after 01:00:00:00. */
const at = (frames: number): number => frameToFlicks(24 * 3600 + frames, '24');
/** 120 beats per minute in 3/4 from 01:00:10:00 on: a bar takes 36 frames. */
const tempo = {
  startFlicks: at(240),
  ppq: 480,
  tempos: [{ tick: 0, microsecondsPerQuarter: 500_000 }],
  meters: [{ tick: 0, numerator: 3, denominator: 4 }],
};
const BARE: ClockFace = {
  format: FORMAT,
  cueIn: null,
  tempo: null,
  sessionStart: null,
  feetStart: at(0),
  feetCount: 'timecode',
};
const FULL: ClockFace = { ...BARE, cueIn: at(240), tempo, sessionStart: at(120) };

const readings = (frames: number, face: ClockFace): string[] =>
  CLOCKS.map((clock) => readClock(clock, at(frames), face));

describe('the clocks', () => {
  it('read one position in five ways', () => {
    expect(readings(240 + 36 * 6 + 12, FULL)).toEqual([
      '01:00:19:12',
      '00:00:09:12',
      '7|2|000',
      '00:00:14:12',
      '29+04',
    ]);
  });

  it('count backwards before what they count from, but for bars', () => {
    expect(readings(119, FULL)).toEqual(['01:00:04:23', '-00:00:05:01', '–', '-00:00:00:01', '7+07']);
    expect(readClock('feet', at(-1), FULL)).toBe('-0+01');
  });

  it('show a dash where nobody has said what they count from', () => {
    expect(readings(0, BARE)).toEqual(['01:00:00:00', '–', '–', '–', '0+00']);
    expect(CLOCKS.filter((clock) => isSet(clock, BARE))).toEqual(['picture', 'feet']);
    expect(CLOCKS.filter((clock) => isSet(clock, FULL))).toEqual([...CLOCKS]);
  });

  it('count feet at a rate of their own', () => {
    const pal: ClockFace = { ...BARE, format: { rate: '25', dropFrame: false }, feetStart: 0 };
    const minute = frameToFlicks(25 * 60, '25');
    expect(readClock('feet', minute, pal)).toBe('93+12');
    expect(readClock('feet', minute, { ...pal, feetCount: '24' })).toBe('90+00');
  });

  it('say the position of the DAW session in frames that the film has, in drop frame too', () => {
    const format: TimecodeFormat = { rate: '29.97', dropFrame: true };
    const face: ClockFace = { ...BARE, format, sessionStart: 0 };
    expect(readClock('session', frameToFlicks(1800, '29.97'), face)).toBe('00:01:00;02');
  });

  it('never stand between two frames: within a frame all show the same', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 200_000 }),
        fc.integer({ min: 0, max: frameRate('24').flicksPerFrame - 1 }),
        fc.integer({ min: 0, max: 200_000 }),
        (frame, rest, start) => {
          const face: ClockFace = {
            ...FULL,
            cueIn: frameToFlicks(start, '24'),
            sessionStart: frameToFlicks(start, '24'),
            feetStart: 0,
          };
          const begins = frameToFlicks(frame, '24');
          for (const clock of ['picture', 'cue', 'session', 'feet'] as const)
            expect(readClock(clock, begins + rest, face)).toBe(readClock(clock, begins, face));
          expect(parseOffset(readClock('cue', begins, face), FORMAT)).toEqual({ frames: frame - start });
        },
      ),
    );
  });

  it('make way for the timecode where they count nothing', () => {
    expect(CLOCKS.map((clock) => shownClock(clock, BARE))).toEqual([
      'picture',
      'picture',
      'picture',
      'picture',
      'feet',
    ]);
    expect(CLOCKS.map((clock) => shownClock(clock, FULL))).toEqual([...CLOCKS]);
  });

  it('take turns, those that count nothing left out', () => {
    expect(clockAfter('picture', FULL)).toBe('cue');
    expect(clockAfter('feet', FULL)).toBe('picture');
    expect(clockAfter('picture', BARE)).toBe('feet');
    expect(clockAfter('feet', BARE)).toBe('picture');
    expect(clockAfter('bars', BARE)).toBe('feet');
  });
});
