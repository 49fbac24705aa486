import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Shot } from './shot.js';
import { sourceKeys } from './source-key.js';

function shot(reel: string | null, clipName: string | null = null): Shot {
  return { reel, clipName, black: false, sourceIn: 0, record: { in: 0, out: 10 }, speed: { num: 1, den: 1 } };
}

/** Whether two lists of one shot each find it in the other. */
function isSame(one: string, other: string): boolean {
  const { before, after } = sourceKeys([shot(one)], [shot(other)]);
  expect(before[0] === null).toBe(after[0] === null);
  return before[0] != null && before[0] === after[0];
}

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${String(length)}}$`));
/** Shots of visual effects as houses name them. */
const effect = fc
  .tuple(fc.constantFrom('SHOT', 'SH', 'VFX_', 'ABC_', 'seq20_'), digits(3))
  .map(([house, number]) => `${house}${number}`);
const version = fc
  .tuple(
    fc.constantFrom('_v', '.v', '-V', ' v', 'v', 'V', '_ver', '_ver_', 'ver', '_VER-'),
    fc.integer({ min: 1, max: 999 }),
    fc.constantFrom(1, 2, 3),
    fc.constantFrom('', '', 'a', 'B'),
  )
  .map(([sign, number, width, letter]) => `${sign}${String(number).padStart(width, '0')}${letter}`);

describe('the versions of an effect', () => {
  it('are one source, however the version is written', () => {
    fc.assert(
      fc.property(
        effect,
        version,
        version,
        fc.constantFrom('', '_comp', '.1001.exr', '.mov'),
        (name, one, other, end) => {
          expect(isSame(`${name}${one}${end}`, `${name}${other}${end}`)).toBe(true);
          expect(isSame(`${name}${one}`, name)).toBe(true);
        },
      ),
    );
  });

  it('are one source where a list of eight letters has cut the version off, wherever it did', () => {
    const short = fc
      .tuple(fc.constantFrom('SHOT', 'SH', 'VFX', 'A_'), digits(3))
      .map(([house, number]) => `${house}${number}`);
    fc.assert(
      fc.property(
        short,
        version,
        version,
        fc.constantFrom('', '_comp', '_main_grade'),
        (name, one, other, end) => {
          const cut = `${name}${one}${end}`.slice(0, 8);
          // In a list nobody sees a space at the end of a name, nor that this one was cut off.
          fc.pre(!cut.endsWith(' '));
          expect(isSame(cut, `${name}${other}${end}`)).toBe(true);
          expect(isSame(cut, `${name}${other}${end}`.slice(0, 8))).toBe(true);
        },
      ),
    );
  });

  it('leave different shots different', () => {
    fc.assert(
      fc.property(effect, effect, version, version, (one, other, first, second) => {
        fc.pre(one.toUpperCase() !== other.toUpperCase());
        // What a list could have cut off at its eighth letter says nothing of the rest.
        fc.pre(
          one.length < 8 ||
            other.length < 8 ||
            one.slice(0, 8).toUpperCase() !== other.slice(0, 8).toUpperCase(),
        );
        expect(isSame(`${one}${first}`, `${other}${second}`)).toBe(false);
      }),
    );
  });

  it.each([
    ['SHOT010', 'SHOT011'],
    ['SHOT010v03', 'SHOT011v03'],
    ['34V2', '34V3'],
    ['DEV01', 'DEV02'],
    ['REV2', 'REV3'],
    ['SHOT_VALLEY1', 'SHOT_VALLEY2'],
    ['TAPE_VIEW01', 'TAPE_VIEW02'],
    ['MOV001', 'MOV002'],
    ['SHOT010_v03ab', 'SHOT010_v04ab'],
    ['A012C004_X', 'A012C004_Y'],
    ['v001', 'v002'],
  ])('are not what %s and %s are', (one, other) => {
    expect(isSame(one, other)).toBe(false);
  });
});
