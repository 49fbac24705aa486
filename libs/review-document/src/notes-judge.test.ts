import type { Role, Standing } from '@segue/access-policy';
import { describe, expect, it } from 'vitest';
import { NotesJudge, type Attachment, type Entry, type Writer } from './index.js';

/** Asks about one entry. */
const check = (judge: NotesJudge, author: string, writer: Writer, entryId: string, value: unknown) =>
  judge.check(author, writer, [{ id: entryId, value }]);
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

  it('admits on notes and replies only the files that their author has brought', () => {
    const judge = new NotesJudge();
    const file: Attachment = { file: 'a'.repeat(64), name: 'a.png', type: 'image/png', bytes: 10 };
    const other: Attachment = { ...file, file: 'b'.repeat(64) };
    const ann: Writer = { ...as('director'), hasBrought: (attachment) => attachment.file === file.file };
    const withFiles = (...attachments: Attachment[]): Entry => ({ ...note(1), attachments }) as Entry;
    const reply = (attachments: Attachment[]): Entry => ({
      type: 'reply',
      note: id(1),
      text: 'here',
      attachments,
      lamport: 1,
      at: 0,
    });
    expect(check(judge, 'ann', ann, id(1), withFiles(file))).toBeNull();
    expect(check(judge, 'ann', ann, id(1), reply([file]))).toBeNull();
    expect(check(judge, 'ann', ann, id(1), withFiles(file, other))?.code).toBe('update.role');
    expect(check(judge, 'ann', ann, id(1), reply([other]))?.code).toBe('update.role');
    expect(check(judge, 'ann', as('director'), id(1), withFiles(file))?.code).toBe('update.role');
    const edit = { type: 'edit', note: id(1), attachments: [file], lamport: 1, at: 0 };
    expect(check(judge, 'ann', ann, id(1), edit)?.code).toBe('update.schema');
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

  it('lets only the music team say how a note is read, and only its author agree', () => {
    const judge = new NotesJudge();
    judge.admit('ann', id(1), note(1));
    const read: Entry = { type: 'read-as', note: id(1), text: 'thinner', lamport: 2, at: 0 };
    expect(check(judge, 'pia', as('producer'), id(2), read)?.code).toBe('update.role');
    expect(check(judge, 'ben', as('composer'), id(2), read)).toBeNull();
    expect(check(judge, 'ben', as('composer'), id(2), { ...read, text: 'two\nlines' })?.code).toBe(
      'update.schema',
    );
    judge.admit('ben', id(2), read);
    const agree: Entry = { type: 'agree', of: id(2), lamport: 3, at: 0 };
    expect(check(judge, 'ben', as('composer'), id(3), agree)?.code).toBe('update.role');
    expect(check(judge, 'pia', as('producer'), id(3), agree)?.code).toBe('update.role');
    expect(check(judge, 'ann', as('director'), id(3), agree)).toBeNull();
  });

  it('lets everybody who comments react and finish, and restore what is their own', () => {
    const judge = new NotesJudge();
    judge.admit('ann', id(1), note(1));
    const entries: Entry[] = [
      { type: 'react', of: id(1), sign: 'heart', lamport: 2, at: 0 },
      { type: 'finish', version: id(99), lamport: 2, at: 0 },
    ];
    for (const entry of entries) {
      expect(check(judge, 'gus', as('guest'), id(2), entry)).toBeNull();
      expect(check(judge, 'obi', as('observer'), id(2), entry)?.code).toBe('update.role');
    }
    const restore: Entry = { type: 'restore', of: id(1), lamport: 2, at: 0 };
    expect(check(judge, 'gus', as('guest'), id(2), restore)?.code).toBe('update.role');
    expect(check(judge, 'ann', as('director'), id(2), restore)).toBeNull();
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
