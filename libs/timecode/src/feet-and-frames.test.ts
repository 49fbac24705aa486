import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FLICKS_PER_SECOND } from './flicks-per-second.js';
import {
  FOOTAGE_COUNTS,
  formatFeetAndFrames,
  formatFootage,
  parseFeetAndFrames,
  parseFootage,
} from './feet-and-frames.js';
import { frameToFlicks } from './flicks.js';
import { FRAME_RATE_NAMES } from './frame-rate.js';

describe('feet and frames', () => {
  it.each([
    [0, '0+00'],
    [15, '0+15'],
    [16, '1+00'],
    [1683, '105+03'],
    [-1, '-0+01'],
    [-17, '-1+01'],
  ])('%i frames are %s', (frames, text) => {
    expect(formatFeetAndFrames(frames)).toBe(text);
  });

  it('come back as they were written', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10_000_000, max: 10_000_000 }), (frames) => {
        expect(parseFeetAndFrames(formatFeetAndFrames(frames))).toEqual({ frames });
      }),
    );
  });

  it('are read as tools write them, and refused in words', () => {
    expect(parseFeetAndFrames(' 105+3.25 ')).toEqual({ frames: 1683 });
    expect(parseFeetAndFrames('105+16')).toEqual({ problem: 'A foot has frames 00 to 15, not 16.' });
    expect(parseFeetAndFrames('105')).toEqual({ problem: 'Write feet and frames like 105+03.' });
  });
});

describe('the footage of a position', () => {
  // 90 feet are a minute of film at 24.
  it.each([
    ['24', 'timecode', 60, '90+00'],
    ['25', 'timecode', 60, '93+12'],
    ['25', '24', 60, '90+00'],
    ['29.97', '24', 60, '90+00'],
    ['23.976', 'timecode', 60, '89+14'],
    ['23.976', '24', 60, '90+00'],
    ['24', '23.976', 60, '89+14'],
    ['24', '25', 60, '93+12'],
    ['24', 'timecode', -60, '-90+00'],
  ] as const)('in picture at %s, counting %s, after %i s is %s', (rate, count, seconds, footage) => {
    expect(formatFootage(seconds * FLICKS_PER_SECOND, rate, count)).toBe(footage);
  });

  it('counts the frames of the timecode unless told otherwise', () => {
    expect(formatFootage(frameToFlicks(1683, '29.97'), '29.97')).toBe('105+03');
    expect(parseFootage('105+03', '29.97')).toEqual({ flicks: frameToFlicks(1683, '29.97') });
  });

  it('belongs to the whole frame: the flick before it is in the frame before', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -2_000_000, max: 2_000_000 }),
        fc.constantFrom(...FRAME_RATE_NAMES),
        fc.constantFrom(...FOOTAGE_COUNTS),
        (frames, rate, count) => {
          const parsed = parseFootage(formatFeetAndFrames(frames), rate, count);
          if ('problem' in parsed) throw new Error(parsed.problem);
          expect(formatFootage(parsed.flicks, rate, count)).toBe(formatFeetAndFrames(frames));
          expect(formatFootage(parsed.flicks - 1, rate, count)).toBe(formatFeetAndFrames(frames - 1));
        },
      ),
    );
  });

  it('is refused in words', () => {
    expect(parseFootage('12', '24')).toEqual({ problem: 'Write feet and frames like 105+03.' });
    expect(parseFootage('99999999+00', '24')).toEqual({ problem: 'That is more film than can be counted.' });
  });
});
