import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEditList } from './edit-files.js';
import { parseMarkers } from './marker-files.js';
import { timeline } from './testing/markers.js';

const MB = 1024 * 1024;
const at24 = timeline({ rate: '24', dropFrame: false });
const TABBED = '1\t01:00:00:00\t0\tSamples\tx\ty\n';

/** What a file of each text format begins with. */
const HEADS = {
  avidXml: '<?xml version="1.0"?>\n<Avid:StreamItems xmlns:Avid="http://www.avid.com"><Avid:XMLFileData>\n',
  xmeml: '<?xml version="1.0"?>\n<xmeml version="4"><sequence><name>',
  fcpxml: '<?xml version="1.0"?>\n<fcpxml version="1.9"><library>',
  cubase: '<?xml version="1.0"?>\n<tracklist2><list name="track" type="obj">',
  otio: '{"OTIO_SCHEMA":"Timeline.1","tracks":{"OTIO_SCHEMA":"Stack.1","children":[',
  notes: '{"format":"segue-notes","version":1,"notes":[',
  reaper: '<REAPER_PROJECT 0.1 "7.11"\n',
  proTools: `SESSION NAME:\tx\n\n\nM A R K E R S  L I S T I N G\n# \tLOCATION\tTIME REFERENCE\tUNITS\tNAME\tCOMMENTS\n${TABBED}`,
  avidText: 'anna\t01:00:00:00\tV1\tred\tx\t1\n',
  resolve:
    'TITLE: x\n\n001  001 V C 01:00:00:00 01:00:00:01 01:00:00:00 01:00:00:01\nx |C:ResolveColorBlue |M:a |D:1\n',
  edl: 'TITLE: x\nFCM: NON-DROP FRAME\n',
  vtt: 'WEBVTT\n\n',
  srt: '1\n00:00:00,000 --> 00:00:01,000\nx\n\n',
  premiere: 'Marker Name\tDescription\tIn\tOut\tDuration\tMarker Type\t\n',
  reaperCsv: '#,Name,Start,End,Length\n',
  frameIo: 'Commenter,Comment,Timecode In,Frame,Duration\n',
} as const;
type Format = keyof typeof HEADS;

/** A head, and one text again and again behind it; in Latin-1, so that a letter is a byte. */
function file(format: Format, text: string, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  const piece = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  bytes.set(piece.subarray(0, length));
  for (let filled = piece.length; filled < length; filled *= 2) bytes.copyWithin(filled, 0, filled);
  bytes.set(new TextEncoder().encode(HEADS[format]));
  return bytes;
}

/** A head, and bytes of all values without any order behind it. */
function noise(format: Format, seed: number): Uint8Array {
  const bytes = new Uint8Array(MB);
  let state = seed;
  for (let at = 0; at < bytes.length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    bytes[at] = state >>> 24;
  }
  bytes.set(new TextEncoder().encode(HEADS[format]));
  return bytes;
}

const formats = Object.keys(HEADS) as Format[];
const GARBAGE = 'too much of it is control characters';
const NO_JSON = 'the end of the file is missing';
const TEXTS = formats.filter((format) => !['avidXml', 'otio', 'notes'].includes(format));

describe('garbage behind the head of a format', () => {
  it.each(TEXTS)('is refused as no text: %s', (format) => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const { items, problems } = parseMarkers(noise(format, seed), at24);
        expect(items).toEqual([]);
        expect(problems).toEqual([{ where: 'file', what: expect.stringContaining(GARBAGE) as string }]);
      }),
      { numRuns: 3 },
    );
  });

  it('is no JSON, and no list of Avid', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        for (const format of ['otio', 'notes'] as const)
          expect(parseMarkers(noise(format, seed), at24).problems[0]?.what).toContain(NO_JSON);
        const { items, problems } = parseMarkers(noise('avidXml', seed), at24);
        expect([items, problems.length > 0]).toEqual([[], true]);
      }),
      { numRuns: 3 },
    );
  });

  it('is refused in edit lists too', () => {
    for (const format of ['edl', 'xmeml', 'fcpxml'] as const)
      expect(parseEditList(noise(format, 1), at24).problems[0]?.what).toContain(GARBAGE);
    expect(parseEditList(noise('otio', 1), at24).problems[0]?.what).toContain(NO_JSON);
  });

  it('is not what a text in another alphabet or a few odd signs are', () => {
    const odd = file('edl', `* LOC: 01:00:00:00 RED ${'\xe9\x80'.repeat(40)}\x07\n`, 20_000);
    expect(parseMarkers(odd, at24).items.length).toBeGreaterThan(100);
    const short = new TextEncoder().encode(`${HEADS.edl}* LOC: 01:00:00:00 RED ${'\x01'.repeat(90)}\n`);
    expect(parseMarkers(short, at24).items).toHaveLength(1);
  });
});

/** Well-formed as far as it goes, and far more than a list of markers is: what is repeated, in how many MB, what is said. */
const FLOODS: readonly (readonly [format: Format, text: string, megabytes: number, said: string])[] = [
  ['avidXml', '&amp;', 10, 'Most of what is in it is no marker'],
  ['avidXml', '&#65;', 10, 'Most of what is in it is no marker'],
  ['avidXml', '\x97', 10, 'Most of what is in it is no marker'],
  ['avidXml', '\r', 10, 'Most of what is in it is no marker'],
  [
    'avidXml',
    `<AvClass><List>${'<a/>'.repeat(1e6)}</List></AvClass>`,
    10,
    'Most of what is in it is no marker',
  ],
  ['avidXml', '<AvClass></AvClass>', 20, 'more than a million markers'],
  ['xmeml', '&amp;', 16, 'too many references'],
  ['xmeml', '<a/>', 10, 'too many elements'],
  ['xmeml', '<a/>\r', 12, 'too many elements'],
  ['xmeml', '\r', 16, 'never closed'],
  ['xmeml', '\x97', 16, 'never closed'],
  ['xmeml', '\xe9\x97', 63, 'never closed'],
  ['fcpxml', '<a b="c"/>', 20, 'too many elements'],
  ['cubase', '<a>', 1, 'nested too deep'],
  ['otio', '{},', 10, 'too many objects'],
  ['otio', '",', 22, 'too many objects'],
  ['otio', '1,', 32, 'too many objects'],
  ['notes', '[],', 10, 'too many objects'],
  ['notes', '"a",', 22, 'too many objects'],
  ['reaper', 'MARKER 1 1.0 a 0\n', 20, 'million lines'],
  ['proTools', TABBED, 32, 'million lines'],
  ['avidText', '\r', 1, 'million lines'],
  ['resolve', '\n', 1, 'million lines'],
  ['edl', '* LOC: 01:00:00:00 RED a\n', 27, 'million lines'],
  ['edl', '001  A V C 01:00:00:00 01:00:00:01 01:00:00:00 01:00:00:01\n', 7, '100000 events'],
  ['vtt', '00:00.000 --> 00:01.000\nx\n\n', 30, 'million lines'],
  ['srt', '\n', 1, 'million lines'],
  ['premiere', '",', 9, 'quotation marks or cells'],
  ['premiere', 'a\tb\t01:00:00:00\t01:00:00:00\tc\n', 11, '300000 rows'],
  ['reaperCsv', '""', 5, 'quotation marks or cells'],
  ['reaperCsv', 'M1,a,1.0,,\n', 6, '300000 rows'],
  ['frameIo', ',', 6, 'quotation marks or cells'],
];

describe('a flood of what a format is made of', () => {
  it.each(FLOODS)('is told: %s, %j', (format, text, megabytes, said) => {
    // A little more, so that what a limit counts is beyond it whatever the head is long.
    const bytes = file(format, text, megabytes * MB + MB / 4);
    const reading =
      format === 'edl' && text.startsWith('0') ? parseEditList(bytes, at24) : parseMarkers(bytes, at24);
    expect(reading.problems.map(({ what }) => what).join('\n')).toContain(said);
  });
});
