import type { CueSummary } from '@segue/protocol';
import { describe, expect, it } from 'vitest';
import { doubtsOf, sortFiles } from './sort-files';

const cue = (id: string, number: string, versions: number): CueSummary => ({
  id,
  filmId: 'film',
  number,
  title: '',
  kind: 'score',
  inFlicks: null,
  outFlicks: null,
  cutId: null,
  sessionStartFlicks: null,
  versions,
  openNotes: 0,
  mustNotes: 0,
  signOffs: {},
  staleSenses: [],
});
const cues = [cue('one', '1m04', 0), cue('two', '2M14', 2)];
const file = (name: string) => new File(['x'], name);

describe('music files that come together', () => {
  it('go to the cues that their names say', () => {
    const sorted = sortFiles([file('2m14v3_alt.wav'), file('1m4.wav'), file('final.wav')], cues);
    expect(sorted.map(({ cueId }) => cueId)).toEqual(['two', 'one', null]);
    expect(sorted.map((one) => doubtsOf(one, sorted, cues))).toEqual([[], [], [{ what: 'nowhere' }]]);
  });

  it('say what does not fit', () => {
    const [late, again] = sortFiles([file('2m14v7.wav'), file('2m14v3.wav')], cues);
    if (!late || !again) throw new Error('Two files went in.');
    expect(doubtsOf(late, [late, again], cues)).toEqual([{ what: 'version', said: 7, next: 3 }]);
    expect(doubtsOf(again, [late, again], cues)).toEqual([{ what: 'twice' }]);
    expect(doubtsOf({ ...again, cueId: 'one' }, [again], cues)).toEqual([
      { what: 'cue', said: '2m14' },
      { what: 'version', said: 3, next: 1 },
      { what: 'twice' },
    ]);
  });
});
