import { foldBoard, type Entry } from '@segue/review-document';
import { describe, expect, it } from 'vitest';
import { authorsOf, EVERYTHING, filterNotes, hiddenCount, neighbour } from './note-filter';

const id = (name: string): string => name.padEnd(14, 'x');
let lamport = 0;
const placed = (author: string, name: string, entry: Partial<Entry> & { type: Entry['type'] }) => ({
  author,
  id: id(name),
  entry: { lamport: ++lamport, at: 0, ...entry } as Entry,
});
const note = (author: string, name: string, at: number, more: object = {}) =>
  placed(author, name, {
    type: 'note',
    version: id('v1'),
    in: at,
    out: null,
    kind: 'mix',
    weight: 'must',
    text: 'x',
    ...more,
  });

const board = foldBoard([
  note('ann', 'a', 100),
  note('ben', 'b', 200, { kind: 'timing', version: id('v2') }),
  note('ann', 'c', 200),
  note('ann', 'gone', 300),
  note('ann', 'thread', 400),
  placed('ben', 'reply', { type: 'reply', note: id('thread'), text: 'yes' }),
  placed('ann', 'w1', { type: 'withdraw', of: id('gone') }),
  placed('ann', 'w2', { type: 'withdraw', of: id('thread') }),
  placed('ben', 'r1', { type: 'resolve', note: id('a') }),
]);
const names = (notes: readonly { id: string }[]) => notes.map((one) => one.id.replace(/x+$/, ''));

describe('the filters', () => {
  it('leave out what was withdrawn, but not a thread that others wrote in', () => {
    expect(names(filterNotes(board, EVERYTHING))).toEqual(['a', 'b', 'c', 'thread']);
  });

  it('narrow by state, kind, person and version, also together', () => {
    expect(names(filterNotes(board, { ...EVERYTHING, state: 'resolved' }))).toEqual(['a']);
    expect(names(filterNotes(board, { ...EVERYTHING, kind: 'timing' }))).toEqual(['b']);
    expect(names(filterNotes(board, { ...EVERYTHING, person: 'ann', state: 'open' }))).toEqual([
      'c',
      'thread',
    ]);
    expect(names(filterNotes(board, { ...EVERYTHING, version: id('v2') }))).toEqual(['b']);
    expect(hiddenCount(board, { ...EVERYTHING, version: id('v2') })).toBe(3);
  });

  it('know who wrote', () => {
    expect(authorsOf(board)).toEqual(['ann', 'ben']);
  });
});

describe('previous and next', () => {
  const notes = filterNotes(board, EVERYTHING);

  it('go by position', () => {
    expect(neighbour(notes, 150, null, 1)?.id).toBe(id('b'));
    expect(neighbour(notes, 150, null, -1)?.id).toBe(id('a'));
    expect(neighbour(notes, 100, null, -1)).toBeNull();
    expect(neighbour(notes, 400, null, 1)).toBeNull();
  });

  it('visit each of several notes at one place', () => {
    expect(neighbour(notes, 200, id('b'), 1)?.id).toBe(id('c'));
    expect(neighbour(notes, 200, id('c'), -1)?.id).toBe(id('b'));
    expect(neighbour(notes, 200, id('c'), 1)?.id).toBe(id('thread'));
  });
});
