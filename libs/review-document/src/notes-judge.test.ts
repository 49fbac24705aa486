import type { Role, Standing } from '@segue/access-policy';
import { describe, expect, it } from 'vitest';
import { NotesJudge, type Entry } from './index.js';

/** Asks about one entry. */
const check = (judge: NotesJudge, author: string, standing: Standing, entryId: string, value: unknown) =>
  judge.check(author, standing, [{ id: entryId, value }]);
const as = (role: Role): Standing => ({ role, owner: false });
const id = (n: number): string => `entry${String(n)}`.padEnd(14, 'x');
const note = (lamport: number, text = 'too loud'): Entry => ({
  type: 'note',
  version: id(99),
  in: 10,
  out: null,
  kind: 'mix',
  weight: 'must',
  text,
  lamport,
  at: 0,
});

describe('the judge of a notes document', () => {
  it('admits what a role may do, and nothing else', () => {
    const judge = new NotesJudge();
    expect(check(judge, 'ann', as('guest'), id(1), note(1))).toBeNull();
    expect(check(judge, 'ann', as('observer'), id(1), note(1))?.code).toBe('update.role');
    judge.admit('ann', id(1), note(1));
    const resolve: Entry = { type: 'resolve', note: id(1), lamport: 2, at: 0 };
    expect(check(judge, 'ben', as('composer'), id(2), resolve)).toBeNull();
    expect(check(judge, 'gus', as('guest'), id(2), resolve)?.code).toBe('update.role');
    expect(check(judge, 'pit', as('picture editor'), id(2), resolve)?.code).toBe('update.role');
    expect(check(judge, 'own', { role: null, owner: true }, id(2), note(2))?.code).toBe('update.role');
  });

  it('lets nobody edit or withdraw the words of another', () => {
    const judge = new NotesJudge();
    judge.admit('ann', id(1), note(1));
    expect(
      check(judge, 'ben', as('producer'), id(2), {
        type: 'edit',
        note: id(1),
        text: 'mine',
        lamport: 2,
        at: 0,
      })?.code,
    ).toBe('update.role');
    expect(
      check(judge, 'ben', as('producer'), id(2), { type: 'withdraw', of: id(1), lamport: 2, at: 0 })?.code,
    ).toBe('update.role');
    expect(
      check(judge, 'ann', as('director'), id(2), {
        type: 'edit',
        note: id(1),
        text: 'better',
        lamport: 2,
        at: 0,
      }),
    ).toBeNull();
  });

  it('judges the entries of an update in the order in which they were written', () => {
    const judge = new NotesJudge();
    const entries = [
      { id: id(3), value: { type: 'withdraw', of: id(2), lamport: 3, at: 0 } },
      { id: id(2), value: note(2) },
      { id: id(1), value: note(1) },
    ];
    expect(judge.check('ann', as('director'), entries)).toBeNull();
    expect(judge.check('ann', as('director'), entries.slice(0, 2))?.code).toBe('update.schema');
  });

  it('refuses Lamport numbers that would win for ever', () => {
    const judge = new NotesJudge();
    expect(check(judge, 'ann', as('director'), id(1), note(2))?.code).toBe('update.schema');
    judge.admit('ann', id(1), note(1));
    expect(check(judge, 'ben', as('director'), id(2), note(2))).toBeNull();
    expect(check(judge, 'ben', as('director'), id(2), note(Number.MAX_SAFE_INTEGER))?.code).toBe(
      'update.schema',
    );
  });

  it('refuses ids that are taken and values that are no entries', () => {
    const judge = new NotesJudge();
    judge.admit('ann', id(1), note(1));
    expect(check(judge, 'ben', as('director'), id(1), note(2))?.code).toBe('update.schema');
    for (const value of [
      null,
      'text',
      5,
      [],
      {},
      { ...note(2), text: '' },
      { ...note(2), in: 0.5 },
      { ...note(2), text: 'x'.repeat(8001) },
    ]) {
      expect(check(judge, 'ben', as('director'), id(2), value)?.code).toBe('update.schema');
    }
    expect(check(judge, 'ben', as('director'), 'short', note(2))?.code).toBe('update.schema');
  });
});
