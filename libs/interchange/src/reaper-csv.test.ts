import { FLICKS_PER_SECOND, frameToFlicks, type TimecodeFormat } from '@segue/timecode';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markerAt } from './marker.js';
import { formatReaperCsv, parseReaperCsv } from './reaper-csv.js';
import { markers, sameMarkers, timeline } from './testing/markers.js';
import { nameAlone } from './text.js';

const utf8 = (...lines: readonly string[]): Uint8Array => new TextEncoder().encode(lines.join('\r\n'));
const at24 = timeline({ rate: '24', dropFrame: false });
const after = (frames: number) => at24.start + frameToFlicks(frames, '24');
const HEADER = '#,Name,Start,End,Length,Color';
const positions = (...lines: readonly string[]) => {
  const { items, problems } = parseReaperCsv(utf8(HEADER, ...lines), at24);
  expect(problems).toEqual([]);
  return items.map((marker) => [marker.in, marker.out]);
};

describe('the markers of REAPER as CSV', () => {
  it('are read as the Region/Marker Manager exports them', () => {
    const { items, problems, stated } = parseReaperCsv(
      utf8(
        HEADER,
        'M1,2M4 in,0:09.417,,,',
        'R1,"strings, ""too loud"" [S:7k2f]",1:10:00.000,1:10:01.500,0:01.500,FE0100',
        '',
      ),
      { ...at24, length: 2 * at24.length },
    );
    expect(problems).toEqual([]);
    expect(stated).toEqual({});
    expect(items).toEqual([
      { ...markerAt(after(226)), name: '2M4 in' },
      {
        ...markerAt(after(4200 * 24)),
        out: after(4201.5 * 24),
        id: '7k2f',
        name: 'strings, "too loud"',
        colour: '#fe0100',
      },
    ]);
  });

  it('have no colours in older versions', () => {
    const { items } = parseReaperCsv(utf8('#,Name,Start,End,Length', 'M1,a,0:01.000,,'), at24);
    expect(items).toEqual([{ ...markerAt(after(24)), name: 'a' }]);
  });

  it.each([
    ['seconds', 'R1,a,9.417,10.500,1.083', 226, 252],
    ['hours, minutes and seconds', 'R1,a,00:00:09.416,,0:01.084', 226, 252],
    ['timecode', 'R1,a,01:00:09:10,01:00:10:12,00:00:01:02', 226, 252],
    ['timecode from zero', 'R1,a,0:00:09:10,0:00:10:12,0:00:01:02', 226, 252],
    ['minutes with the project at one hour', 'R1,a,1:00:09.417,1:00:10.500,0:01.083', 226, 252],
  ])('are read from a ruler of %s', (_, row, from, to) => {
    expect(positions(row)).toEqual([[after(from), after(to)]]);
  });

  it('are timecode or count from the beginning, as rulers do, where both can be', () => {
    const film = { ...at24, length: 3 * at24.length };
    const { items } = parseReaperCsv(utf8(HEADER, 'M1,a,01:00:09:10,,'), film);
    expect(items[0]?.in).toBe(after(226));
    expect(parseReaperCsv(utf8(HEADER, 'M1,a,1:00:09.417,,'), film).items[0]?.in).toBe(after(86_400 + 226));
  });

  it('stay between frames where they stand between frames', () => {
    expect(positions('M1,a,0:00.020,,')).toEqual([[at24.start + FLICKS_PER_SECOND / 50, null]]);
  });

  it('are read from samples when they can be nothing else, with a word on their rate', () => {
    const { items, problems } = parseReaperCsv(utf8(HEADER, 'M1,a,0,,', 'M2,b,452000,,'), at24);
    expect(items.map((marker) => marker.in)).toEqual([after(0), after(226)]);
    expect(problems.map(({ where, what }) => [where, what.includes('48 kHz')])).toEqual([['file', true]]);
  });

  it('say where they cannot be read', () => {
    const beats = parseReaperCsv(utf8(HEADER, 'M1,"a\nb",144.2.00,,', 'R1,c,12.1.00,13.1.00,1.0.00'), at24);
    expect(beats.items).toEqual([]);
    expect(beats.problems.map(({ where }) => where)).toEqual(['line 2', 'line 4']);
    expect(beats.problems[0]?.what).toContain('bars and beats');
    expect(parseReaperCsv(utf8(HEADER, 'M1,a,12,,'), at24).problems[0]?.what).toContain(
      'seconds, frames or samples',
    );
    expect(parseReaperCsv(utf8(HEADER, `M1,a,${'9'.repeat(12)},,`), at24).problems[1]?.what).toContain(
      'not a time',
    );
    expect(parseReaperCsv(utf8('Name,End', 'a,1.0'), at24).problems[0]?.what).toContain('no column "Start"');
    const turned = parseReaperCsv(utf8(HEADER, 'R1,a,2.000,1.000,'), at24);
    expect(turned.items).toEqual([{ ...markerAt(after(48)), name: 'a' }]);
    expect(turned.problems[0]?.where).toBe('line 2');
  });

  it.each<TimecodeFormat>([
    { rate: '23.976', dropFrame: false },
    { rate: '29.97', dropFrame: true },
    { rate: '60', dropFrame: false },
    { rate: '120', dropFrame: false },
  ])('come back as they were written, name and comment as one, at %o', (format) => {
    const film = timeline(format);
    fc.assert(
      fc.property(markers(film), (written) => {
        const { items, problems } = parseReaperCsv(formatReaperCsv(written, film), film);
        expect(problems).toEqual([]);
        const kept = written.map((marker) => ({ ...marker, name: nameAlone(marker).trim() }));
        sameMarkers(items, kept, ['id', 'in', 'out', 'name', 'colour']);
      }),
    );
  });

  it('are written in minutes and seconds', () => {
    const region = { ...markerAt(after(226)), out: after(252), name: 'a', comment: 'b, c', colour: 'orange' };
    const written = formatReaperCsv([markerAt(after(3661 * 24)), region, markerAt(after(-24))], at24);
    expect(new TextDecoder().decode(written).split('\r\n')).toEqual([
      HEADER,
      'M1,,1:01:01.000,,,',
      'R1,"a - b, c",0:09.417,0:10.500,0:01.083,FF8000',
      'M2,,-0:01.000,,,',
      '',
    ]);
  });

  it('never throw, whatever the bytes', () => {
    const pieces = fc.constantFrom('"', ',', '\n', '9'.repeat(11), '1:00.0', HEADER, '01:00:00:00', 'R1,');
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), fc.array(pieces)), (made) => {
        const bytes = made instanceof Uint8Array ? made : utf8(HEADER, made.join(''));
        expect(() => parseReaperCsv(bytes, at24)).not.toThrow();
      }),
    );
  });
});
