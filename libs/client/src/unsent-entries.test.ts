import { addEntry, type Entry } from '@segue/review-document';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Patience, unsentEntries, type UnsentEntry } from './unsent-entries.js';

const reply = (text: string, lamport: number): Entry => ({
  type: 'reply',
  note: 'n'.repeat(14),
  text,
  lamport,
  at: 0,
});
const resolve = (lamport: number): Entry => ({ type: 'resolve', note: 'n'.repeat(14), lamport, at: 0 });
const unsent = (...entries: Entry[]): UnsentEntry[] =>
  entries.map((entry, id) => ({ id: String(id), entry }));

describe('unsent entries', () => {
  it("are read out of updates: one's own, each once, as they were written", () => {
    const updates: Uint8Array[] = [];
    const page = (write: (document: Y.Doc) => void): void => {
      const document = new Y.Doc();
      document.on('update', (update: Uint8Array) => updates.push(update));
      write(document);
    };
    page((document) => {
      addEntry(document, 'ann', 'second', reply('second', 2));
      addEntry(document, 'ben', 'other', reply('not hers', 1));
    });
    page((document) => {
      addEntry(document, 'ann', 'first', reply('first', 1));
    });
    const [one] = updates;
    if (one) updates.push(one);
    expect(unsentEntries(updates, 'ann').map(({ id }) => id)).toEqual(['first', 'second']);
  });

  it('are all tried again when they were refused together, but not for ever', () => {
    const patience = new Patience();
    const entries = unsent(reply('one', 1), resolve(2));
    const refused = { code: 'update.role', entries: entries.map(({ entry }) => entry) };
    for (let time = 1; time < 5; time++) expect(patience.givenUp(entries, refused).size).toBe(0);
    expect(patience.givenUp(entries, refused).size).toBe(2);
  });

  it('are given up when they are refused alone, again, under whatever number', () => {
    const patience = new Patience();
    const entries = unsent(reply('one', 1), reply('two', 2));
    expect(patience.givenUp(entries, { code: 'update.schema', entries: [reply('two', 9)] }).size).toBe(0);
    const lost = patience.givenUp(entries, { code: 'update.schema', entries: [reply('two', 2)] });
    expect([...lost].map(({ id }) => id)).toEqual(['1']);
  });

  it('take their like with them when the role does not allow them', () => {
    const patience = new Patience();
    const entries = unsent(resolve(1), reply('one', 2), resolve(3));
    const refused = { code: 'update.role', entries: [resolve(1)] };
    patience.givenUp(entries, refused);
    expect([...patience.givenUp(entries, refused)].map(({ id }) => id)).toEqual(['0', '2']);
  });

  it('are given up together when what was refused names none of them', () => {
    const patience = new Patience();
    const entries = unsent(reply('one', 1), reply('two', 2));
    const refused = { code: 'update.malformed', entries: [] };
    while (patience.givenUp(entries, refused).size < 2);
  });
});
