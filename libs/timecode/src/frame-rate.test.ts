import { describe, expect, it } from 'vitest';
import { FLICKS_PER_SECOND } from './flicks-per-second.js';
import { FRAME_RATE_NAMES, frameRate, mayDropFrames } from './frame-rate.js';

describe('frame rates', () => {
  it.each(FRAME_RATE_NAMES)('a frame at %s is a whole number of flicks, exactly den/num seconds', (name) => {
    const { num, den, flicksPerFrame } = frameRate(name);
    expect(BigInt(flicksPerFrame) * BigInt(num)).toBe(BigInt(FLICKS_PER_SECOND) * BigInt(den));
  });

  it.each([
    ['23.976', 24000, 1001, 24],
    ['24', 24, 1, 24],
    ['25', 25, 1, 25],
    ['29.97', 30000, 1001, 30],
    ['30', 30, 1, 30],
    ['47.952', 48000, 1001, 48],
    ['48', 48, 1, 48],
    ['50', 50, 1, 50],
    ['59.94', 60000, 1001, 60],
    ['60', 60, 1, 60],
    ['119.88', 120000, 1001, 120],
    ['120', 120, 1, 120],
  ] as const)('%s is %i/%i with %i labels a second', (name, num, den, nominal) => {
    expect(frameRate(name)).toMatchObject({ name, num, den, nominal });
  });

  it('only 29.97, 59.94 and 119.88 may drop frames', () => {
    expect(FRAME_RATE_NAMES.filter(mayDropFrames)).toEqual(['29.97', '59.94', '119.88']);
  });
});
