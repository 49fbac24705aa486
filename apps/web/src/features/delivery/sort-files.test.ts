import type { CueSummary, Cut } from '@segue/protocol';
import { FLICKS_PER_SECOND, frameToFlicks } from '@segue/timecode';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doubtsOf, holdsBack, type Drop } from './file-doubts';
import { cuesIn, FILE_USES, sortFiles, stampIn, targetOf, type SortedFile } from './sort-files';

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
  newest: null,
  openNotes: 0,
  mustNotes: 0,
  signOffs: {},
  staleSenses: [],
});
const cut = (reels: Cut['reels'] = []): Cut => ({
  id: 'cut',
  filmId: 'film',
  ordinal: 1,
  name: 'V1',
  date: '2026-01-01',
  startFlicks: 0,
  reels,
  movie: null,
  editList: null,
});
const cues = [cue('one', '1m04', 0), cue('two', '2M14', 2)];
const versions = [
  { id: 'two-v1', cueId: 'two', number: 1 },
  { id: 'two-v2', cueId: 'two', number: 2 },
];
const file = (name: string, stampFlicks: number | null = null) => ({
  file: new File(['x'], name),
  stampFlicks,
});
const sorted = (...names: string[]): SortedFile[] =>
  sortFiles(
    names.map((name) => file(name)),
    cues,
    FILE_USES,
  );
const dropOf = (files: readonly SortedFile[], rest: Partial<Drop> = {}): Drop => ({
  files,
  cues,
  versions,
  targetOf: (stem) => targetOf(stem, files, versions),
  cutOf: () => cut(),
  stampOf: () => null,
  ...rest,
});
const only = (files: readonly SortedFile[]): SortedFile => {
  const [one] = files;
  if (!one || files.length !== 1) throw new Error('One file went in.');
  return one;
};
const doubts = (files: readonly SortedFile[], rest: Partial<Drop> = {}) =>
  files.map((one) => doubtsOf(one, dropOf(files, rest)));

describe('sound files that come together', () => {
  it('are sorted by what their names say, each mix before its stems', () => {
    const files = sorted(
      'final.wav',
      'R1_DX.wav',
      '2m14v3_STR.wav',
      '2m14v3_alt.wav',
      '2m14v3.wav',
      '1m4_v1 - Brass.wav',
      'Strings.wav',
    );
    expect(files.map(({ file: { name }, use, cueId }) => [name, use, cueId])).toEqual([
      ['1m4_v1 - Brass.wav', 'stem', 'one'],
      ['2m14v3.wav', 'version', 'two'],
      ['2m14v3_alt.wav', 'version', 'two'],
      ['2m14v3_STR.wav', 'stem', 'two'],
      ['Strings.wav', 'stem', null],
      ['R1_DX.wav', 'bed', null],
      ['final.wav', null, null],
    ]);
    expect(files[3]?.stem).toEqual({ kind: 'strings', name: 'STR' });
    expect(files[5]?.bed).toEqual({ kind: 'dialogue', reel: 1 });
  });

  it('are left out where the person may not deliver such files', () => {
    const uses = sortFiles([file('R1_DX.wav'), file('2m14v3.wav')], cues, ['version', 'stem']);
    expect(uses.map(({ use }) => use)).toEqual(['version', null]);
  });

  it('lose and double none, whatever their names are', () => {
    const names = fc.array(
      fc.oneof(fc.string(), fc.constantFrom('2m14v3.wav', 'R1_DX.wav', '1m04_BR.wav', 'x.wav')),
    );
    fc.assert(
      fc.property(names, (all) => {
        const files = all.map((name) => file(name));
        const out = sortFiles(files, cues, FILE_USES).map((one) => one.file);
        expect(new Set(out)).toEqual(new Set(files.map((one) => one.file)));
        expect(out).toHaveLength(all.length);
      }),
    );
  });

  it('say where their stamp lies, if that is in another cue than their name says', () => {
    const placed = cues.map((one, index) => ({ ...one, inFlicks: index * 100, outFlicks: index * 100 + 90 }));
    const at = (name: string, stamp: number, change: Partial<SortedFile> = {}) => {
      const one = { ...only(sorted(name)), ...change };
      return doubtsOf(one, dropOf([one], { cues: placed, stampOf: () => stamp }));
    };
    expect(at('1m4.wav', 89)).toEqual([]);
    expect(at('1m4.wav', 95)).toEqual([]);
    expect(at('1m4.wav', 100)).toEqual([{ what: 'stamp', said: '2M14' }]);
    expect(at('final.wav', 100)).toEqual([{ what: 'unknown' }, { what: 'stamp', said: '2M14' }]);
    expect(at('Brass.wav', 100)).toEqual([{ what: 'nowhere' }, { what: 'stamp', said: '2M14' }]);
    expect(at('Brass.wav', 100, { cueId: 'two' })).toEqual([]);
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
    expect(doubts(sorted('2m14v7.wav'))).toEqual([[{ what: 'version', said: 7, next: 3 }]]);
    expect(doubts(sorted('2m14v3.wav', '2m14v3_alt.wav'))).toEqual([[], [{ what: 'twice' }]]);
    const moved = { ...only(sorted('2m14v3.wav')), cueId: 'one' };
    expect(doubts([moved])).toEqual([
      [
        { what: 'cue', said: '2m14' },
        { what: 'version', said: 3, next: 1 },
      ],
    ]);
    expect(doubts(sorted('final.wav'))).toEqual([[{ what: 'unknown' }]]);
    expect(doubts([{ ...only(sorted('2m14v7.wav')), use: null }])).toEqual([[]]);
    expect(doubts(sorted('R2_DX.wav'), { cutOf: () => null })).toEqual([[{ what: 'noCut' }]]);
    expect(doubts(sorted('R2_DX.wav'), { cutOf: () => cut([{ number: 1, startFlicks: 0 }]) })).toEqual([
      [{ what: 'reel', said: 2 }],
    ]);
    expect(doubts(sorted('R2_DX.wav'))).toEqual([[]]);
  });
});

describe('a stem', () => {
  const target = (files: readonly SortedFile[], name: string) => {
    const stem = files.find((one) => one.file.name === name);
    const to = stem ? targetOf(stem, files, versions) : null;
    return to && ('mix' in to ? to.mix.file.name : to.version.id);
  };

  it('goes to the mix of its number in the same drop, else to the version of that number, else to the newest', () => {
    expect(target(sorted('2m14v3.wav', '2m14v3_STR.wav'), '2m14v3_STR.wav')).toBe('2m14v3.wav');
    expect(target(sorted('2m14v3.wav', '2m14_STR.wav'), '2m14_STR.wav')).toBe('2m14v3.wav');
    expect(target(sorted('2m14.wav', '2m14v3_STR.wav'), '2m14v3_STR.wav')).toBe('2m14.wav');
    expect(target(sorted('2m14v3.wav', '2m14v1_STR.wav'), '2m14v1_STR.wav')).toBe('two-v1');
    expect(target(sorted('2m14v3.wav', '2m14v9_STR.wav'), '2m14v9_STR.wav')).toBe('2m14v3.wav');
    expect(target(sorted('2m14v9_STR.wav'), '2m14v9_STR.wav')).toBe('two-v2');
    expect(target(sorted('2m14_STR.wav'), '2m14_STR.wav')).toBe('two-v2');
    expect(target(sorted('2m14v3.wav', '1m04_STR.wav'), '1m04_STR.wav')).toBeNull();
  });

  it('goes where people say, as long as that is there', () => {
    const stem = only(sorted('2m14v2_STR.wav'));
    const mix = only(sorted('2m14v3.wav'));
    const to = (stemTo: SortedFile['stemTo'], all: readonly SortedFile[]) =>
      targetOf({ ...stem, stemTo }, all, versions);
    expect(to({ versionId: 'two-v1' }, [mix])).toEqual({ version: versions[0] });
    expect(to('drop', [mix])).toEqual({ mix });
    expect(to('drop', [])).toEqual({ version: versions[1] });
    expect(to({ versionId: 'gone' }, [])).toEqual({ version: versions[1] });
  });

  it('is held back without a version to go to, and with the mix that it waits for', () => {
    expect(doubts(sorted('1m04v1_STR.wav'))).toEqual([[{ what: 'noVersion' }]]);
    expect(doubts(sorted('2m14v9_STR.wav'))).toEqual([[{ what: 'stemVersion', said: 9 }]]);
    const files = sorted('2m14v3.wav', '2m14v4.wav', '2m14v4_STR.wav');
    expect(doubts(files).map((found) => found.some(holdsBack))).toEqual([false, true, true]);
    expect(doubts(sorted('Strings.wav'))).toEqual([[{ what: 'nowhere' }]]);
  });
});
