import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBedName, parseSoundFileName, parseStemName } from './index.js';

const stem = (cue: string | null, version: number | null, kind: string, name: string) => ({
  is: 'stem',
  cue,
  version,
  kind,
  name,
});
const mix = (cue: string, version: number | null) => ({ is: 'mix', cue, version });
const bed = (kind: string, reel: number | null = null) => ({ is: 'bed', kind, reel });

describe('the name of a sound file', () => {
  it.each([
    ['2m14v3_STRINGS.wav', stem('2m14', 3, 'strings', 'STRINGS')],
    ['1m01_v2 - Brass.wav', stem('1m01', 2, 'brass', 'Brass')],
    ['1m01v2_stem_Synths lo.wav', stem('1m01', 2, 'synths', 'Synths lo')],
    ['DUSK_R2_2m14-v12_STEM_strings.wav', stem('2m14', 12, 'strings', 'strings')],
    ['1m01v2_StringsHi2.wav', stem('1m01', 2, 'strings', 'StringsHi2')],
    ['1m01_STR.wav', stem('1m01', null, 'strings', 'STR')],
    ['1m01 v1 BR.wav', stem('1m01', 1, 'brass', 'BR')],
    ['1m01v1-WW.aif', stem('1m01', 1, 'woodwinds', 'WW')],
    ['1m01v1_PERC.flac', stem('1m01', 1, 'percussion', 'PERC')],
    ['1m01v1_CHR.wav', stem('1m01', 1, 'choir', 'CHR')],
    ['1m01v1_KYS.wav', stem('1m01', 1, 'keys', 'KYS')],
    ['1m01v1_GTR.wav', stem('1m01', 1, 'guitars', 'GTR')],
    ['1m01v1_SYN.wav', stem('1m01', 1, 'synths', 'SYN')],
    ['1m01v1_DRM.wav', stem('1m01', 1, 'drums', 'DRM')],
    ['1m01v1_Solo cello.wav', stem('1m01', 1, 'solo', 'Solo cello')],
    ['1m01v1_stem_Harp.wav', stem('1m01', 1, 'other', 'Harp')],
    ['1m01v1_stem.wav', stem('1m01', 1, 'other', 'stem')],
    ['Strings.wav', stem(null, null, 'strings', 'Strings')],
    ['1m01v2/Strings.wav', stem('1m01', 2, 'strings', 'Strings')],
    ['Reel 1/1m01 v2/Stems/Harp.wav', stem('1m01', 2, 'other', 'Harp')],
    ['1m01v2/1m01_Brass.wav', stem('1m01', 2, 'brass', 'Brass')],
    ['1m02v2/1m01_Brass.wav', stem('1m01', null, 'brass', 'Brass')],
    ['2m14v3_alt.wav', mix('2m14', 3)],
    ['2M14_v03 mix.wav', mix('2M14', 3)],
    ['2m14v3 mix more brass.wav', mix('2m14', 3)],
    ['2m14v3 no choir.wav', mix('2m14', 3)],
    ['2m14v3_temp.wav', mix('2m14', 3)],
    ['1m01v2/final.wav', mix('1m01', 2)],
    ['R1_DX.wav', bed('dialogue', 1)],
    ['Reel 2 FX.wav', bed('effects', 2)],
    ['LongWay_R3_MX_temp.wav', bed('temp', 3)],
    ['Dialogue.wav', bed('dialogue')],
    ['R04-PROD.wav', bed('production', 4)],
    ['prod dia.wav', bed('dialogue')],
    ['TEMP_FX.wav', bed('effects')],
    ['Turnover/Reel 3/DIAL.wav', bed('dialogue', 3)],
    ['Foley_r12.wav', bed('effects', 12)],
  ])('%s', (name, said) => {
    expect(parseSoundFileName(name)).toEqual(said);
  });

  it.each(['final final.wav', 'Stranger 2.wav', '', '.wav', '/', 'fxdx.wav', 'R1.wav'])(
    '%j says nothing',
    (name) => {
      expect(parseSoundFileName(name)).toBeNull();
    },
  );

  it('says the part that was put into it, however it is written', () => {
    const words = { strings: 'STR', brass: 'Brass', woodwinds: 'ww', drums: 'Drums2', synths: 'Synths lo' };
    fc.assert(
      fc.property(
        fc.tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 99 })),
        fc.integer({ min: 1, max: 999 }),
        fc.constantFrom(...Object.entries(words)),
        fc.constantFrom('_', ' - ', '.', '_stem_', ' STEM '),
        fc.constantFrom('', 'FILM_', 'R1 '),
        fc.constantFrom('wav', 'flac', 'opus'),
        ([reel, music], version, [kind, name], between, before, ending) => {
          const cue = `${String(reel)}m${String(music)}`;
          const path = `${before}${cue}v${String(version)}${between}${name}.${ending}`;
          expect(parseSoundFileName(path)).toEqual(stem(cue, version, kind, name));
        },
      ),
    );
  });

  it('may be anything at all, and a stem always has a name that can be kept', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        parseSoundFileName(name);
        parseBedName(name);
        expect(parseStemName(name).name.length).toBeLessThanOrEqual(80);
        if (/[a-z0-9]/i.test(name.replace(/^.*[/\\]/s, '').replace(/\.[a-z0-9]{1,5}$/i, '')))
          expect(parseStemName(name).name.trim()).not.toBe('');
      }),
    );
  });
});
