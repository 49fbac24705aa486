import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frameToFlicks } from './flicks.js';
import { FRAME_RATE_NAMES, frameRate, mayDropFrames, type TimecodeFormat } from './frame-rate.js';
import { formatOffset, formatTimecode, framesPerDay } from './timecode.js';
import { parseOffset, parseTimecode, parseTimecodeTolerant } from './timecode-entry.js';

const FILM: TimecodeFormat = { rate: '24', dropFrame: false };
const NTSC: TimecodeFormat = { rate: '23.976', dropFrame: false };
const DROP_30: TimecodeFormat = { rate: '29.97', dropFrame: true };
const DROP_60: TimecodeFormat = { rate: '59.94', dropFrame: true };
const HIGH: TimecodeFormat = { rate: '120', dropFrame: false };
const DROP_120: TimecodeFormat = { rate: '119.88', dropFrame: true };

const aFormat = fc
  .record({ rate: fc.constantFrom(...FRAME_RATE_NAMES), dropFrame: fc.boolean() })
  .filter(({ rate, dropFrame }) => !dropFrame || mayDropFrames(rate));

/** 01:04:12:03 at 24. */
const FRAME = ((1 * 60 + 4) * 60 + 12) * 24 + 3;

describe('parseTimecode', () => {
  it('reads a full label', () => {
    expect(parseTimecode('01:04:12:03', FILM)).toEqual({ frame: FRAME });
  });

  it.each([';', '.', ','])('accepts %s before the frames in drop frame', (separator) => {
    expect(parseTimecode(`00:01:00${separator}02`, DROP_30)).toEqual({ frame: 1800 });
  });

  it('never takes a drop-frame label for a non-drop one, or the other way round', () => {
    expect(parseTimecode('01:00:00:00', DROP_30)).toEqual({
      problem: 'This timecode counts in drop frame: write ; before the frames, like 01:04:12;03.',
    });
    expect(parseTimecode('01:00:00;00', FILM)).toEqual({
      problem: 'This timecode does not drop frames: write : before the frames, like 01:04:12:03.',
    });
  });

  it.each([
    '',
    '1:04:12:03',
    '04:12:03',
    '01041203',
    ' 01:04:12:03',
    '01:04:12:03\n',
    '-01:04:12:03',
    '01;04;12;03',
    '01:04:12:003',
    '01:04:12 03',
    '01:04:1２:03',
  ])('wants the full form, not %j', (text) => {
    expect(parseTimecode(text, FILM)).toEqual({ problem: 'Write the timecode in full, like 01:04:12:03.' });
  });

  it.each([
    ['24:00:00:00', 'Hours go from 00 to 23, not 24.'],
    ['00:60:00:00', 'Minutes go from 00 to 59, not 60.'],
    ['00:00:60:00', 'Seconds go from 00 to 59, not 60.'],
    ['00:00:00:24', 'Frames go from 00 to 23 at 23.976, not 24.'],
  ])('says which field of %s is out of range', (text, problem) => {
    expect(parseTimecode(text, NTSC)).toEqual({ problem });
  });

  it('offers the next label for one that drop frame skips', () => {
    const problem = 'Drop frame skips this label. The next one is 00:01:00;02.';
    expect(parseTimecode('00:01:00;00', DROP_30)).toEqual({ problem, nextValidFrame: 1800 });
    expect(parseTimecode('00:01:00;01', DROP_30)).toEqual({ problem, nextValidFrame: 1800 });
    expect(parseTimecode('00:01:00;03', DROP_60)).toEqual({
      problem: 'Drop frame skips this label. The next one is 00:01:00;04.',
      nextValidFrame: 3600,
    });
    expect(parseTimecode('00:10:00;00', DROP_30)).toEqual({ frame: 17_982 });
    expect(parseTimecode('00:01:00;007', DROP_120)).toEqual({
      problem: 'Drop frame skips this label. The next one is 00:01:00;008.',
      nextValidFrame: 7200,
    });
  });

  it('takes frames of two digits and of three at 119.88 and 120', () => {
    expect(parseTimecode('00:00:01:007', HIGH)).toEqual({ frame: 127 });
    expect(parseTimecode('00:00:01:07', HIGH)).toEqual({ frame: 127 });
    expect(parseTimecode('00:01:00;08', DROP_120)).toEqual({ frame: 7200 });
    expect(parseTimecode('00:01:00.08', DROP_120)).toEqual({ frame: 7200 });
    expect(parseTimecode('00:00:01:120', HIGH)).toEqual({
      problem: 'Frames go from 000 to 119 at 120, not 120.',
    });
    // Three digits behind a point would be milliseconds.
    expect(parseTimecode('00:01:00.008', DROP_120)).toEqual({
      problem: 'Write the timecode in full, like 01:04:12;003.',
    });
  });
});

describe('parseTimecodeTolerant', () => {
  it.each([
    ['01:04:12:03', FRAME],
    ['  1:4:12:3 ', FRAME],
    ['01.04.12.03', FRAME],
    ['01,04,12,03', FRAME],
    ['01 04 12 03', FRAME],
    ['01:04:12;03', FRAME],
    ['01;04;12;03', FRAME],
    ['10412 03', FRAME],
    ['01041203', FRAME],
    ['1041203', FRAME],
    ['4:12:03', (4 * 60 + 12) * 24 + 3],
    ['12:03', 12 * 24 + 3],
    ['12.03', 12 * 24 + 3],
    ['1203', 12 * 24 + 3],
    ['3', 3],
    ['0', 0],
    ['1.', 24],
    ['10:', 240],
    ['1:2:', 62 * 24],
    ['1..', 60 * 24],
    ['1...', 3600 * 24],
    ['10412.', FRAME - 3],
    ['01:04:12;', FRAME - 3],
  ])('reads %j', (text, frame) => {
    expect(parseTimecodeTolerant(text, FILM)).toEqual({ frame });
  });

  it('counts the way the film counts, whichever separator was typed', () => {
    expect(parseTimecodeTolerant('1:00:02', DROP_30)).toEqual({ frame: 1800 });
    expect(parseTimecodeTolerant('1:00:00', DROP_30)).toEqual({
      problem: 'Drop frame skips this label. The next one is 00:01:00;02.',
      nextValidFrame: 1800,
    });
  });

  it.each([
    '',
    ' ',
    'abc',
    ':',
    '.',
    '1....',
    ':12',
    '1::2',
    '1 041203',
    '123456789',
    '1:2:3:4:5',
    '12:003',
    '-3',
    '1e3',
    '１２:03',
  ])('does not guess at %j', (text) => {
    expect(parseTimecodeTolerant(text, FILM)).toEqual({
      problem: 'This is not a timecode. Write it like 01:04:12:03.',
    });
  });

  it.each(['01041203 05', '01041203.', '1:2:3:4.', '104 12 03 05.'])(
    'says of %j that it has too many fields',
    (text) => {
      expect(parseTimecodeTolerant(text, FILM)).toEqual({
        problem: 'That is more than hours, minutes, seconds and frames. Write it like 01:04:12:03.',
      });
    },
  );

  it('takes what stands before three more fields for the hours', () => {
    expect(parseTimecodeTolerant('101:00:00:00', FILM)).toEqual({
      problem: 'Hours go from 00 to 23, not 101.',
    });
  });

  it.each([
    ['3', 3],
    ['119', 119],
    ['1003', 123],
    ['1:3', 123],
    ['1:003', 123],
    ['1 119', 239],
    ['1.', 120],
    ['12.', 1440],
    ['010412003', (3600 + 4 * 60 + 12) * 120 + 3],
    ['1.500', 180],
  ])('counts frames of three digits at 120: %j', (text, frame) => {
    expect(parseTimecodeTolerant(text, HIGH)).toEqual({ frame });
  });

  it('says which frames there are at 120', () => {
    expect(parseTimecodeTolerant('1203', HIGH)).toEqual({
      problem: 'Frames go from 000 to 119 at 120, not 203.',
    });
  });

  it.each([
    ['00:00:01.000', FILM, 24],
    ['00:00:01.001', NTSC, 24],
    ['1:04:12.125', FILM, FRAME],
    ['4:12.125', FILM, (4 * 60 + 12) * 24 + 3],
    ['12,125', FILM, 12 * 24 + 3],
    // An hour of the clock is 3.6 s more than an hour of labels at 23.976.
    ['01:00:03.600', NTSC, 3600 * 24],
    ['01:00:00.000', DROP_30, 107_892],
  ])('takes %s as clock time', (text, format, frame) => {
    expect(parseTimecodeTolerant(text, format)).toEqual({ frame });
  });

  it('refuses clock times that are none, or after the last label of the day', () => {
    expect(parseTimecodeTolerant('00:75:00.000', FILM)).toEqual({
      problem: 'Minutes go from 00 to 59, not 75.',
    });
    expect(parseTimecodeTolerant('23:59:59.999', FILM)).toEqual({
      problem: 'That is after the last frame of the day, 23:59:59:23.',
    });
  });

  it('recovers every frame from its clock time in milliseconds, rounded or cut off', () => {
    fc.assert(
      fc.property(aFormat, fc.nat(), fc.constantFrom(Math.round, Math.floor), (format, number, toWhole) => {
        const frame = number % (framesPerDay(format) - 1);
        const { num, den } = frameRate(format.rate);
        const milliseconds = toWhole((frame * 1000 * den) / num);
        fc.pre(milliseconds < 86_400_000);
        const clock = new Date(milliseconds).toISOString().slice(11, 23);
        expect(parseTimecodeTolerant(clock, format)).toEqual({ frame });
      }),
    );
  });

  it('agrees with the strict reading of every label', () => {
    fc.assert(
      fc.property(aFormat, fc.nat(), (format, number) => {
        const label = formatTimecode(number, format);
        expect(parseTimecodeTolerant(label, format)).toEqual(parseTimecode(label, format));
        expect(parseTimecodeTolerant(label.replace(/\D/g, ''), format)).toEqual(parseTimecode(label, format));
      }),
    );
  });

  it('answers any text with a frame of the day or a problem', () => {
    const typed = fc.stringMatching(/^[\d:;., ]{0,16}$/);
    fc.assert(
      fc.property(aFormat, fc.oneof(typed, fc.string()), (format, text) => {
        for (const result of [parseTimecode(text, format), parseTimecodeTolerant(text, format)]) {
          if ('frame' in result) {
            expect(result.frame).toBeGreaterThanOrEqual(0);
            expect(result.frame).toBeLessThan(framesPerDay(format));
            expect(() => frameToFlicks(result.frame, format.rate)).not.toThrow();
          } else {
            expect(result.problem).toMatch(/\.$/);
          }
        }
      }),
    );
  });
});

describe('parseOffset', () => {
  it.each([
    ['+12', 12],
    ['-12', -12],
    ['−12', -12],
    ['- 12', -12],
    ['12', 12],
    ['-0', 0],
    ['-1.', -24],
    ['+1:', 24],
    ['+1..', 60 * 24],
    ['+1:00:00', 60 * 24],
    ['+100', 24],
    ['+90', 90],
    ['+90.', 90 * 24],
    ['-75:00', -75 * 24],
    ['+10412 03', FRAME],
    ['+01:04:12:03', FRAME],
    ['-25:00:00:00', -25 * 3600 * 24],
    ['+1.500', 36],
    ['+75.000', 75 * 24],
    ['-1:00.500', -60 * 24 - 12],
  ])('reads %j', (text, frames) => {
    expect(parseOffset(text, FILM)).toEqual({ frames });
  });

  it('takes a label that drop frame skips for the length that it is', () => {
    expect(parseOffset('+1:00:00', DROP_30)).toEqual({ frames: 1800 });
    expect(parseOffset('+1:00;02', DROP_30)).toEqual({ frames: 1800 });
    expect(parseOffset('+10:00:00', DROP_30)).toEqual({ frames: 17_982 });
    expect(parseOffset('+60:00', DROP_30)).toEqual({ frames: 1800 });
  });

  it.each([
    ['+', 'This is not a timecode. Write it like 01:04:12:03.'],
    ['++1', 'This is not a timecode. Write it like 01:04:12:03.'],
    ['+1:60:00', 'Seconds go from 00 to 59, not 60.'],
    ['+1:24', 'Frames go from 00 to 23 at 24, not 24.'],
    ['+1:00:75.000', 'Seconds go from 00 to 59, not 75.'],
  ])('says what is wrong with %j', (text, problem) => {
    expect(parseOffset(text, FILM)).toEqual({ problem });
  });

  it('reads every offset as it was written', () => {
    fc.assert(
      fc.property(aFormat, fc.integer({ min: -1e9, max: 1e9 }), (format, frames) => {
        expect(parseOffset(formatOffset(frames, format), format)).toEqual({ frames });
      }),
    );
  });

  it('answers any text with whole frames or a problem', () => {
    const typed = fc.stringMatching(/^[+-]?[\d:;., ]{0,16}$/);
    fc.assert(
      fc.property(aFormat, fc.oneof(typed, fc.string()), (format, text) => {
        const offset = parseOffset(text, format);
        if ('frames' in offset) expect(Number.isSafeInteger(offset.frames)).toBe(true);
        else expect(offset.problem).toMatch(/\.$/);
      }),
    );
  });
});
