import { decodeOld } from './text-file.js';
import { Unreadable, XmlReader } from './xml-reader.js';
import { resolved, withFeeds } from './xml-text.js';
import { attributeOf, childOf } from './xml.js';

/** What is asked of a marker, by its name without `_ATN_CRM_`. */
const NAMES = ['TC', 'LENGTH', 'COM', 'USER', 'TRK', 'COLOR', 'COLOR_EXTENDED', 'LONG_CREATE_DATE'] as const;
type AvidName = (typeof NAMES)[number];

/** What the list of a marker says. */
export type AvidProperties = { readonly [Name in AvidName]?: string };

const PREFIX = '_ATN_CRM_';
const NAME_BEGIN = ascii(`>${PREFIX}`);
const NAME_BYTES = NAMES.map((name) => ({ name, bytes: ascii(name) }));
const CLASS = ascii('AvClass');
const CLASS_BEGIN = ascii('<AvClass');
const CLASS_END = ascii('/AvClass');
const PROPERTY = ascii('<AvProp');
const PROPERTY_END = ascii('</AvProp>');
const VALUES = [ascii('StringAttribute"'), ascii('IntAttribute"')];
const [BREAK, SPACE, QUOTE, SLASH, COLON, LESS, GREATER] = [0x0a, 0x20, 0x22, 0x2f, 0x3a, 0x3c, 0x3e];
const [LETTER_R, LETTER_S] = [0x52, 0x73];
/** So many bytes of each of the three are compared at a time, and how far to go on by the last one of these (Horspool). */
const WINDOW = CLASS_BEGIN.length;
const SKIPS = skipsOf([NAME_BEGIN, CLASS_BEGIN, CLASS_END]);
/** The longest marker in bytes: a thousand times what one has. */
const LONGEST_MARKER = 2 * 1024 * 1024;
/** What is in a file besides its markers, in bytes: a kilobyte at its head, and the space between one and the next. */
const LONGEST_FRAME = 8 * 1024 * 1024;
/** Ten times as many as in any list. */
const MOST_MARKERS = 1_000_000;
/** Of a hundred thousand markers that stand otherwise than Avid writes them, each may have so many elements: 40. */
const MOST_ELEMENTS = 4_000_000;
/** After so many markers that are no XML nobody looks why the next one is none. */
const MOST_FAILURES = 1000;
/** Shorter texts of ASCII are put together letter by letter, which is faster than asking the decoder. */
const SHORT = 32;

/**
 * The markers of an Avid list. One pass over the bytes that looks at every fifth or so, and stops only where a name
 * (`_ATN_CRM_…`) or a marker begins or ends: `XmlReader` would build thirty elements for each marker, and 100,000 of them
 * have 190 MB. A marker in which names and values stand otherwise than Avid writes them is read by the rules of XML.
 */
export class AvidClasses {
  private readonly decode: (bytes: Uint8Array) => string;
  /** Where what is no marker begins and ends, by turns. */
  private readonly outside: number[] = [0];
  private readonly failures: Unreadable[] = [];
  private readonly counted = { at: 0, line: 0 };
  private elementsLeft = MOST_ELEMENTS;

  /** @param encoding of what is not ASCII; `utf-8` is checked. */
  constructor(
    private readonly bytes: Uint8Array,
    encoding: 'utf-8' | 'windows-1252',
  ) {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    this.decode = (some) => (encoding === 'utf-8' ? decoder.decode(some) : decodeOld(some, encoding));
  }

  /**
   * Hands over the markers one after the other, or what is wrong with one, and where they begin.
   *
   * @returns whether these were all: false if there are more than any list has.
   * @throws TypeError if the bytes are not text in the encoding.
   */
  read(take: (marker: AvidProperties | Unreadable, begin: number) => void): boolean {
    const { bytes, outside } = this;
    for (let at = this.seek(LESS, 0); at < bytes.length; at = this.seek(LESS, at)) {
      const begin = at;
      const inside = hasAt(bytes, CLASS, at + 1) ? this.marker(at) : null;
      // One that has no end before the next one begins is none.
      at = inside?.end ?? at + 1;
      if (!inside) continue;
      if (outside.length > 2 * MOST_MARKERS) return false;
      outside.push(begin, inside.end);
      take(inside.marker, begin);
    }
    outside.push(bytes.length);
    return true;
  }

  /**
   * What is in the file besides the markers.
   *
   * @throws Unreadable if that is too much.
   */
  frame(): string {
    const ranges = this.ranges();
    if (ranges.reduce((sum, [from, until]) => sum + until - from, 0) > LONGEST_FRAME)
      throw new Unreadable(0, 'Most of what is in it is no marker: this is not a list of markers.');
    return ranges.map(([from, until]) => this.textOf(from, until)).join('');
  }

  /** The line of a place, both counted from 0. Places must be asked for in order. */
  lineOf(place: number): number {
    const { bytes, counted } = this;
    for (; counted.at < place; counted.at++) if (bytes[counted.at] === BREAK) counted.line++;
    return counted.line;
  }

  /** The line of the file that is this line of the frame. */
  lineOfFrame(line: number): number {
    let before = 0;
    this.counted.at = this.counted.line = 0;
    for (const [from, until] of this.ranges()) {
      const first = this.lineOf(from);
      const breaks = this.lineOf(until) - first;
      if (line <= before + breaks) return first + line - before;
      before += breaks;
    }
    return line;
  }

  private ranges(): [number, number][] {
    const { outside } = this;
    return Array.from({ length: outside.length / 2 }, (_, n) => [
      outside[2 * n] ?? 0,
      outside[2 * n + 1] ?? 0,
    ]);
  }

  /** Reads a marker up to its end; null when it has none. */
  private marker(
    begin: number,
  ): { readonly marker: AvidProperties | Unreadable; readonly end: number } | null {
    const { bytes } = this;
    const properties: { [Name in AvidName]?: string } = {};
    let isOdd = false;
    const furthest = Math.min(bytes.length, begin + LONGEST_MARKER);
    for (let last = begin + 1 + WINDOW; last < furthest;) {
      const byte = bytes[last] ?? 0;
      const first = last + 1 - WINDOW;
      if (byte === LETTER_R && hasAt(bytes, NAME_BEGIN, first)) {
        const nameAt = first + NAME_BEGIN.length;
        const nameEnd = this.seek(LESS, nameAt);
        const valueAt = this.valueAt(nameEnd);
        isOdd ||= valueAt === null;
        const valueEnd =
          valueAt === null || bytes[valueAt - 2] === SLASH ? valueAt : this.seek(LESS, valueAt);
        if ((valueEnd ?? nameEnd) > furthest) return null;
        if (valueAt !== null && valueEnd !== null) {
          isOdd ||= bytes[valueEnd + 1] !== SLASH;
          const name = this.nameOf(nameAt, nameEnd);
          if (name) properties[name] = resolved(this.textOf(valueAt, valueEnd)).trim();
        }
        last = (valueEnd ?? nameEnd) - 2 + WINDOW;
      } else if (byte === LETTER_S && hasAt(bytes, CLASS_BEGIN, first)) {
        return null;
      } else if (byte === LETTER_S && hasAt(bytes, CLASS_END, first)) {
        const end = this.seek(GREATER, last) + 1;
        return { marker: isOdd ? this.carefully(begin, end) : properties, end };
      } else {
        last += SKIPS[byte] ?? WINDOW;
      }
    }
    return null;
  }

  /** Which name stands there without its beginning; undefined where it is none that is asked for. */
  private nameOf(from: number, until: number): AvidName | undefined {
    for (const { name, bytes } of NAME_BYTES)
      if (bytes.length === until - from && hasAt(this.bytes, bytes, from)) return name;
    const text = this.textOf(from, until).trim();
    return NAMES.find((name) => name === text);
  }

  /** Where the value begins that belongs to a name which ends here; null where none follows it. */
  private valueAt(nameEnd: number): number | null {
    const { bytes } = this;
    if (!hasAt(bytes, PROPERTY_END, nameEnd)) return null;
    let at = nameEnd + PROPERTY_END.length;
    while ((bytes[at] ?? GREATER) <= SPACE) at++;
    if (!hasAt(bytes, PROPERTY, at)) return null;
    let [colon, isQuoted] = [0, false];
    for (; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === QUOTE) isQuoted = !isQuoted;
      else if (byte === COLON) colon = at;
      else if (byte === GREATER && !isQuoted) break;
    }
    // `name="OMFI:ATTB:StringAttribute"` is the only thing with a colon in the tag.
    return VALUES.some((ending) => hasAt(bytes, ending, colon + 1)) ? at + 1 : null;
  }

  /** A marker by all the rules of XML. */
  private carefully(begin: number, end: number): AvidProperties | Unreadable {
    const properties: { [Name in AvidName]?: string } = {};
    const failed = this.failures[MOST_FAILURES - 1];
    if (failed) return failed;
    try {
      const reader = new XmlReader(this.textOf(begin, end), this.elementsLeft);
      const marker = reader.read();
      this.elementsLeft -= reader.elements;
      for (const entry of childOf(marker, 'List')?.children ?? []) {
        const texts = new Map(
          entry.children.map((property) => [attributeOf(property, 'name'), property.text]),
        );
        const name = texts.get('OMFI:ATTB:Name')?.trim();
        const value = texts.get('OMFI:ATTB:StringAttribute') ?? texts.get('OMFI:ATTB:IntAttribute');
        const known = NAMES.find((asked) => name === `${PREFIX}${asked}`);
        if (known && value !== undefined) properties[known] = value.trim();
      }
      return properties;
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.failures.push(error);
      return error;
    }
  }

  /** The place of the next such byte; the end of the file where there is none. */
  private seek(sought: number, from: number): number {
    const { bytes } = this;
    let at = from;
    while (at < bytes.length && bytes[at] !== sought) at++;
    return at;
  }

  /** @throws TypeError if the bytes are not text in the encoding. */
  private textOf(from: number, until: number): string {
    const { bytes } = this;
    if (until - from <= SHORT) {
      let text = '';
      let at = from;
      for (; at < until; at++) {
        const byte = bytes[at] ?? 0;
        if (byte > 0x7f || byte < SPACE) break;
        text += String.fromCharCode(byte);
      }
      if (at === until) return text;
    }
    return this.decode(withFeeds(bytes.subarray(from, until)));
  }
}

function hasAt(bytes: Uint8Array, text: Uint8Array, at: number): boolean {
  for (let index = 0; index < text.length; index++) if (bytes[at + index] !== text[index]) return false;
  return true;
}

/** By the last byte of a window: how far the next one lies in which one of these may stand. */
function skipsOf(sought: readonly Uint8Array[]): Uint8Array {
  const skips = new Uint8Array(256).fill(WINDOW);
  for (const one of sought) {
    for (const [index, byte] of one.subarray(0, WINDOW - 1).entries())
      skips[byte] = Math.min(skips[byte] ?? WINDOW, WINDOW - 1 - index);
  }
  return skips;
}

function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
