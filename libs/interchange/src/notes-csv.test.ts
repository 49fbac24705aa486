import { frameToFlicks } from '@segue/timecode';
import * as fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { markerAt } from './marker.js';
import { formatNotesCsv } from './notes-csv.js';
import { markers, timeline } from './testing/markers.js';

const at24 = timeline({ rate: '24', dropFrame: false });
/** The text with its byte order mark. */
const text = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

describe('notes as a table', () => {
  it('have their columns in order, quoted as RFC 4180 says', () => {
    const range = {
      ...markerAt(at24.start),
      out: at24.start + frameToFlicks(36, '24'),
      id: '7k2f',
      name: '=SUM(A1)',
      comment: 'two\r\nlines, "quoted"',
      author: '@anna',
      status: 'done' as const,
    };
    expect(text(formatNotesCsv([range, markerAt(at24.start)], at24))).toBe(
      '\ufeffin,out,duration,name,comment,author,status,id\r\n' +
        `01:00:00:00,01:00:01:12,00:00:01:12,'=SUM(A1),"two\nlines, ""quoted""",'@anna,done,7k2f\r\n` +
        '01:00:00:00,,,,,,,\r\n',
    );
  });

  it('have a row of eight harmless cells each, whatever is written in them', () => {
    fc.assert(
      fc.property(markers(at24), (written) => {
        const { data, errors } = Papa.parse<string[]>(text(formatNotesCsv(written, at24)).trimEnd(), {
          delimiter: ',',
          newline: '\r\n',
        });
        expect(errors).toEqual([]);
        expect(data.slice(1).map((row) => [row.length, row[7]])).toEqual(
          written.map(({ id }) => [8, id ?? '']),
        );
        // Excel, LibreOffice and Sheets calculate what begins with one of these.
        expect(data.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
      }),
    );
  });
});
