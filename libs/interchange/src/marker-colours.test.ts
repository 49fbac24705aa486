import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COLOUR_NAMES, colourOf, mixedColour, nearestIn, rgbOf } from './marker-colours.js';

const AVID = new Set('red green blue cyan magenta yellow black white'.split(' '));

describe('colours of markers', () => {
  it.each([...COLOUR_NAMES])('lead to a value and back to %s', (name) => {
    expect(colourOf(rgbOf(name) ?? NaN)).toBe(name);
  });

  it('that people have mixed stay as they are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffff }), (rgb) => {
        expect(rgbOf(mixedColour(rgb))).toBe(rgb);
        expect(rgbOf(colourOf(rgb))).toBe(rgb);
      }),
    );
  });

  it.each([
    ['pink', 'magenta'],
    ['purple', 'blue'],
    ['orange', 'red'],
    ['mint', 'green'],
    ['cream', 'white'],
    ['cyan', 'cyan'],
    ['#e01020', 'red'],
    ['#ff90c8', 'magenta'],
  ])('that an application does not have become the nearest it has: %s is %s to Avid', (colour, nearest) => {
    expect(nearestIn(AVID, colour)).toBe(nearest);
  });

  it('that nothing is like are none', () => {
    expect(nearestIn(AVID, 'sparkling')).toBeNull();
    expect(nearestIn(AVID, null)).toBeNull();
    expect(rgbOf('sparkling')).toBeNull();
    expect(rgbOf(null)).toBeNull();
  });
});
