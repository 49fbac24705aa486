import { FLICKS_PER_SECOND } from '@segue/timecode';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal, fineFlicks, fineSeconds, nearest, nearestFlick, secondsText } from './exact-seconds.js';

describe('exact seconds', () => {
  it('are taken from the digits of a text', () => {
    expect(decimal('-12.50')).toEqual({ num: -1250n, den: 100n });
    expect(decimal('1.5e-7')).toEqual({ num: 15n, den: 10n ** 8n });
    expect(decimal('2E3')).toEqual({ num: 2000n, den: 1n });
    expect(['', '.', '1e', '1,5', 'NaN', '0x10', '9'.repeat(41)].map(decimal)).toEqual(Array(7).fill(null));
  });

  it('add up to whole flicks though their parts are none', () => {
    const part = fineSeconds({ num: 1n, den: 1536000n });
    let sum = fineFlicks(5);
    for (let count = 0; count < 1536; count++) sum += part;
    expect(nearestFlick(sum)).toBe(5 + FLICKS_PER_SECOND / 1000);
  });

  it('are written so that the flick can be told again', () => {
    expect(secondsText(FLICKS_PER_SECOND / 3)).toBe('0.333333333333333');
    fc.assert(
      fc.property(fc.maxSafeNat(), (flicks) => {
        const read = decimal(secondsText(flicks));
        expect(read && nearestFlick(fineSeconds(read))).toBe(flicks);
      }),
    );
  });

  it('say when they are out of reach', () => {
    expect(nearestFlick(fineSeconds({ num: 10n ** 9n, den: 1n }))).toBeNull();
  });

  it('are rounded to the nearest, also below zero', () => {
    expect([-3n, -2n, -1n, 1n, 2n, 3n].map((value) => nearest(value, 2n))).toEqual([
      -1n,
      -1n,
      0n,
      1n,
      1n,
      2n,
    ]);
  });
});
