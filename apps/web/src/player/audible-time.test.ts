import { describe, expect, it } from 'vitest';
import { heardBy } from './audible-time';

describe('what is heard', () => {
  it('is what the device played at its stamp, and what it played since', () => {
    expect(heardBy({ contextTime: 9.9, performanceTime: 1000 }, 10, 1000)).toBe(9.9);
    expect(heardBy({ contextTime: 9.9, performanceTime: 1000 }, 10, 1040)).toBeCloseTo(9.94, 12);
  });

  it('is not known before the device played, ahead of what was computed, or by a stamp of another time', () => {
    expect(heardBy({ contextTime: 0, performanceTime: 0 }, 10, 1000)).toBe(null);
    expect(heardBy({}, 10, 1000)).toBe(null);
    expect(heardBy({ contextTime: 9.99, performanceTime: 1000 }, 10, 1020)).toBe(null);
    expect(heardBy({ contextTime: 2, performanceTime: 1000 }, 10, 1020)).toBe(null);
  });
});
