import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  entrySchema,
  foldBoard,
  MAX_POINTS,
  MAX_STROKE_TEXT,
  MAX_STROKES,
  PICTURE_UNITS,
  STROKE_COLOURS,
  STROKE_WIDTHS,
  strokeShape,
  type Drawing,
  type Entry,
  type PlacedEntry,
  type Stroke,
  type StrokeColour,
} from './index.js';

const noteId = 'noteaaaaaaaaaa';
const look = { colour: 'red', width: 'medium' } as const;
const arrow: Stroke = { tool: 'arrow', points: [0, 0, 5000, 5000], ...look };
const written = {
  type: 'note',
  version: 'v'.repeat(14),
  in: 10,
  out: null,
  kind: 'mix',
  weight: 'must',
  text: 'here',
  lamport: 1,
  at: 0,
} as const;

const unit = fc.integer({ min: 0, max: PICTURE_UNITS });
const hand = {
  colour: fc.constantFrom(...(Object.keys(STROKE_COLOURS) as StrokeColour[])),
  width: fc.constantFrom(...STROKE_WIDTHS),
};
const twoPoints = fc.tuple(unit, unit, unit, unit);
const stroke: fc.Arbitrary<Stroke> = fc.oneof(
  fc.record({
    tool: fc.constant('pen' as const),
    points: fc.array(fc.tuple(unit, unit), { minLength: 1, maxLength: MAX_POINTS }).map((all) => all.flat()),
    ...hand,
  }),
  fc.record({ tool: fc.constantFrom('arrow' as const, 'box' as const), points: twoPoints, ...hand }),
  fc.record({
    tool: fc.constant('text' as const),
    points: fc.tuple(unit, unit),
    text: fc.string({ minLength: 1, maxLength: MAX_STROKE_TEXT }),
    ...hand,
  }),
);
const drawing: fc.Arbitrary<Drawing> = fc.array(stroke, { minLength: 1, maxLength: MAX_STROKES });

describe('the drawing of a note', () => {
  it('is read as it was drawn', () => {
    fc.assert(
      fc.property(drawing, (drawn) => {
        expect(entrySchema.parse({ ...written, drawing: drawn })).toEqual({ ...written, drawing: drawn });
      }),
    );
  });

  const refused: readonly (readonly [what: string, drawing: unknown])[] = [
    ['no list', arrow],
    ['bytes', Uint8Array.of(1, 2, 3)],
    ['no strokes', []],
    ['too many strokes', Array(MAX_STROKES + 1).fill(arrow)],
    ['a stroke that is a text', ['arrow']],
    ['a tool there is not', [{ ...arrow, tool: 'stamp' }]],
    ['a colour there is not', [{ ...arrow, colour: '#ff0000' }]],
    ['a width there is not', [{ ...arrow, width: 3 }]],
    ['no width', [{ tool: 'arrow', points: [0, 0, 1, 1], colour: 'red' }]],
    ['a field too many', [{ ...arrow, onclick: 'alert(1)' }]],
    ['words on an arrow', [{ ...arrow, text: 'here' }]],
    ['no points', [{ ...arrow, tool: 'pen', points: [] }]],
    ['an x without its y', [{ ...arrow, tool: 'pen', points: [1, 2, 3] }]],
    ['points of two', [{ ...arrow, tool: 'pen', points: [[1, 2]] }]],
    ['too many points', [{ ...arrow, tool: 'pen', points: Array(2 * MAX_POINTS + 2).fill(1) }]],
    ['an arrow of three points', [{ ...arrow, points: [0, 0, 1, 1, 2, 2] }]],
    ['a box of one point', [{ ...arrow, tool: 'box', points: [0, 0] }]],
    ['a point left of the picture', [{ ...arrow, points: [-1, 0, 1, 1] }]],
    ['a point below the picture', [{ ...arrow, points: [0, PICTURE_UNITS + 1, 1, 1] }]],
    ['a point between two units', [{ ...arrow, points: [0.5, 0, 1, 1] }]],
    ['a point that is no number', [{ ...arrow, points: [Number.NaN, 0, 1, 1] }]],
    ['a point that is a text', [{ ...arrow, points: ['0', 0, 1, 1] }]],
    ['no words where words belong', [{ ...look, tool: 'text', points: [0, 0] }]],
    ['empty words', [{ ...look, tool: 'text', points: [0, 0], text: '' }]],
    ['words too long', [{ ...look, tool: 'text', points: [0, 0], text: 'x'.repeat(MAX_STROKE_TEXT + 1) }]],
  ];
  it.each(refused)('is none with %s', (_what, value) => {
    expect(entrySchema.safeParse({ ...written, drawing: [arrow] }).success).toBe(true);
    expect(entrySchema.safeParse({ ...written, drawing: value }).success).toBe(false);
    const edit = { type: 'edit', note: noteId, lamport: 2, at: 0 };
    expect(entrySchema.safeParse({ ...edit, drawing: value }).success).toBe(false);
  });

  const placed = (id: string, entry: Entry, author = 'ann'): PlacedEntry => ({ author, id, entry });
  const edit = (id: string, lamport: number, change: object, author = 'ann'): PlacedEntry =>
    placed(id, { type: 'edit', note: noteId, lamport, at: 0, ...change }, author);

  it('is changed and taken away by its author alone, like the stem that a note is about', () => {
    const stem = 's'.repeat(14);
    const first = placed(noteId, { ...written, drawing: [arrow], stem });
    const only = (...more: PlacedEntry[]) => foldBoard([first, ...more]).notes[0];
    expect(only()).toMatchObject({ drawing: [arrow], stem });
    expect(only(edit('a', 2, { text: 'there' }))).toMatchObject({ drawing: [arrow], stem, text: 'there' });
    const box: Stroke = { ...arrow, tool: 'box' };
    expect(only(edit('a', 2, { drawing: [arrow, box] }))?.drawing).toEqual([arrow, box]);
    expect(only(edit('a', 2, { drawing: null, stem: null }))).toMatchObject({ drawing: null, stem: null });
    expect(only(edit('a', 2, { drawing: null, stem: null }, 'ben'))).toMatchObject({
      drawing: [arrow],
      stem,
    });
  });

  it('is nothing in notes that know of none', () => {
    expect(foldBoard([placed(noteId, written)]).notes[0]).toMatchObject({ drawing: null, stem: null });
  });
});

describe('the shape of a stroke', () => {
  const wide = { width: 1600, height: 900 };

  it('is where it was drawn, in a picture of any size', () => {
    const path = (tool: 'pen' | 'arrow' | 'box', points: number[], size = wide) => {
      const shape = strokeShape({ ...look, tool, points } as Stroke, size);
      return shape.is === 'line' ? shape.path : '';
    };
    expect(path('box', [0, 0, 5000, 10_000])).toBe('M0 0L800 0L800 900L0 900Z');
    expect(path('box', [0, 0, 5000, 10_000], { width: 120, height: 50 })).toBe('M0 0L60 0L60 50L0 50Z');
    expect(path('pen', [5000, 5000])).toBe('M800 450L800 450');
    expect(path('pen', [0, 0, 5000, 0, 5000, 10_000])).toBe('M0 0Q800 0 800 450L800 900');
    expect(path('arrow', [0, 0, 5000, 0])).toMatch(/^M0 0L800 0M.*L800 0L/);
  });

  it('is thicker on a larger picture, by as much', () => {
    const thickness = (size: typeof wide) => {
      const shape = strokeShape(arrow, size);
      return shape.is === 'line' ? shape.thickness : 0;
    };
    expect(thickness({ width: 3200, height: 1800 })).toBeCloseTo(2 * thickness(wide));
  });

  it('keeps words in the picture', () => {
    const words = (x: number) => strokeShape({ ...look, tool: 'text', points: [x, 0], text: 'a' }, wide);
    expect(words(0)).toMatchObject({ is: 'words', x: 0, anchor: 'start' });
    expect(words(PICTURE_UNITS)).toMatchObject({ is: 'words', x: 1600, anchor: 'end' });
  });

  it('is made of finite numbers whatever the stroke', () => {
    fc.assert(
      fc.property(stroke, (drawn) => {
        const shape = strokeShape(drawn, wide);
        expect(shape.is === 'line' ? shape.path : '').not.toMatch(/NaN|Infinity|e/);
      }),
    );
  });
});
