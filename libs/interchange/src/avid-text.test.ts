import { frameToFlicks } from '@segue/timecode';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAvidText, parseAvidText } from './avid-text.js';
import { markerAt } from './marker.js';
import { markers, sameMarkers, timeline } from './testing/markers.js';
import { nameAlone, oneLine } from './text.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const at24 = timeline({ rate: '24', dropFrame: false });
const frame = (count: number) => frameToFlicks(count, '24');
const SAMPLE = [
  'anna.k\t01:02:11:05\tV1\tcyan\t2M4 in: after the breath\t1',
  'anna.k\t01:03:40:00\tA2\tred\tstrings too loud under dialogue [S:7k2f]\t36',
  '',
].join('\n');
const first = {
  ...markerAt(frame(3731 * 24 + 5)),
  author: 'anna.k',
  track: 'V1',
  colour: 'cyan',
  comment: '2M4 in: after the breath',
};
const second = {
  ...markerAt(frame(3820 * 24)),
  out: frame(3820 * 24 + 36),
  id: '7k2f',
  author: 'anna.k',
  track: 'A2',
  colour: 'red',
  comment: 'strings too loud under dialogue',
};

describe('markers of Avid as text', () => {
  it.each([
    ['LF', SAMPLE],
    ['CRLF and a byte order mark', `\ufeff${SAMPLE.replaceAll('\n', '\r\n')}`],
    ['CR', SAMPLE.replaceAll('\n', '\r')],
  ])('are read with %s', (_, text) => {
    expect(parseAvidText(utf8(text), at24)).toEqual({ items: [first, second], problems: [], stated: {} });
  });

  it('are read as UTF-16', () => {
    const units = Uint16Array.from(`\ufeff${SAMPLE}`, (letter) => letter.charCodeAt(0));
    expect(parseAvidText(new Uint8Array(units.buffer), at24).items).toEqual([first, second]);
  });

  it('are read as Mac Roman, or as what else they are said to be', () => {
    const bytes = utf8('Zo?\t01:02:11:05\tV1\tcyan\tx');
    bytes[2] = 0x8e;
    expect(parseAvidText(bytes, at24).items[0]?.author).toBe('Zoé');
    bytes[2] = 0xe9;
    expect(parseAvidText(bytes, at24, 'windows-1252').items[0]?.author).toBe('Zoé');
  });

  it('have comments of several lines, lengths or none, and columns of newer versions', () => {
    const { items, problems } = parseAvidText(
      utf8(
        [
          'a\t01:00:00:00\tTC1\tblack\tone',
          '',
          'two\twith a tab',
          'three\t48\t\tblack',
          'b\t01:00:01:00\tV2\twhite\tan old row',
          'c\t01:00:02:00\tA1\tPink\t\t12\t\tmagenta',
        ].join('\r\n'),
      ),
      at24,
    );
    expect(problems).toEqual([]);
    expect(items.map(({ comment }) => comment)).toEqual(['one\n\ntwo\twith a tab\nthree', 'an old row', '']);
    expect(items.map((marker) => marker.out && marker.out - marker.in)).toEqual([frame(48), null, frame(12)]);
    expect(items.map(({ colour }) => colour)).toEqual(['black', 'white', 'pink']);
  });

  it('have no lengths that cannot be counted', () => {
    const { items } = parseAvidText(utf8(`a\t01:00:00:00\tV1\tred\tx\t${'9'.repeat(20)}`), at24);
    expect(items.map(({ out, comment }) => [out, comment])).toEqual([[null, `x\t${'9'.repeat(20)}`]]);
  });

  it('say where they cannot be read', () => {
    const { items, problems } = parseAvidText(
      utf8(['no marker', 'a\t01:00:00:24\tV1\tred\tx\t1', 'b\tsoon\tV1\tred\tx\t1'].join('\n')),
      at24,
    );
    expect(items).toEqual([]);
    expect(problems.map(({ where }) => where)).toEqual(['line 1', 'line 2', 'line 2', 'line 3']);
    expect(problems[2]?.what).toContain('Frames go from 00 to 23');
    expect(problems[3]?.what).toContain('"soon" is not a timecode');
  });

  it.each([
    ['24', false],
    ['29.97', true],
    ['59.94', true],
    ['119.88', true],
    ['120', false],
  ] as const)('come back as they were written, name and comment as one, at %s', (rate, dropFrame) => {
    const film = timeline({ rate, dropFrame });
    fc.assert(
      fc.property(markers(film), (written) => {
        const { items, problems } = parseAvidText(formatAvidText(written, film), film);
        expect(problems).toEqual([]);
        const kept = written.map((marker) => ({
          ...marker,
          author: oneLine(marker.author ?? '').trim() || null,
          colour: marker.colour ?? 'red',
          comment: nameAlone(marker).trim(),
        }));
        sameMarkers(items, kept, ['id', 'in', 'out', 'author', 'colour', 'comment']);
      }),
    );
  });

  it('are written with six columns, and the nearest colour', () => {
    const marker = { ...first, colour: 'lavender', name: '2M4', comment: 'two\nlines' };
    expect(new TextDecoder().decode(formatAvidText([marker], at24))).toBe(
      'anna.k\t01:02:11:05\tV1\tblue\t2M4 - two / lines\t1\n',
    );
  });

  it('never throw, whatever the bytes', () => {
    const pieces = fc.constantFrom('\t', '\n', 'a\t01:00:00:00\tV1\tred\t', '99999999', '\r', 'x');
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), fc.array(pieces)), (made) => {
        const bytes = made instanceof Uint8Array ? made : utf8(made.join(''));
        expect(() => parseAvidText(bytes, at24)).not.toThrow();
      }),
    );
  });
});
