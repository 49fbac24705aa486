import { describe, expect, it } from 'vitest';
import { foldBoard, type Board, type Entry, type PlacedEntry } from './index.js';

const named = (name: string): string => name.padEnd(14, 'x');
const NOTE = named('note');
const V1 = named('v1');
const V2 = named('v2');

type Unstamped<T> = T extends unknown ? Omit<T, 'lamport' | 'at'> : never;
type Act = readonly [author: string, entry: Unstamped<Entry>, id?: string];

/** The board after a note of Ann's and what was said on it, in this order. */
function after(...acts: Act[]): Board {
  const note = { type: 'note', version: V1, in: 10, out: null, kind: 'feeling', weight: 'taste' } as const;
  const all: Act[] = [['ann', { ...note, text: 'colder' }, NOTE], ...acts];
  const placed = all.map(([author, entry, id], index): PlacedEntry => ({
    author,
    id: id ?? named(`act${String(index)}`),
    entry: { ...entry, lamport: index + 1, at: index },
  }));
  return foldBoard(placed);
}
const noteAfter = (...acts: Act[]) => after(...acts).notes[0];

describe('a withdrawn note', () => {
  it('is restored by its author and nobody else', () => {
    const withdrawn = ['ann', { type: 'withdraw', of: NOTE }] as const;
    expect(noteAfter(withdrawn, ['ben', { type: 'restore', of: NOTE }])?.withdrawn).toBe(true);
    expect(noteAfter(withdrawn, ['ann', { type: 'restore', of: NOTE }])?.withdrawn).toBe(false);
  });
});

describe('a reading of a note', () => {
  const READ = named('read');
  const read = ['ben', { type: 'read-as', note: NOTE, text: 'less major third' }, READ] as const;
  const states = (...acts: Act[]) => noteAfter(read, ...acts)?.reading?.state;

  it('waits for the author of the note, who confirms or corrects it', () => {
    expect(noteAfter(read)?.reading).toMatchObject({ by: 'ben', text: 'less major third' });
    expect(states()).toBe('unconfirmed');
    expect(states(['ann', { type: 'agree', of: READ }])).toBe('confirmed');
    expect(states(['ann', { type: 'reply', note: NOTE, text: 'no: thinner', corrects: READ }])).toBe(
      'corrected',
    );
  });

  it('is confirmed and corrected by nobody else', () => {
    expect(states(['cas', { type: 'agree', of: READ }])).toBe('unconfirmed');
    expect(states(['ben', { type: 'agree', of: READ }])).toBe('unconfirmed');
    expect(states(['cas', { type: 'reply', note: NOTE, text: 'no', corrects: READ }])).toBe('unconfirmed');
  });

  it('waits again once its correction is withdrawn', () => {
    const correct = ['ann', { type: 'reply', note: NOTE, text: 'no', corrects: READ }, named('no')] as const;
    expect(states(correct, ['ann', { type: 'withdraw', of: named('no') }])).toBe('unconfirmed');
  });

  it('gives way to a later one, until that is withdrawn', () => {
    const LATER = named('later');
    const later = ['cas', { type: 'read-as', note: NOTE, text: 'slower' }, LATER] as const;
    const agreed = ['ann', { type: 'agree', of: READ }] as const;
    expect(noteAfter(read, agreed, later)?.reading).toMatchObject({ by: 'cas', state: 'unconfirmed' });
    const gone = ['cas', { type: 'withdraw', of: LATER }] as const;
    expect(noteAfter(read, agreed, later, gone)?.reading).toMatchObject({ by: 'ben', state: 'confirmed' });
  });
});

describe('reactions', () => {
  it('stand once a person, until they are taken back', () => {
    const REPLY = named('reply');
    const reply = ['ben', { type: 'reply', note: NOTE, text: 'which bar?' }, REPLY] as const;
    const heart = { type: 'react', of: NOTE, sign: 'heart' } as const;
    const thumb = { type: 'react', of: REPLY, sign: 'thumbs-up' } as const;
    const note = noteAfter(
      reply,
      ['ben', heart],
      ['cas', heart],
      ['ben', heart],
      ['cas', thumb],
      ['ann', { ...thumb, type: 'unreact' }],
      ['cas', { ...heart, type: 'unreact' }],
    );
    expect(note?.reactions).toEqual([{ sign: 'heart', by: ['ben'] }]);
    expect(note?.replies[0]?.reactions).toEqual([{ sign: 'thumbs-up', by: ['cas'] }]);
  });
});

describe('people named in a note', () => {
  it('are those that its author named last', () => {
    const edit = { type: 'edit', note: NOTE, text: '@Cas colder' } as const;
    expect(noteAfter()?.mentions).toEqual([]);
    expect(noteAfter(['ann', { ...edit, mentions: ['cas'] }])?.mentions).toEqual(['cas']);
    expect(noteAfter(['ann', { ...edit, mentions: ['cas'] }], ['ann', edit])?.mentions).toEqual(['cas']);
    expect(
      noteAfter(['ann', { ...edit, mentions: ['cas'] }], ['ann', { ...edit, mentions: [] }])?.mentions,
    ).toEqual([]);
    expect(noteAfter(['ben', { ...edit, mentions: ['ben'] }])?.mentions).toEqual([]);
  });
});

describe('who has finished giving notes', () => {
  it('is said for each version by each for themselves, and can be taken back', () => {
    const { finishes } = after(
      ['ann', { type: 'finish', version: V1 }],
      ['ben', { type: 'finish', version: V1 }],
      ['ben', { type: 'finish', version: V2 }],
      ['ann', { type: 'unfinish', version: V1 }],
      ['cas', { type: 'unfinish', version: V1 }],
    );
    expect(finishes).toEqual([
      { version: V1, by: 'ben', at: 2 },
      { version: V2, by: 'ben', at: 3 },
    ]);
  });
});
