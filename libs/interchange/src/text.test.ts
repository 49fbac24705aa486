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
