import { describe, expect, it } from 'vitest';
import { THEMES } from './themes';
import css from './tokens.css?raw';

type Colour = readonly [red: number, green: number, blue: number];

const GROUNDS = ['ground', 'ground-raised', 'ground-sunken', 'ground-hover', 'ground-chosen'];
const PEOPLE = Array.from({ length: 8 }, (_, index) => `person-${index + 1}`);
const MEANINGS = ['accent', 'good', 'warn', 'bad'];
const INKS = ['ink', 'ink-soft', 'ink-faint', ...MEANINGS, ...PEOPLE];
/** What words need against their ground; those who ask for contrast get the stricter rule of WCAG. */
const LEAST = { dark: 4.5, stage: 4.5, light: 4.5, contrast: 7 };
/** What is drawn needs less than words. */
const LEAST_DRAWN = 3;
/** A white page has a luminance of 1: a lit music stand is far above this. */
const BRIGHTEST_ON_STAGE = 0.4;

describe.each(THEMES)('the theme %s', (theme) => {
  const colours = coloursOf(theme);
  const colour = (name: string): Colour => {
    const found = colours.get(name);
    if (!found) throw new Error(`${theme} has no --${name}`);
    return found;
  };
  const tint = (name: string) => mixed(colour(name), 0.14, colour('ground'));

  it.each(INKS)('can be read in %s on every ground', (ink) => {
    for (const ground of GROUNDS) {
      expect(contrast(colour(ink), colour(ground)), `on ${ground}`).toBeGreaterThanOrEqual(LEAST[theme]);
    }
    expect(contrast(colour(ink), tint('accent')), 'on what is chosen').toBeGreaterThanOrEqual(LEAST[theme]);
  });

  it.each([...MEANINGS, ...PEOPLE])('can be read on %s and on a tint of it', (name) => {
    expect(contrast(colour('on-accent'), colour(name))).toBeGreaterThanOrEqual(LEAST[theme]);
    expect(contrast(colour(name), tint(name))).toBeGreaterThanOrEqual(LEAST[theme]);
  });

  it('shows waveforms', () => {
    expect(contrast(colour('wave'), colour('ground-sunken'))).toBeGreaterThanOrEqual(LEAST_DRAWN);
  });

  it('has greys without a tint around the picture', () => {
    const [red, green, blue] = colour('ground');
    expect(Math.max(red, green, blue) - Math.min(red, green, blue)).toBeLessThan(0.02);
  });
});

it('the stage stays dark', () => {
  for (const [name, shown] of coloursOf('stage')) {
    expect(luminance(shown), name).toBeLessThanOrEqual(BRIGHTEST_ON_STAGE);
  }
});

/** The colours of a theme by their names; what it does not say is that of the dark one. */
function coloursOf(theme: string): Map<string, Colour> {
  const own = new RegExp(`\\[data-theme='${theme}'\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? '';
  const colours = theme === 'dark' ? new Map<string, Colour>() : coloursOf('dark');
  for (const [, name = '', hex = ''] of own.matchAll(/--([\w-]+): #(\w+);/g)) {
    const digits = hex.length === 3 ? hex.replace(/./g, '$&$&') : hex;
    const part = (at: number) => Number.parseInt(digits.slice(at, at + 2), 16) / 255;
    colours.set(name, [part(0), part(2), part(4)]);
  }
  return colours;
}

function mixed(one: Colour, part: number, other: Colour): Colour {
  const channel = (at: 0 | 1 | 2) => one[at] * part + other[at] * (1 - part);
  return [channel(0), channel(1), channel(2)];
}

/** Relative luminance and contrast as WCAG defines them. */
function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: Colour, other: Colour): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}
