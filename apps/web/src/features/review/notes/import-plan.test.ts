import { markerAt } from '@segue/interchange';
import { foldBoard, type BoardNote, type PlacedEntry } from '@segue/review-document';
import { describe, expect, it } from 'vitest';
import { planImport } from './import-plan';

const stamp = { at: 0 };
const entries: PlacedEntry[] = [
  {
    id: 'first',
    author: 'dora',
    entry: {
      type: 'note',
      version: 'v1',
      in: 100,
      out: null,
      kind: 'mix',
      weight: 'must',
      text: 'Too\nloud',
      lamport: 1,
      ...stamp,
    },
  },
  {
    id: 'second',
    author: 'dora',
    entry: {
      type: 'note',
      version: 'v1',
      in: 200,
      out: null,
      kind: 'mix',
      weight: 'must',
      text: 'Slower',
      lamport: 2,
      ...stamp,
    },
  },
  {
    id: 'answer',
    author: 'carl',
    entry: { type: 'reply', note: 'second', text: 'Is now', lamport: 3, ...stamp },
  },
];
const board = foldBoard(entries);
const noteOf = (id: string): BoardNote | undefined => board.notes.find((note) => note.id === id);
const marker = (id: string | null, comment: string, status: 'open' | 'done' | null = null) => ({
  ...markerAt(100),
  id,
  name: '2m14',
  comment,
  status,
});

describe('an import', () => {
  it('resolves what is done, and answers what says something new', () => {
    const done = marker('first', 'Too / loud', 'done');
    const said = marker('second', 'Half the tempo');
    expect(planImport([done, said], board)).toEqual([
      { act: 'resolve', note: noteOf('first'), marker: done },
      { act: 'reply', note: noteOf('second'), marker: said, text: 'Half the tempo' },
    ]);
  });

  it('takes "done" before the text for what formats without states cannot say', () => {
    const renamed = { ...markerAt(100), id: 'first', name: 'DONE 2m14 - Too / loud' };
    expect(planImport([renamed], board)).toMatchObject([{ act: 'resolve', note: { id: 'first' } }]);
  });

  it('does nothing that is done already', () => {
    const acts = planImport(
      [
        marker('first', 'Too / loud'),
        marker('second', 'Is now'),
        { ...markerAt(200), id: 'second', name: '2m14 - Slower' },
      ],
      board,
    );
    expect(acts.map(({ act }) => act)).toEqual(['nothing', 'nothing', 'nothing']);
  });

  it('makes notes of the others, and none twice', () => {
    const fresh = marker(null, 'New');
    expect(planImport([fresh], board)).toEqual([
      { act: 'note', marker: fresh, text: '2m14\nNew', drawing: null },
    ]);
    expect(planImport([{ ...markerAt(100), name: 'too loud' }], board)).toMatchObject([{ act: 'nothing' }]);
  });

  it('brings back what was drawn with a note, and leaves out what is no stroke here', () => {
    const arrow = { tool: 'arrow', colour: 'red', width: 'medium', points: [0, 0, 5000, 5000] } as const;
    const words = { tool: 'text', colour: 'white', width: 'fine', points: [1, 2], text: 'Her look' } as const;
    const drawing = [
      { ...arrow, text: null },
      { ...arrow, colour: 'mauve', text: null },
      { ...words },
      { ...arrow, points: [0, 0, 20_000, 0], text: null },
    ];
    const [step] = planImport([{ ...marker(null, 'Arrive here'), drawing }], board);
    expect(step).toMatchObject({ act: 'note', drawing: [arrow, words] });
    const [plain] = planImport([{ ...marker(null, 'Arrive here'), drawing: [] }], board);
    expect(plain).toMatchObject({ act: 'note', drawing: null });
  });

  it('leaves what belongs to another cue, and what has no words', () => {
    expect(planImport([marker('elsewhere', 'x', 'done'), markerAt(5)], board).map(({ act }) => act)).toEqual([
      'leave',
      'leave',
    ]);
  });
});
