import { decodeOld } from './text.js';
import { Unreadable, XmlReader } from './xml-reader.js';
import { resolved } from './xml-text.js';
import { attributeOf, childOf } from './xml.js';

/** What the list of a marker says, by name: `_ATN_CRM_COM`. */
export type AvidProperties = Readonly<Record<string, string>>;

const PREFIX = '_ATN_CRM_';
const NAME_PREFIX = ascii(PREFIX);
const CLASS = ascii('AvClass');
const PROPERTY = ascii('<AvProp');
const PROPERTY_END = ascii('</AvProp>');
const VALUES = [ascii('StringAttribute"'), ascii('IntAttribute"')];
const [BREAK, SPACE, QUOTE, SLASH, COLON, LESS, GREATER] = [0x0a, 0x20, 0x22, 0x2f, 0x3a, 0x3c, 0x3e];
const [LETTER_C, UNDERSCORE] = [0x43, 0x5f];
/** After so many markers that are no XML nobody looks why the next one is none. */
const MOST_FAILURES = 1000;
/** Shorter texts of ASCII are put together letter by letter, which is faster than asking the decoder. */
const SHORT = 32;

/**
 * The markers of an Avid list. One pass over the bytes that stops only where a name (`_ATN_CRM_…`) or a marker begins or
 * ends: `XmlReader` would build thirty elements for each marker, and 100,000 of them have 190 MB. A marker in which names
 * and values stand otherwise than Avid writes them is read by the rules of XML.
 */
export class AvidClasses {
  private readonly decode: (bytes: Uint8Array) => string;
  /** Where what is no marker begins and ends, by turns. */
  private readonly outside: number[] = [0];
  private readonly failures: Unreadable[] = [];
  private readonly counted = { at: 0, line: 0 };

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
   * @throws TypeError if the bytes are not text in the encoding.
   */
  read(take: (marker: AvidProperties | Unreadable, begin: number) => void): void {
    const { bytes, outside } = this;
    for (let at = this.seek(LESS, 0); at < bytes.length; at = this.seek(LESS, at)) {
      const begin = at;
      const inside = hasAt(bytes, CLASS, at + 1) ? this.marker(at) : null;
      // One that has no end before the next one begins is none.
      at = inside?.end ?? at + 1;
      if (!inside) continue;
      outside.push(begin, inside.end);
      take(inside.marker, begin);
    }
    outside.push(bytes.length);
  }

  /** What is in the file besides the markers. */
  frame(): string {
    return this.ranges()
      .map(([from, until]) => this.textOf(from, until))
      .join('');
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
    const properties: Record<string, string> = {};
    let isOdd = false;
    for (let at = begin + 1 + CLASS.length; at < bytes.length;) {
      const byte = bytes[at];
      if (byte === UNDERSCORE && bytes[at - 1] === GREATER && hasAt(bytes, NAME_PREFIX, at)) {
        const nameEnd = this.seek(LESS, at);
        const valueAt = this.valueAt(nameEnd);
        isOdd ||= valueAt === null;
        const valueEnd =
          valueAt === null || bytes[valueAt - 2] === SLASH ? valueAt : this.seek(LESS, valueAt);
        if (valueAt !== null && valueEnd !== null) {
          isOdd ||= bytes[valueEnd + 1] !== SLASH;
          properties[this.textOf(at, nameEnd).trim()] = resolved(this.textOf(valueAt, valueEnd)).trim();
        }
        at = valueEnd ?? nameEnd;
      } else if (byte === LETTER_C && bytes[at - 3] === LESS && hasAt(bytes, CLASS, at - 2)) {
        return null;
      } else if (byte === LETTER_C && bytes[at - 3] === SLASH && hasAt(bytes, CLASS, at - 2)) {
        const end = this.seek(GREATER, at) + 1;
        return { marker: isOdd ? this.carefully(begin, end) : properties, end };
      } else {
        at++;
      }
    }
    return null;
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
    const properties: Record<string, string> = {};
    const failed = this.failures[MOST_FAILURES - 1];
    if (failed) return failed;
    try {
      const marker = new XmlReader(this.textOf(begin, end)).read();
      for (const entry of childOf(marker, 'List')?.children ?? []) {
        const texts = new Map(
          entry.children.map((property) => [attributeOf(property, 'name'), property.text]),
        );
        const name = texts.get('OMFI:ATTB:Name')?.trim();
        const value = texts.get('OMFI:ATTB:StringAttribute') ?? texts.get('OMFI:ATTB:IntAttribute');
        if (name?.startsWith(PREFIX) && value !== undefined) properties[name] = value.trim();
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
    const decoded = this.decode(bytes.subarray(from, until));
    // XML counts every line ending as LF.
    return decoded.includes('\r') ? decoded.replace(/\r\n?/g, '\n') : decoded;
  }
}

function hasAt(bytes: Uint8Array, text: Uint8Array, at: number): boolean {
  for (let index = 0; index < text.length; index++) if (bytes[at + index] !== text[index]) return false;
  return true;
}

function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
