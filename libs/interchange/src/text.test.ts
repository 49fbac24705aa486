import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteWriter } from './byte-writer.js';
import { parseMarkers } from './marker-files.js';
import { parsePremiereCsv } from './premiere-csv.js';
import { timeline } from './testing/markers.js';
import { decodeText, openText, wideEncoding } from './text-file.js';
import { encodeText, oneLine } from './text.js';

const at24 = timeline({ rate: '24', dropFrame: false });

function wide(text: string, isBig = false): Uint8Array {
  return Uint8Array.from(
    Array.from(text, (letter) => letter.charCodeAt(0)).flatMap((code) =>
      isBig ? [code >> 8, code & 255] : [code & 255, code >> 8],
    ),
  );
}

describe('text of two bytes a letter', () => {
  const table =
    'Marker Name\tDescription\tIn\tOut\tDuration\tMarker Type\t\nentrée\t歌\t01:00:00:00\t01:00:00:00\t\tComment\t\n';

  it('is known without a byte order mark by its zeros', () => {
    for (const isBig of [false, true]) {
      expect(decodeText(wide(table, isBig))).toBe(table);
      expect(parsePremiereCsv(wide(table, isBig), at24).items).toMatchObject([
        { name: 'entrée', comment: '歌' },
      ]);
      expect(parseMarkers(wide(table, isBig), at24).items).toHaveLength(1);
    }
  });

  it('is not seen in bytes that are none', () => {
    expect(wideEncoding(encodeText(table))).toBeNull();
    expect(wideEncoding(new Uint8Array(0))).toBeNull();
    expect(wideEncoding(new Uint8Array(1000))).toBeNull();
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        fc.pre(!text.includes('\0'));
        expect(decodeText(encodeText(text))).toBe(text.replace(/^\ufeff/, ''));
      }),
    );
  });
});

describe('text of old', () => {
  it('is in the letters of its encoding, on every platform', () => {
    const bytes = Uint8Array.of(0x45, 0x97, 0x92, 0x80, 0xe9);
    expect(decodeText(bytes, 'windows-1252')).toBe('E—’€é');
    expect(decodeText(bytes, 'macintosh')).toBe('EóíÄÈ');
  });
});

describe('a list whose letters are neither UTF-8 nor UTF-16', () => {
  /** A list with the word in it as bytes of one letter each. */
  const LISTS: readonly (readonly [kind: string, text: (word: string) => string])[] = [
    ['Avid text', (word) => `anna\t01:00:00:00\tV1\tred\t${word}\t1\n`],
    [
      'Pro Tools text',
      (word) =>
        `SESSION NAME:\tx\n\n\nM A R K E R S  L I S T I N G\n#\tLOCATION\tTIME REFERENCE\tUNITS\tNAME\tCOMMENTS\n1\t01:00:00:00\t0\tTicks\t${word}\t\n`,
    ],
    [
      'Premiere CSV',
      (word) =>
        `Marker Name\tDescription\tIn\tOut\tDuration\tMarker Type\t\n${word}\t\t01:00:00:00\t\t\t\t\n`,
    ],
    ['REAPER CSV', (word) => `#,Name,Start,End,Length\nM1,${word},1.000,,\n`],
    ['REAPER project', (word) => `<REAPER_PROJECT 0.1 "7"\n  MARKER 1 1.0 "${word}" 0\n>\n`],
    ['Frame.io CSV', (word) => `Commenter,Comment,Timecode In\nAnna,${word},01:00:00:00\n`],
    [
      'Resolve EDL',
      (word) =>
        `TITLE: x\n\n001  001 V C 01:00:00:00 01:00:00:01 01:00:00:00 01:00:00:01\n |C:ResolveColorBlue |M:${word} |D:1\n`,
    ],
    ['EDL', (word) => `TITLE: x\n* LOC: 01:00:00:00 RED ${word}\n`],
    ['WebVTT', (word) => `WEBVTT\n\n00:01.000 --> 00:02.000\n${word}\n`],
    ['SRT', (word) => `1\n00:00:01,000 --> 00:00:02,000\n${word}\n`],
    [
      'MIDI',
      (word) => {
        const events = `\0\xff\x06${String.fromCharCode(word.length)}${word}\0\xff\x2f\0`;
        return `MThd\0\0\0\x06\0\0\0\x01\x03\xc0MTrk\0\0\0${String.fromCharCode(events.length)}${events}`;
      },
    ],
  ];
  const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

  it.each(LISTS)('says in which encoding it was read, and is read in another one: %s', (_, text) => {
    const bytes = latin(text('cl\x8e'));
    const wordIn = (encoding?: 'macintosh' | 'windows-1252') => {
      const { items, encoding: taken } = parseMarkers(bytes, at24, encoding);
      expect(items).toHaveLength(1);
      return { word: items[0]?.name || items[0]?.comment, encoding: taken };
    };
    expect(wordIn('macintosh')).toEqual({ word: 'clé', encoding: 'macintosh' });
    expect(wordIn('windows-1252')).toEqual({ word: 'clŽ', encoding: 'windows-1252' });
    const taken = wordIn();
    expect(taken).toEqual(wordIn(taken.encoding));
  });

  it.each(LISTS)('is in no old encoding when it is valid as UTF-8: %s', (_, text) => {
    const word = new TextDecoder('latin1').decode(encodeText('clé'));
    const { items, encoding } = parseMarkers(latin(text(word)), at24, 'macintosh');
    expect(items[0]?.name || items[0]?.comment).toBe('clé');
    expect(encoding).toBeUndefined();
  });
});

describe('one line', () => {
  it('has no line breaks and no control characters, whatever the text', () => {
    expect(oneLine('  a\n\n b\tc\0 ')).toBe('a / b c');
    expect(oneLine('  plain  ')).toBe('plain');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(oneLine(text)).not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});

describe('a file of garbage', () => {
  it('is refused by its size or its lines before anything is made of it', () => {
    const what = (bytes: Uint8Array) => {
      const opened = openText(bytes, 'macintosh');
      return 'what' in opened ? opened.what : null;
    };
    expect(what(new Uint8Array(65 * 1024 * 1024))).toContain('64 MB');
    expect(what(new Uint8Array(1_000_001).fill(0x0d))).toContain('million lines');
    expect(what(new Uint8Array(1_000_000).fill(0x0a))).toBeNull();
    const list = new Uint8Array(2_000_000).fill(0x0a);
    list.set(encodeText('TITLE: x\n'));
    expect(parseMarkers(list, at24).problems[0]?.what).toContain('million lines');
  });
});

describe('a long file', () => {
  it('is put together byte by byte and text by text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.uint8Array({ maxLength: 50 }),
      fc.nat(255),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const writer = new ByteWriter();
        const expected: number[] = [];
        for (const one of pieces) {
          if (typeof one === 'string') writer.text(one);
          else if (typeof one === 'number') writer.byte(one);
          else writer.bytes(one);
          const bytes = typeof one === 'string' ? encodeText(one) : typeof one === 'number' ? [one] : one;
          expected.push(...bytes);
        }
        expect(writer.length).toBe(expected.length);
        expect([...writer.done()]).toEqual(expected);
      }),
    );
  });

  it('may be longer than a block', () => {
    const writer = new ByteWriter();
    for (let n = 0; n < 3; n++) writer.text('é'.repeat(400_000));
    writer.bytes(new Uint8Array(2_000_000).fill(7));
    expect(new TextDecoder().decode(writer.done())).toBe('é'.repeat(1_200_000) + '\x07'.repeat(2_000_000));
  });
});
