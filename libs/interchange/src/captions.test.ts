import { frameToFlicks, type TimecodeFormat } from '@segue/timecode';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatSrt, formatWebVtt, parseSrt, parseWebVtt } from './captions.js';
import { markerAt, type Marker } from './marker.js';
import { markers, sameMarkers, timeline } from './testing/markers.js';
import { linesOf, oneLine } from './text.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const at24 = timeline({ rate: '24', dropFrame: false });
const after = (frames: number) => at24.start + frameToFlicks(frames, '24');
const RATES: readonly TimecodeFormat[] = [
  { rate: '23.976', dropFrame: false },
  { rate: '29.97', dropFrame: true },
  { rate: '60', dropFrame: false },
  { rate: '120', dropFrame: false },
];

/** What a caption keeps of name and comment: one text, its lines without blanks around them, none empty. */
function said({ name, comment }: Marker): string {
  const lines = linesOf(comment)
    .map(oneLine)
    .filter((line) => line.trim() !== '');
  const first = [oneLine(name).trim(), lines[0] ?? ''].filter((part) => part !== '').join(' - ');
  return [first, ...lines.slice(1)].join('\n').trim();
}

describe('captions in WebVTT', () => {
  it('are read with ids, settings, styling and comments', () => {
    const { items, problems, stated } = parseWebVtt(
      utf8(
        [
          '\ufeffWEBVTT - Reel 2',
          'Kind: captions',
          '',
          'STYLE',
          '::cue { color: red }',
          '',
          'NOTE',
          '00:00:00.000 --> 00:00:01.000',
          '',
          'intro',
          '00:09.417 --> 00:10.500 align:start',
          '<v Anna K><i>soft</i> &amp; low &lt;ppp&gt; [S:7k2f]',
          'two&nbsp;lines',
          '',
          '01:00:00.000 --> 01:00:00.042',
          'a point',
        ].join('\r\n'),
      ),
      at24,
    );
    expect(problems).toEqual([]);
    expect(stated).toEqual({});
    expect(items).toEqual([
      {
        ...markerAt(after(226)),
        out: after(252),
        id: '7k2f',
        author: 'Anna K',
        comment: 'soft & low <ppp>\ntwo lines',
      },
      { ...markerAt(after(3600 * 24)), comment: 'a point' },
    ]);
  });

  it('say where they cannot be read', () => {
    const { items, problems } = parseWebVtt(
      utf8('WEBVTT\n\nlost text\n\n2\n00:99.000 --> 00:10.000\na\n\n3\n00:02.000 --> 00:01.000\nb'),
      at24,
    );
    expect(items).toEqual([{ ...markerAt(after(48)), comment: 'b' }]);
    expect(problems.map(({ where }) => where)).toEqual(['line 3', 'line 5', 'line 10']);
    expect(parseWebVtt(utf8('1\n00:01.000 --> 00:02.000'), at24).problems[0]?.what).toContain('not WebVTT');
  });

  it.each(RATES)('come back as they were written, name and comment as one, at %o', (format) => {
    const film = timeline(format);
    fc.assert(
      fc.property(markers(film), (written) => {
        const { items, problems } = parseWebVtt(formatWebVtt(written, film), film);
        expect(problems).toEqual([]);
        const kept = written.map((marker) => ({
          ...marker,
          comment: said(marker),
          author: oneLine(marker.author ?? '').trim() || null,
        }));
        sameMarkers(items, kept, ['id', 'in', 'out', 'comment', 'author']);
      }),
    );
  });

  it('are written in order, without what is before the start', () => {
    const later = {
      ...markerAt(after(3600 * 24)),
      out: after(3601 * 24),
      name: '2M4',
      comment: 'a --> b\n\nc',
    };
    const written = formatWebVtt(
      [later, { ...markerAt(after(226)), author: 'A>B' }, markerAt(after(-1))],
      at24,
    );
    expect(new TextDecoder().decode(written)).toBe(
      'WEBVTT\n\n00:00:09.417 --> 00:00:09.458\n<v A&gt;B>\n' +
        '\n01:00:00.000 --> 01:00:01.000\n2M4 - a --&gt; b\nc\n',
    );
  });
});

describe('captions in SRT', () => {
  it('are read with a byte order mark and CRLF', () => {
    const { items, problems } = parseSrt(
      utf8(
        '\ufeff1\r\n00:00:09,417 --> 00:00:10,500\r\n{\\an8}<i>two</i>\r\nlines < 3\r\n\r\n2\r\n00:00:11,000 --> 00:00:11,000\r\n\r\n',
      ),
      at24,
    );
    expect(problems).toEqual([]);
    expect(items).toEqual([
      { ...markerAt(after(226)), out: after(252), comment: 'two\nlines < 3' },
      markerAt(after(264)),
    ]);
  });

  it.each(RATES)(
    'come back as they were written, without authors and what looks like styling, at %o',
    (format) => {
      const film = timeline(format);
      fc.assert(
        fc.property(markers(film), (written) => {
          const { items, problems } = parseSrt(formatSrt(written, film), film);
          expect(problems).toEqual([]);
          const kept = written.map((marker) => ({
            ...marker,
            comment: said(marker)
              .replace(/<\/?[bius]>|<\/?font(?:\s[^<>]*)?>|\{\\[a-z][^{}]*\}/gi, '')
              .trim(),
          }));
          sameMarkers(items, kept, ['id', 'in', 'out', 'comment']);
        }),
      );
    },
  );

  it('are written with numbers', () => {
    const written = formatSrt(
      [{ ...markerAt(after(24)), out: after(48), comment: 'a\nb' }, markerAt(after(72))],
      at24,
    );
    expect(new TextDecoder().decode(written)).toBe(
      '1\r\n00:00:01,000 --> 00:00:02,000\r\na\r\nb\r\n\r\n2\r\n00:00:03,000 --> 00:00:03,042\r\n\r\n\r\n',
    );
  });
});

describe('captions of any bytes', () => {
  it('never throw', () => {
    const pieces = fc.constantFrom(
      '\n',
      '\n\n',
      '9999999',
      ':',
      '.000 --> ',
      '00:00:01,000',
      '<v ',
      '>',
      '&amp;',
    );
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), fc.array(pieces)), (made) => {
        const bytes = made instanceof Uint8Array ? made : utf8(`WEBVTT\n\n${made.join('')}`);
        expect(() => parseWebVtt(bytes, at24)).not.toThrow();
        expect(() => parseSrt(bytes, at24)).not.toThrow();
      }),
    );
  });
});
