import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  addEntry,
  entrySchema,
  foldBoard,
  LiveBoard,
  openNotes,
  readEntries,
  Threads,
  type BoardNote,
  type Entry,
  type PlacedEntry,
} from './index.js';

const people = ['ann', 'ben', 'cas'];
const ids = Array.from({ length: 8 }, (_, i) => `entry${String(i)}aaaaaaaa`.slice(0, 14));
const first = ids[0] ?? '';
const id = fc.constantFrom(...ids);
const stamp = {
  lamport: fc.integer({ min: 1, max: 12 }),
  at: fc.integer({ min: 0, max: 2_000_000_000_000 }),
};
const text = fc.string({ minLength: 1, maxLength: 12 });
const dot = { tool: 'pen', colour: 'red', width: 'fine' } as const;
const sign = fc.constantFrom('heart' as const, 'music' as const);
const drawing = fc.option(
  fc.tuple(fc.integer({ min: 0, max: 1 }).map((at) => ({ ...dot, points: [at, at] }))),
);
const note = fc
  .record({
    type: fc.constant('note' as const),
    version: id,
    in: fc.integer({ min: 0, max: 1000 }),
    length: fc.option(fc.integer({ min: 1, max: 500 })),
    kind: fc.constantFrom('feeling' as const, 'mix' as const),
    weight: fc.constantFrom('must' as const, 'taste' as const),
    text,
    drawing,
    ...stamp,
  })
  .map(({ length, ...rest }) => ({ ...rest, out: length === null ? null : rest.in + length }));
const entry: fc.Arbitrary<Entry> = fc.oneof(
  note,
  fc.record({ type: fc.constant('reply' as const), note: id, text, ...stamp }),
  fc.record({ type: fc.constant('reply' as const), note: id, text, corrects: id, ...stamp }),
  fc.record({ type: fc.constant('edit' as const), note: id, text, ...stamp }),
  fc.record({ type: fc.constant('edit' as const), note: id, drawing, ...stamp }),
  fc.record({ type: fc.constant('edit-reply' as const), reply: id, text, ...stamp }),
  fc.record({ type: fc.constant('withdraw' as const), of: id, ...stamp }),
  fc.record({ type: fc.constant('resolve' as const), note: id, ...stamp }),
  fc.record({ type: fc.constant('reopen' as const), note: id, ...stamp }),
  fc.record({ type: fc.constant('restore' as const), of: id, ...stamp }),
  fc.record({ type: fc.constant('read-as' as const), note: id, text, ...stamp }),
  fc.record({ type: fc.constant('agree' as const), of: id, ...stamp }),
  fc.record({ type: fc.constantFrom('react' as const, 'unreact' as const), of: id, sign, ...stamp }),
  fc.record({ type: fc.constantFrom('finish' as const, 'unfinish' as const), version: id, ...stamp }),
);
/** Entries as a document can hold them: an id stands once. */
const entries = fc
  .uniqueArray(fc.record({ author: fc.constantFrom(...people), id, entry }), {
    selector: (placed) => placed.id,
    maxLength: 8,
  })
  .chain((placed) =>
    fc.tuple(fc.constant(placed), fc.shuffledSubarray(placed, { minLength: placed.length })),
  );

describe('the board', () => {
  it('is the same whatever the order of delivery', () => {
    fc.assert(
      fc.property(entries, ([one, other]) => {
        expect(foldBoard(other)).toEqual(foldBoard(one));
      }),
      { numRuns: 2000 },
    );
  });

  it('is the same from any way of merging documents', () => {
    fc.assert(
      fc.property(entries, fc.integer({ min: 0, max: 8 }), ([placed], cutAt) => {
        const one = new Y.Doc();
        const two = new Y.Doc();
        placed.forEach((each, i) => {
          addEntry(i < cutAt ? one : two, each.author, each.id, { ...each.entry });
        });
        const forth = new Y.Doc();
        Y.applyUpdate(forth, Y.encodeStateAsUpdate(one));
        Y.applyUpdate(forth, Y.encodeStateAsUpdate(two));
        const back = new Y.Doc();
        Y.applyUpdate(back, Y.mergeUpdates([Y.encodeStateAsUpdate(two), Y.encodeStateAsUpdate(one)]));
        expect(foldBoard(readEntries(forth))).toEqual(foldBoard(placed));
        expect(foldBoard(readEntries(back))).toEqual(foldBoard(placed));
      }),
      { numRuns: 300 },
    );
  });

  it('keeps the very notes that have not changed, and no others', () => {
    fc.assert(
      fc.property(entries, fc.integer({ min: 0, max: 8 }), ([placed], earlier) => {
        const live = new LiveBoard();
        const before = live.read(placed.slice(0, earlier));
        const after = live.read(placed);
        expect(after).toEqual(foldBoard(placed));
        for (const note of after.notes) {
          const same = before.notes.find(({ id: noteId }) => noteId === note.id);
          expect(note === same).toBe(same !== undefined && JSON.stringify(same) === JSON.stringify(note));
        }
      }),
    );
  });

  it('starts again when the document was replaced by another one', () => {
    fc.assert(
      fc.property(entries, entries, ([one], [other]) => {
        const live = new LiveBoard();
        live.read(one);
        expect(live.read(other)).toEqual(foldBoard(other));
      }),
    );
  });

  it('is told note by note what a new entry changes', () => {
    fc.assert(
      fc.property(entries, ([, placed]) => {
        const threads = new Threads();
        const shown = new Map<string, BoardNote | null>();
        for (const each of placed)
          for (const noteId of threads.add([each])) shown.set(noteId, threads.note(noteId));
        const notes = [...shown.values()].filter((note) => note !== null);
        const byId = (a: BoardNote, b: BoardNote): number => (a.id < b.id ? -1 : 1);
        const board = foldBoard(placed);
        expect(notes.sort(byId)).toEqual([...board.notes].sort(byId));
        expect(threads.finishes).toEqual(board.finishes);
      }),
      { numRuns: 1000 },
    );
  });

  it('counts what is said of a note only from whoever may say it', () => {
    fc.assert(
      fc.property(entries, ([placed]) => {
        const by = (author: string, type: Entry['type']) =>
          placed.flatMap(({ author: who, entry }) => (who === author && entry.type === type ? [entry] : []));
        for (const shown of foldBoard(placed).notes) {
          const { reading } = shown;
          if (reading)
            expect(by(reading.by, 'read-as')).toContainEqual(expect.objectContaining({ text: reading.text }));
          if (reading?.state === 'confirmed')
            expect(by(shown.author, 'agree')).toContainEqual(expect.objectContaining({ of: reading.id }));
          if (reading?.state === 'corrected')
            expect(by(shown.author, 'reply')).toContainEqual(
              expect.objectContaining({ corrects: reading.id }),
            );
          for (const { sign: shownSign, by: people } of shown.reactions)
            for (const person of people)
              expect(by(person, 'react')).toContainEqual(
                expect.objectContaining({ of: shown.id, sign: shownSign }),
              );
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("never shows words that are not their author's own", () => {
    fc.assert(
      fc.property(entries, ([placed]) => {
        for (const shown of foldBoard(placed).notes) {
          const own = placed.filter(({ author }) => author === shown.author);
          expect(own.some((each) => 'text' in each.entry && each.entry.text === shown.text)).toBe(true);
        }
      }),
    );
  });

  const at = (author: string, entryId: number, value: Entry): PlacedEntry => ({
    author,
    id: ids[entryId] ?? '',
    entry: value,
  });
  const base: Entry = {
    type: 'note',
    version: 'v'.repeat(14),
    in: 10,
    out: 20,
    kind: 'mix',
    weight: 'must',
    text: 'too loud',
    lamport: 1,
    at: 1,
  };

  it('keeps who resolved and reopened, and lets the last one count', () => {
    const acts = [
      at('ann', 0, base),
      at('ben', 1, { type: 'resolve', note: first, lamport: 2, at: 5 }),
      at('ann', 2, { type: 'reopen', note: first, lamport: 3, at: 6 }),
    ];
    const [shown] = foldBoard(acts).notes;
    expect(shown?.state).toBe('open');
    expect(shown?.changes).toEqual([
      { type: 'resolve', by: 'ben', at: 5 },
      { type: 'reopen', by: 'ann', at: 6 },
    ]);
  });

  it('leaves the thread of a withdrawn note standing', () => {
    const board = foldBoard([
      at('ann', 0, base),
      at('ben', 1, { type: 'reply', note: first, text: 'which bar?', lamport: 2, at: 2 }),
      at('ann', 2, { type: 'withdraw', of: first, lamport: 3, at: 3 }),
    ]);
    expect(board.notes[0]).toMatchObject({
      withdrawn: true,
      replies: [{ author: 'ben', text: 'which bar?' }],
    });
    expect(openNotes(board)).toEqual([]);
  });

  it('passes over edits and withdrawals by others', () => {
    const board = foldBoard([
      at('ann', 0, base),
      at('ben', 1, { type: 'edit', note: first, text: 'fine as it is', lamport: 2, at: 2 }),
      at('ben', 2, { type: 'withdraw', of: first, lamport: 3, at: 3 }),
    ]);
    expect(board.notes[0]).toMatchObject({ text: 'too loud', edited: false, withdrawn: false });
  });

  it('makes a range a point when its start was moved past its end', () => {
    const board = foldBoard([
      at('ann', 0, base),
      at('ann', 1, { type: 'edit', note: first, in: 30, lamport: 2, at: 2 }),
    ]);
    expect(board.notes[0]).toMatchObject({ in: 30, out: null });
  });
});

describe('an entry', () => {
  it('has a range that ends after it starts', () => {
    expect(
      entrySchema.safeParse({
        type: 'note',
        version: first,
        in: 5,
        out: 5,
        kind: 'mix',
        weight: 'taste',
        text: 'x',
        lamport: 1,
        at: 0,
      }).success,
    ).toBe(false);
  });

  it('holds nothing the schema does not name', () => {
    expect(
      entrySchema.safeParse({ type: 'resolve', note: first, lamport: 1, at: 0, role: 'director' }).success,
    ).toBe(false);
  });

  it('counts a place in the cut it was set in, until its author sets it in another', () => {
    const cut = 'cut1aaaaaaaaaa';
    const later = 'cut2aaaaaaaaaa';
    const written = {
      type: 'note',
      version: first,
      cut,
      in: 5,
      out: null,
      kind: 'mix',
      weight: 'must',
      text: 'a',
    } as const;
    const placed = (author: string, entryId: string, value: Entry): PlacedEntry => ({
      author,
      id: entryId,
      entry: value,
    });
    const thread = [placed('ann', first, { ...written, lamport: 1, at: 0 })];
    const only = (entriesOfThread: readonly PlacedEntry[]): BoardNote | undefined =>
      foldBoard(entriesOfThread).notes[0];
    expect(only(thread)).toMatchObject({ cut, in: 5 });
    const reworded = placed('ann', ids[1] ?? '', { type: 'edit', note: first, text: 'b', lamport: 2, at: 0 });
    expect(only([...thread, reworded])).toMatchObject({ cut, in: 5, text: 'b' });
    const moved = placed('ann', ids[2] ?? '', {
      type: 'edit',
      note: first,
      in: 9,
      cut: later,
      lamport: 3,
      at: 0,
    });
    expect(only([...thread, reworded, moved])).toMatchObject({ cut: later, in: 9 });
    const meddling = { ...moved, author: 'ben' };
    expect(only([...thread, meddling])).toMatchObject({ cut, in: 5 });
  });
});
