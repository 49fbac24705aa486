import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSameCueNumber, parseVersionFileName } from './index.js';

describe('the name of a music file', () => {
  it.each([
    ['2m14v3_alt.wav', '2m14', 3, 'alt'],
    ['2M14_v03 mix.wav', '2M14', 3, 'mix'],
    ['1m04.aif', '1m04', null, ''],
    ['7m03alt v2.wav', '7m03alt', 2, ''],
    ['3m02s-strings.wav', '3m02s', null, 'strings'],
    ['DUSK_R2_2m14-v12_STEM_strings.wav', '2m14', 12, 'STEM strings'],
    ['/mixes/reel 2/2m14 version 4.flac', '2m14', 4, ''],
  ])('%s', (name, cue, version, rest) => {
    expect(parseVersionFileName(name)).toEqual({ cue, version, rest });
  });

  it.each(['mix final.wav', '24m.wav', 'take 2.wav', '', '.wav', '48kHz 2min14.wav'])(
    '%j names no cue',
    (name) => {
      expect(parseVersionFileName(name)).toBeNull();
    },
  );

  it('says what was put into it, however it is written', () => {
    const number = fc.tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 99 }));
    fc.assert(
      fc.property(
        number,
        fc.constantFrom('', 'A', 'alt'),
        fc.integer({ min: 1, max: 999 }),
        fc.constantFrom('v', '_v', ' V', '-v0', '.v00'),
        ([reel, music], suffix, version, before) => {
          const cue = `${String(reel)}m${String(music).padStart(2, '0')}${suffix}`;
          const read = parseVersionFileName(`FILM_${cue}${before}${String(version)}_mix.wav`);
          expect(read).toEqual({ cue, version, rest: 'mix' });
          expect(isSameCueNumber(cue.toUpperCase().replace('M', 'm'), cue)).toBe(true);
        },
      ),
    );
  });

  it('means one cue in several ways of writing', () => {
    expect(isSameCueNumber('2M14', '2m14')).toBe(true);
    expect(isSameCueNumber('1m4', '1m04')).toBe(true);
    expect(isSameCueNumber('5m21+22', '5m21/22')).toBe(true);
    expect(isSameCueNumber('1m04', '1m05')).toBe(false);
    expect(isSameCueNumber('', '')).toBe(false);
  });
});
