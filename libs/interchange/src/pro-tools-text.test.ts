import { frameToFlicks, samplesToFlicks } from '@segue/timecode';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markerAt } from './marker.js';
import { parseProToolsText } from './pro-tools-text.js';
import { timeline } from './testing/markers.js';

const utf8 = (...lines: readonly string[]): Uint8Array => new TextEncoder().encode(lines.join('\n'));
const film = timeline({ rate: '25', dropFrame: false });
const HEAD = [
  'SESSION NAME:\tReel 2',
  'SAMPLE RATE:\t48000.000000',
  'BIT DEPTH:\t24-bit',
  'SESSION START TIMECODE:\t02:00:00:00',
  'TIMECODE FORMAT:\t24 Frame',
  '# OF AUDIO TRACKS:\t2',
  '# OF AUDIO CLIPS:\t0',
  '# OF AUDIO FILES:\t0',
  '',
  '',
];
const MARKERS = 'M A R K E R S  L I S T I N G';
const COLUMNS =
  '#   \tLOCATION     \tTIME REFERENCE    \tUNITS    \tNAME                             \tCOMMENTS';
const RULERS = COLUMNS.replace('\tCOMMENTS', '\tTRACK NAME                       \tTRACK TYPE   \tCOMMENTS');
const session = frameToFlicks(2 * 3600 * 24, '24');
const at = (samples: number) => session + samplesToFlicks(samples, 48_000);

describe('the text of a Pro Tools session', () => {
  it('has markers at samples of the session, whatever the film is', () => {
    const { items, problems, stated } = parseProToolsText(
      utf8(
        ...HEAD,
        'T R A C K  L I S T I N G',
        'TRACK NAME:\tAudio A',
        '1       \t1       \tClip                          \t   02:00:01:00\t   02:00:05:00\t   00:00:04:00\tUnmuted',
        '',
        '',
        MARKERS,
        COLUMNS,
        '4   \t02:00:09:10  \t452000            \tSamples  \t2M4 in                           \tafter the breath [S:7k2f]',
        '2   \t02:00:03:00  \t144011            \tSamples  \tlate                             \t',
      ),
      film,
    );
    expect(problems).toEqual([]);
    expect(stated).toEqual({ title: 'Reel 2', format: { rate: '24', dropFrame: false }, start: session });
    expect(items).toEqual([
      {
        ...markerAt(session + frameToFlicks(226, '24')),
        id: '7k2f',
        name: '2M4 in',
        comment: 'after the breath',
      },
      { ...markerAt(at(144_011)), name: 'late' },
    ]);
  });

  it('has marker rulers since 2023.12', () => {
    const { items } = parseProToolsText(
      utf8(
        ...HEAD,
        MARKERS,
        RULERS,
        '1   \t02:00:01:00  \t48000             \tSamples  \tMarker 1                         \tMarkers 2                        \tRuler                            \tnote\there',
        '2   \t02:00:02:00  \t96000             \tSamples  \twith\ta tab                       \tAudio 1                          \tTrack                            \t',
      ),
      film,
    );
    expect(items).toEqual([
      { ...markerAt(at(48_000)), name: 'Marker 1', track: 'Markers 2', comment: 'note\there' },
      { ...markerAt(at(96_000)), name: 'with\ta tab', track: 'Audio 1' },
    ]);
  });

  it('breaks names and comments over lines, and knows no tabs from columns', () => {
    const { items, problems } = parseProToolsText(
      utf8(
        ...HEAD,
        MARKERS,
        COLUMNS,
        '1   \t02:00:00:00  \t0                 \tSamples  \tName again',
        'with new line      \tComment here',
        '    \t             \t                  \t         \t                                 \twith new line',
        '    \t             \t                  \t         \t                                 \t12 bars\tlater',
        '10  \t02:00:05:00  \t240000            \tSamples  \tName\twith tab             \tComment',
        '',
        '',
        'P L U G - I N S  L I S T I N G',
        '3   \t02:00:06:00  \t288000            \tSamples  \tno marker                        \t',
      ),
      film,
    );
    expect(problems).toEqual([]);
    expect(items.map(({ name, comment }) => [name, comment])).toEqual([
      ['Name again\nwith new line', 'Comment here\nwith new line\n12 bars\tlater'],
      ['Name', 'with tab             \tComment'],
    ]);
  });

  it('has markers on bars and beats, in the time format of the list', () => {
    const row = (location: string) => `1   \t${location}\t3|3               \tTicks    \ta\t`;
    const { items, problems } = parseProToolsText(
      utf8(
        ...HEAD,
        MARKERS,
        COLUMNS,
        ...['02:00:01:00.50', '1:05.500', '96000', '01:00:00:00', '3|3| 000', '84+03'].map(row),
      ),
      film,
    );
    expect(items.map((marker) => marker.in)).toEqual([
      session + frameToFlicks(24, '24') + frameToFlicks(1, '24') / 2,
      at(65.5 * 48_000),
      at(96_000),
      frameToFlicks((24 + 1) * 3600 * 24, '24'),
    ]);
    expect(problems.map(({ where }) => where)).toEqual(['line 17', 'line 18']);
    expect(problems[0]?.what).toContain('export with Timecode');
  });

  it('knows rates that are written short, and drop frame by its timecodes where nothing else says so', () => {
    const row = (time: string) => [MARKERS, COLUMNS, `1   \t${time}\t\t\ta\t`];
    expect(
      parseProToolsText(utf8('TIMECODE FORMAT:\t47.95 Frame', ...row('01:00:00:00')), film).stated.format,
    ).toEqual({
      rate: '47.952',
      dropFrame: false,
    });
    const video = { ...film, format: { rate: '29.97', dropFrame: false } as const };
    const { items, problems, stated } = parseProToolsText(
      utf8('SESSION START TIMECODE:\t01:00:00;00', ...row('01:01:00;02')),
      video,
    );
    expect(stated).toEqual({
      format: { rate: '29.97', dropFrame: true },
      start: frameToFlicks(107_892, '29.97'),
    });
    expect(items.map((marker) => marker.in)).toEqual([frameToFlicks(107_892 + 1800, '29.97')]);
    expect(problems.map(({ where }) => where)).toEqual(['SESSION START TIMECODE']);
  });

  it('counts in drop frame, and pulled samples', () => {
    const lines = [
      'SAMPLE RATE:\t48048.000000',
      'SESSION START TIMECODE:\t01:00:00;00',
      'TIMECODE FORMAT:\t29.97 Drop Frame',
      MARKERS,
      COLUMNS,
      '1   \t01:00:01;00\t48048\tSamples\ta\t',
      '2   \t01:00:00;00\t1\tSamples\tb\t',
      `3   \t01:00:02;00\t${'9'.repeat(18)}\tSamples\tout of reach\t`,
    ];
    const { items, stated } = parseProToolsText(utf8(...lines), film);
    expect(stated).toEqual({
      format: { rate: '29.97', dropFrame: true },
      start: frameToFlicks(107_892, '29.97'),
    });
    const start = frameToFlicks(107_892, '29.97');
    // A sample that begins inside a flick is the first flick inside the sample.
    expect(items.map((marker) => marker.in - start)).toEqual([
      705_600_000,
      14_686,
      frameToFlicks(60, '29.97'),
    ]);
  });

  it('says where it cannot be read, and is read against the film where it says nothing', () => {
    const { items, problems, stated } = parseProToolsText(
      utf8(
        'TIMECODE FORMAT:\t30 Drop Frame',
        MARKERS,
        COLUMNS,
        '1   \t01:00:00:31\t0\tSamples\ta\t',
        '2   \t01:00:00:24\t0\tSamples\tb\t',
      ),
      film,
    );
    // 30 drop frame is no timecode of films.
    expect(stated).toEqual({ format: { rate: '30', dropFrame: false } });
    expect(problems.map(({ where }) => where)).toEqual(['line 1', 'line 4', 'line 4']);
    expect(items.map((marker) => marker.in)).toEqual([frameToFlicks(3600 * 30 + 24, '30')]);
    expect(parseProToolsText(utf8(...HEAD), film).problems[0]?.what).toContain('include the markers');
    expect(parseProToolsText(utf8(MARKERS, 'x'), film).problems[0]?.where).toBe('line 2');
  });

  it('may have more columns than a call has room for', () => {
    const row = '1   \t02:00:00:00\t0\tSamples\ta\tb';
    const { items } = parseProToolsText(utf8(...HEAD, MARKERS, COLUMNS, row, '\t'.repeat(500_000)), film);
    expect(items.map(({ name, comment }) => [name, comment])).toEqual([['a', 'b']]);
  });

  it('never throws, whatever the bytes', () => {
    const pieces = fc.constantFrom(
      '\t',
      '\n',
      '1   \t01:00:00:00\t',
      '9'.repeat(18),
      '\tSamples\t',
      'x',
      '    \t',
    );
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), fc.array(pieces)), (made) => {
        const bytes = made instanceof Uint8Array ? made : utf8(...HEAD, MARKERS, RULERS, made.join(''));
        expect(() => parseProToolsText(bytes, film)).not.toThrow();
      }),
    );
  });
});
