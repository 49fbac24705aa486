import type { CueSummary } from '@segue/protocol';
import { FLICKS_PER_SECOND, frameToFlicks } from '@segue/timecode';
import { describe, expect, it } from 'vitest';
import { cuesIn, doubtsOf, sortFiles, stampIn } from './sort-files';

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
const file = (name: string, stampFlicks: number | null = null) => ({
  file: new File(['x'], name),
  stampFlicks,
});

describe('music files that come together', () => {
  it('go to the cues that their names say', () => {
    const sorted = sortFiles([file('2m14v3_alt.wav'), file('1m4.wav'), file('final.wav')], cues);
    expect(sorted.map(({ cueId }) => cueId)).toEqual(['two', 'one', null]);
    expect(sorted.map((one) => doubtsOf(one, sorted, cues, null))).toEqual([[], [], [{ what: 'nowhere' }]]);
  });

  it('say where their stamp lies, if that is in another cue than their name says', () => {
    const placed = cues.map((one, index) => ({ ...one, inFlicks: index * 100, outFlicks: index * 100 + 90 }));
    const [first, lost] = sortFiles([file('1m4.wav'), file('final.wav')], placed);
    if (!first || !lost) throw new Error('Two files went in.');
    expect(doubtsOf(first, [first], placed, 89)).toEqual([]);
    expect(doubtsOf(first, [first], placed, 95)).toEqual([]);
    expect(doubtsOf(first, [first], placed, 100)).toEqual([{ what: 'stamp', said: '2M14' }]);
    expect(doubtsOf(lost, [lost], placed, 100)).toEqual([
      { what: 'nowhere' },
      { what: 'stamp', said: '2M14' },
    ]);
    expect(doubtsOf({ ...lost, cueId: 'two' }, [lost], placed, 100)).not.toContainEqual(
      expect.objectContaining({ what: 'stamp' }),
    );
  });

  it('have a stamp only where it lies in the picture', () => {
    const film = { startFlicks: 1000 };
    const stampAt = (stampFlicks: number | null) => stampIn({ stampFlicks }, film, null);
    expect([stampAt(null), stampAt(0), stampAt(999)]).toEqual([null, null, null]);
    expect([stampAt(1000), stampAt(5000)]).toEqual([1000, 5000]);
    expect(stampAt(1000 + 12 * 3600 * FLICKS_PER_SECOND)).toBeNull();
  });

  it('meet the cues where these stand in the cut that the music was written to', () => {
    const into = {
      cutId: 'V2',
      firstCutId: 'V1',
      rate: '24' as const,
      changes: new Map([
        [
          'V1',
          {
            before: { in: 0, out: 100 },
            after: { in: 0, out: 110 },
            blocks: [{ before: { in: 0, out: 100 }, after: { in: 10, out: 110 }, retimed: false }],
            removed: [],
            added: [{ in: 0, out: 10 }],
          },
        ],
      ]),
    };
    const at = (frame: number) => frameToFlicks(frame, '24');
    const [first, second] = cuesIn(into, [
      { ...cue('one', '1m04', 0), inFlicks: at(20), outFlicks: at(50) },
      cue('two', '2M14', 2),
    ]);
    expect(first).toMatchObject({ inFlicks: at(30), outFlicks: at(60) });
    expect(second?.inFlicks).toBeNull();
  });

  it('say what does not fit', () => {
    const [late, again] = sortFiles([file('2m14v7.wav'), file('2m14v3.wav')], cues);
    if (!late || !again) throw new Error('Two files went in.');
    expect(doubtsOf(late, [late, again], cues, null)).toEqual([{ what: 'version', said: 7, next: 3 }]);
    expect(doubtsOf(again, [late, again], cues, null)).toEqual([{ what: 'twice' }]);
    expect(doubtsOf({ ...again, cueId: 'one' }, [again], cues, null)).toEqual([
      { what: 'cue', said: '2m14' },
      { what: 'version', said: 3, next: 1 },
      { what: 'twice' },
    ]);
  });
});
