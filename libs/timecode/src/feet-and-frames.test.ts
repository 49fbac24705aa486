import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatFeetAndFrames, parseFeetAndFrames } from './feet-and-frames.js';

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
