import { describe, expect, it } from 'vitest';
import { nearestColour, rgbOf } from './rgb-colours.js';

describe('colours by value', () => {
  it.each([
    'red',
    'orange',
    'yellow',
    'green',
    'cyan',
    'blue',
    'purple',
    'magenta',
    'pink',
    'white',
    'black',
  ])('lead back to %s', (name) => {
    expect(nearestColour(rgbOf(name) ?? NaN)).toBe(name);
  });

  it('are taken to the nearest name, and unknown names to none', () => {
    expect(nearestColour(0xe01020)).toBe('red');
    expect(rgbOf('cocoa')).toBeNull();
    expect(rgbOf(null)).toBeNull();
  });
});
