import { frameToFlicks } from '@segue/timecode';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFrameIoCsv } from './frame-io-csv.js';
import { markerAt } from './marker.js';
import { timeline } from './testing/markers.js';

const utf8 = (...lines: readonly string[]): Uint8Array => new TextEncoder().encode(lines.join('\r\n'));
const at24 = timeline({ rate: '24', dropFrame: false });
const after = (frames: number) => at24.start + frameToFlicks(frames, '24');

describe('the comments of Frame.io', () => {
  it('are read by the names of their columns, at the timecode of the source', () => {
    const { items, problems, stated } = parseFrameIoCsv(
      utf8(
        'Asset Name,Commenter,Comment,Reply,Complete,Frame,Duration,Timecode In,Timecode Out,Timecode Source In,Timecode Source Out,Created At',
        'r2.mov,Anna K,"after the breath, ""soft"" [S:7k2f]",,Yes,226,0,00:00:09:10,,01:00:09:10,,2026-10-01T12:00:00Z',
        'r2.mov,Ben,,"agreed,\r\nbut later",,,,,,,,',
        'r2.mov,,too loud,,No,288,36,00:00:12:00,00:00:13:12,01:00:12:00,01:00:13:12,yesterday',
      ),
      at24,
    );
    expect(problems).toEqual([]);
    expect(stated).toEqual({});
    expect(items).toEqual([
      {
        ...markerAt(after(226)),
        id: '7k2f',
        author: 'Anna K',
        comment: 'after the breath, "soft"\nBen: agreed,\nbut later',
        status: 'done',
        createdAt: Date.UTC(2026, 9, 1, 12),
      },
      { ...markerAt(after(288)), out: after(324), comment: 'too loud', status: 'open' },
    ]);
  });

  it.each([
    ['a film that starts at zero there', 'Comment,Timecode,Duration', 'a,00:00:09:10,26'],
    ['frame numbers', 'Frame,Duration,Comment', '226,00:00:01:02,a'],
    [
      'an empty column for the source',
      'Comment,Timecode Source In,Timecode In,Timecode Out',
      'a,,01:00:09:10,01:00:10:12',
    ],
  ])('are read from %s', (_, header, row) => {
    const { items, problems } = parseFrameIoCsv(utf8(header, row), at24);
    expect(problems).toEqual([]);
    expect(items).toEqual([{ ...markerAt(after(226)), out: after(252), comment: 'a' }]);
  });

  it('count frames from the beginning, where both can be', () => {
    const film = { ...at24, length: 3 * at24.length };
    expect(parseFrameIoCsv(utf8('Comment,Frame', 'a,90000'), film).items[0]?.in).toBe(after(90_000));
    expect(parseFrameIoCsv(utf8('Comment,Timecode', 'a,01:00:00:01'), film).items[0]?.in).toBe(after(1));
  });

  it('are answered by rows that are marked as replies', () => {
    const { items } = parseFrameIoCsv(
      utf8('Commenter,Comment,Reply,Timecode In', 'A,one,false,01:00:00:00', 'B,two,TRUE,01:00:00:00'),
      at24,
    );
    expect(items).toEqual([{ ...markerAt(at24.start), author: 'A', comment: 'one\nB: two' }]);
  });

  it('say where they cannot be read', () => {
    const { items, problems } = parseFrameIoCsv(
      utf8('Comment,Timecode In', '"a\nb",', 'c,01:00:00:24', 'd,01:00:00:23'),
      at24,
    );
    expect(items.map(({ comment }) => comment)).toEqual(['d']);
    expect(problems.map(({ where }) => where)).toEqual(['line 2', 'line 4', 'line 4']);
    expect(parseFrameIoCsv(utf8('Comment,Page', 'a,1'), at24).problems[0]?.where).toBe('line 1');
  });

  it('never throw, whatever the bytes', () => {
    const pieces = fc.constantFrom('"', ',', '\n', '99999999', '01:00:00:00', 'TRUE', 'x');
    const header = 'Comment,Reply,Timecode In,Frame,Duration';
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), fc.array(pieces)), (made) => {
        const bytes = made instanceof Uint8Array ? made : utf8(header, made.join(''));
        expect(() => parseFrameIoCsv(bytes, at24)).not.toThrow();
      }),
    );
  });
});
