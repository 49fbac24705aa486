import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markerAt } from './marker.js';
import { parseMarkers } from './marker-files.js';
import { formatNotesJson, parseNotesJson, type NoteThread } from './notes-json.js';
import { markers, timeline } from './testing/markers.js';

const at24 = timeline({ rate: '24', dropFrame: false });
const drop = timeline({ rate: '29.97', dropFrame: true });
const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

const note: NoteThread = {
  ...markerAt(at24.start + 29_400_000 * 48),
  id: '7k2f',
  out: at24.start + 29_400_000 * 72,
  name: '2m14',
  comment: 'softer\nafter the breath',
  author: 'Anna',
  status: 'open',
  kind: 'mix',
  stem: 'Strings',
  drawing: [{ tool: 'arrow', colour: 'red', width: 'fine', points: [0, 0, 5000, 5000], text: null }],
  createdAt: Date.UTC(2026, 2, 1),
  replies: [{ author: 'Ben', text: 'done', createdAt: null, status: 'done' }],
};

describe('notes as JSON', () => {
  it('are written with positions for programs and for people', () => {
    expect(JSON.parse(new TextDecoder().decode(formatNotesJson([note], at24)))).toEqual({
      format: 'segue-notes',
      version: 1,
      title: 'Reel 1',
      frameRate: { name: '24', num: 24, den: 1, dropFrame: false },
      start: { flicks: at24.start, timecode: '01:00:00:00' },
      length: at24.length,
      notes: [
        {
          id: '7k2f',
          in: { flicks: note.in, timecode: '01:00:02:00' },
          out: { flicks: note.out, timecode: '01:00:03:00' },
          name: '2m14',
          text: 'softer\nafter the breath',
          author: 'Anna',
          state: 'open',
          kind: 'mix',
          stem: 'Strings',
          drawing: [{ tool: 'arrow', colour: 'red', width: 'fine', points: [0, 0, 5000, 5000], text: null }],
          colour: null,
          track: null,
          createdAt: '2026-03-01T00:00:00.000Z',
          replies: [{ author: 'Ben', text: 'done', createdAt: null, state: 'done' }],
        },
      ],
    });
  });

  it('come back as they were', () => {
    const words = fc.option(fc.string({ unit: 'binary' }));
    const created = fc.option(fc.integer({ min: 0, max: 4e12 }));
    const status = fc.constantFrom('open' as const, 'done' as const, null);
    const reply = fc.record({ author: words, text: fc.string(), createdAt: created, status });
    const stroke = fc.record({
      tool: fc.string(),
      colour: fc.string(),
      width: fc.string(),
      points: fc.array(fc.nat(10_000), { maxLength: 6 }),
      text: words,
    });
    const more = fc.record({
      kind: words,
      stem: words,
      drawing: fc.array(stroke, { maxLength: 3 }),
      createdAt: created,
      replies: fc.array(reply, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(markers(drop), fc.array(more, { minLength: 12, maxLength: 12 }), (list, rest) => {
        const unsaid = { kind: null, stem: null, drawing: [], replies: [] };
        const notes = list.map((marker, index) => ({ ...marker, ...unsaid, ...rest[index] }));
        const { items, problems, stated } = parseNotesJson(formatNotesJson(notes, drop));
        expect(problems).toEqual([]);
        expect(stated).toEqual({ title: drop.title, format: drop.format, start: drop.start });
        expect(items).toEqual(notes);
      }),
    );
  });

  it('are known among files of markers', () => {
    expect(parseMarkers(formatNotesJson([note], at24), at24).items).toMatchObject([
      { id: '7k2f', in: note.in },
    ]);
  });

  it('say where they cannot be read', () => {
    const file = (notes: unknown, version = 1) =>
      parseNotesJson(bytes({ format: 'segue-notes', version, notes }));
    const odd = { in: { flicks: 5 }, replies: [null, {}], drawing: [7, { points: [1, '2', null] }] };
    expect(file([{}, { in: { flicks: 1.5 } }, odd])).toMatchObject({
      items: [{ in: 5, comment: '', replies: [{ text: '' }], drawing: [{ tool: '', points: [1] }] }],
      problems: [{ where: 'note 1' }, { where: 'note 2' }],
    });
    expect(file([], 2).problems[0]?.what).toContain('later version');
    expect(parseNotesJson(bytes({})).problems[0]?.what).toContain('no notes');
    expect(parseNotesJson(bytes('{')).problems[0]?.what).toContain('no notes');
    expect(parseNotesJson(new Uint8Array([0x7b])).problems[0]?.what).toContain('not JSON');
  });

  it('never throw, whatever they hold', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(() =>
          parseNotesJson(bytes({ format: 'segue-notes', version: 1, notes: value })),
        ).not.toThrow();
        expect(() =>
          parseNotesJson(bytes({ format: 'segue-notes', notes: [value, { in: value, replies: value }] })),
        ).not.toThrow();
      }),
    );
  });
});
