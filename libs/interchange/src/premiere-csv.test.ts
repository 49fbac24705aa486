import { frameToFlicks } from '@segue/timecode';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markerAt } from './marker.js';
import { parsePremiereCsv } from './premiere-csv.js';
import { timeline } from './testing/markers.js';

const at24 = timeline({ rate: '24', dropFrame: false });
const frame = (count: number) => frameToFlicks(count, '24');
const HEADER = 'Marker Name\tDescription\tIn\tOut\tDuration\tMarker Type\t';

/** As Premiere writes it: UTF-16LE with a byte order mark. */
function utf16(...lines: readonly string[]): Uint8Array {
  const units = Uint16Array.from(`\ufeff${lines.join('\r\n')}`, (letter) => letter.charCodeAt(0));
  return new Uint8Array(units.buffer);
}

describe('markers of Premiere', () => {
  it('are read as the Markers panel exports them', () => {
    const { items, problems, stated } = parsePremiereCsv(
      utf16(
        HEADER,
        '2M4 in\tafter the breath\t01:00:09:10\t01:00:09:10\t00:00:00:00\tComment\t',
        '"Über ""laut"""\t"two\r\nlines [S:7k2f]"\t01:00:12:00\t01:00:13:12\t00:00:01:12\tChapter\t',
        '\t\t01:00:20:00\t\t00:00:02:00\tSegmentation\t',
        '\t\t01:00:30:00\t01:00:30:01\t00:00:00:01\tComment\t',
        '',
      ),
      at24,
    );
    expect(problems).toEqual([]);
    expect(stated).toEqual({});
    expect(items).toEqual([
      { ...markerAt(frame(3609 * 24 + 10)), name: '2M4 in', comment: 'after the breath' },
      {
        ...markerAt(frame(3612 * 24)),
        out: frame(3613 * 24 + 12),
        id: '7k2f',
        name: 'Über "laut"',
        comment: 'two\nlines',
      },
      { ...markerAt(frame(3620 * 24)), out: frame(3622 * 24) },
      markerAt(frame(3630 * 24)),
    ]);
  });

  it('count in drop frame with semicolons everywhere', () => {
    const drop = timeline({ rate: '29.97', dropFrame: true });
    const { items } = parsePremiereCsv(
      utf16(HEADER, 'a\t\t01;01;00;02\t01;01;00;04\t00;00;00;02\tComment\t'),
      drop,
    );
    const start = frameToFlicks(107892 + 1800, '29.97');
    expect(items).toEqual([{ ...markerAt(start), out: start + frameToFlicks(2, '29.97'), name: 'a' }]);
  });

  it('are read where the names of the columns are translated', () => {
    const { items } = parsePremiereCsv(
      utf16('Markenname\tBeschreibung\tAnfang\tEnde\tDauer\tTyp\t', 'a\tb\t01:00:00:00\t01:00:00:00\t\tx\t'),
      at24,
    );
    expect(items).toEqual([{ ...markerAt(frame(3600 * 24)), name: 'a', comment: 'b' }]);
  });

  it('say where they cannot be read', () => {
    const { items, problems } = parsePremiereCsv(
      utf16(HEADER, '"two\nlines"\t\t1243\t1243\t0\tComment', 'b\t\t01:00:02:00\t01:00:01:00\t\tComment'),
      at24,
    );
    expect(items.map(({ name, out }) => [name, out])).toEqual([['b', null]]);
    expect(problems.map(({ where }) => where)).toEqual(['line 2', 'line 4']);
    expect(problems[0]?.what).toContain('timecode as the time display');
    expect(parsePremiereCsv(utf16('one\ttwo', '1\t2'), at24).problems[0]?.what).toContain('no column "In"');
  });

  it('never throw, whatever the bytes', () => {
    const pieces = fc.constantFrom('"', '\t', '\n', '01:00:00:00', HEADER, 'x', ',');
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), fc.array(pieces)), (made) => {
        const bytes = made instanceof Uint8Array ? made : utf16(HEADER, made.join(''));
        expect(() => parsePremiereCsv(bytes, at24)).not.toThrow();
      }),
    );
  });
});
