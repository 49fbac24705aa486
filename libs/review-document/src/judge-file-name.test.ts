import { describe, expect, it } from 'vitest';
import { judgeFileName } from './index.js';

const version = { cue: '2M14', number: 3 };
const cue = (said: string | null) => ({ severity: 'breach', code: 'name-cue', said, expected: '2M14' });
const number = (said: number | null) => ({ severity: 'breach', code: 'name-version', said, expected: 3 });

describe('judgeFileName', () => {
  it('asks for the cue, however it is written', () => {
    const found = (name: string) => judgeFileName(name, version, 'cue');
    expect(found('DUSK_2m14v1_alt.wav')).toEqual([]);
    expect(found('2m15v3.wav')).toEqual([cue('2m15')]);
    expect(found('final mix.wav')).toEqual([cue(null)]);
  });

  it('asks for the version where the film does', () => {
    const found = (name: string) => judgeFileName(name, version, 'cue and version');
    expect(found('2m14_v03.wav')).toEqual([]);
    expect(found('2m14v2.wav')).toEqual([number(2)]);
    expect(found('2m14.wav')).toEqual([number(null)]);
    expect(found('final.wav')).toEqual([cue(null), number(null)]);
  });
});
