import { frameToFlicks } from '@segue/timecode';
import { describe, expect, it } from 'vitest';
import { markerAt } from './marker.js';
import { formatResolveEdl, parseResolveEdl } from './resolve-edl.js';
import { markers, sameMarkers, timeline } from './testing/markers.js';
import * as fc from 'fast-check';

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const bytes = (lines: readonly string[]): Uint8Array => new TextEncoder().encode(lines.join('\r\n'));
const at24 = timeline({ rate: '24', dropFrame: false });
const frame = (label: number) => frameToFlicks(label, '24');

describe('markers of DaVinci Resolve', () => {
  it('are read as Resolve writes them', () => {
    const { items, problems, stated } = parseResolveEdl(
      bytes([
        'TITLE: Reel 2',
        'FCM: NON-DROP FRAME',
        '',
        '001  001      V     C        02:00:09:10 02:00:09:11 02:00:09:10 02:00:09:11  ',
        'wait for the look |C:ResolveColorMint |M:2M4 in |D:1',
        '',
        '002  001      V     C        02:00:12:00 02:00:12:01 02:00:12:00 02:00:12:01  ',
        '@Anna K, 2026-10-01',
        'two lines',
        ' of note |C:ResolveColorRed |M:Too loud [S:7k2f] |D:36',
      ]),
      at24,
    );
    expect(problems).toEqual([]);
    expect(stated).toEqual({ title: 'Reel 2', format: at24.format });
    const first = frame(((2 * 60 + 0) * 60 + 9) * 24 + 10);
    const second = frame((2 * 3600 + 12) * 24);
    expect(items).toEqual([
      { ...markerAt(first), name: '2M4 in', comment: 'wait for the look', colour: 'mint' },
      {
        ...markerAt(second),
        out: second + frame(36),
        id: '7k2f',
        name: 'Too loud',
        comment: 'two lines\n of note',
        author: 'Anna K',
        colour: 'red',
      },
    ]);
  });

  it('say where they cannot be read', () => {
    const { items, problems } = parseResolveEdl(
      bytes([
        '001  001      V     C        02:00:09:31 02:00:09:11 02:00:09:31 02:00:09:11',
        ' |C:ResolveColorMint |M:a |D:1',
        '002  001      V     C        02:00:09:01 02:00:09:02 02:00:09:01 02:00:09:02',
        'no tags',
      ]),
      at24,
    );
    expect(items).toEqual([]);
    expect(problems.map(({ where }) => where)).toEqual(['line 1', 'line 1', 'line 3']);
    expect(problems[0]?.what).toContain('The list counts at least 48 frames a second');
    expect(problems[1]?.what).toContain('Frames go from 00 to 23');
  });

  it('come back as they were written, one on each frame', () => {
    fc.assert(
      fc.property(markers(at24, { onePerFrame: true }), (written) => {
        const { items, problems } = parseResolveEdl(formatResolveEdl(written, at24), at24);
        expect(problems).toEqual([]);
        sameMarkers(items, written, ['id', 'in', 'out']);
      }),
    );
  });

  it('are written on one line each, that no edit list takes for something else', () => {
    const note = (comment: string, name = '') => {
      const written = text(formatResolveEdl([{ ...markerAt(frame(86_400)), comment, name }], at24));
      return written.split('\r\n')[4];
    };
    expect(note('after|before\nthe breath', '2M4|in')).toBe(
      'after/before / the breath |C:ResolveColorBlue |M:2M4/in |D:1',
    );
    expect(note('')).toBe(' |C:ResolveColorBlue |M: |D:1');
    expect(note('8 bars later')).toMatch(/^- 8 bars later /);
    expect(note('* remark')).toMatch(/^- \* remark /);
  });

  it('know all colours of Resolve', () => {
    const colours =
      'Blue Cyan Green Yellow Red Pink Purple Fuchsia Rose Lavender Sky Mint Lemon Sand Cocoa Cream';
    for (const colour of colours.split(' ')) {
      const marker = { ...markerAt(frame(86_400)), colour: colour.toLowerCase() };
      const written = formatResolveEdl([marker], at24);
      expect(text(written)).toContain(`|C:ResolveColor${colour} |`);
      expect(parseResolveEdl(written, at24).items[0]?.colour).toBe(marker.colour);
    }
  });

  it('on one frame become one marker', () => {
    const two = ['one', 'two'].map((comment) => ({ ...markerAt(frame(24)), comment }));
    expect(text(formatResolveEdl(two, at24))).toContain('one // two |C:');
  });

  it('on one frame come back one by one, each to the note it was written from', () => {
    const two = ['one', 'two'].map((comment, index) => ({
      ...markerAt(frame(24)),
      id: `n${String(index)}`,
      name: '2m14',
      comment,
    }));
    const { items } = parseResolveEdl(formatResolveEdl(two, at24), at24);
    expect(items).toEqual([
      { ...markerAt(frame(24)), id: 'n0', name: '2m14', comment: 'one', colour: 'blue' },
      { ...markerAt(frame(24)), id: 'n1', name: '', comment: '2m14 - two', colour: 'blue' },
    ]);
  });

  it('have an author only on a line before the note, and with a date', () => {
    const event = '001  001      V     C        01:00:09:10 01:00:09:11 01:00:09:10 01:00:09:11';
    const commentOf = (...lines: string[]) =>
      parseResolveEdl(bytes([event, ...lines]), at24).items.map(({ author, comment }) => [author, comment]);
    const tags = '|C:ResolveColorBlue |M:x |D:1';
    expect(commentOf('@Anna K, Mar 1, 2026 at 10:04', `softer ${tags}`)).toEqual([['Anna K', 'softer']]);
    expect(commentOf(`@anna, 2 bars softer ${tags}`)).toEqual([[null, '@anna, 2 bars softer']]);
    expect(commentOf('@anna, softer', `or not ${tags}`)).toEqual([[null, '@anna, softer\nor not']]);
  });

  it('have the nearest colour that Resolve knows', () => {
    const colours = ['orange', 'magenta', 'white', '#00f0ff', 'mint', null].map((colour, index) => ({
      ...markerAt(frame(index)),
      colour,
    }));
    const written = text(formatResolveEdl(colours, at24)).matchAll(/ResolveColor(\w+)/g);
    expect([...written].map(([, colour]) => colour)).toEqual([
      'Red',
      'Fuchsia',
      'Cream',
      'Cyan',
      'Mint',
      'Blue',
    ]);
  });
});
