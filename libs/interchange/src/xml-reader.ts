import { lineAt } from './text.js';
import { resolved } from './xml-text.js';

/** An element of an XML file. Comments, processing instructions and namespaces are not kept. */
export interface XmlElement {
  readonly name: string;
  /** As they are written, because a tenth of them is ever asked for: see `attributeOf`. */
  readonly attributes: string;
  readonly children: readonly XmlElement[];
  /** The text directly inside it, with references resolved. */
  readonly text: string;
  /** Its line, counted from 0. */
  readonly line: number;
}

interface Building extends XmlElement {
  children: Building[];
  text: string;
}

/** No application nests half as deep; whoever walks the tree may do it with a function that calls itself. */
const DEEPEST = 200;

/** A list of 100,000 markers has half a million elements, the timeline of a whole film under two million. */
const MOST_ELEMENTS = 2_000_000;

/** What is wrong with an XML file, and in which line, counted from 0. */
export class Unreadable extends Error {
  constructor(
    readonly line: number,
    message: string,
  ) {
    super(message);
  }
}

/**
 * One pass over the text. Written here because `@rgrove/parse-xml` takes two to three seconds for 100,000 markers of
 * Premiere or 30,000 of Avid, which have thirty elements each, and this a fifth of that.
 */
export class XmlReader {
  private at = 0;
  private line = 0;
  private nextBreak: number;
  /** How many elements there were. */
  elements = 0;
  private root: Building | null = null;
  private readonly open: Building[] = [];
  /** What has been read inside of the open elements, the children of each behind one another: `begins` says from where. */
  private readonly inside: Building[] = [];
  private readonly begins: number[] = [];
  private end = 0;
  private readonly names = new Map<number, string>();

  /** @param most elements that it may have. */
  constructor(
    private readonly text: string,
    private readonly most = MOST_ELEMENTS,
  ) {
    this.nextBreak = text.indexOf('\n');
  }

  /** @throws Unreadable if the text is not well-formed, or has more than a list of markers could have. */
  read(): XmlElement {
    const { text } = this;
    for (let tag = text.indexOf('<'); tag !== -1; tag = text.indexOf('<', this.at)) {
      this.addText(tag);
      this.at = tag;
      this.countLines();
      const next = text.charAt(tag + 1);
      if (next === '/') this.endTag();
      else if (next === '!') this.declaration();
      else if (next === '?') this.at = this.after('?>', tag + 2, 'processing instruction');
      else this.startTag();
    }
    this.addText(text.length);
    const unclosed = this.open.at(-1);
    if (unclosed) {
      throw new Unreadable(
        unclosed.line,
        `<${short(unclosed.name)}> is never closed: the end of the file is missing.`,
      );
    }
    if (!this.root) throw new Unreadable(0, 'There is no XML in this file.');
    return this.root;
  }

  /** Adds the text up to a place to the element it is in. */
  private addText(end: number): void {
    if (this.at === end) return;
    const element = this.open.at(-1);
    // Most of it is the space between tags.
    if (!element?.text && afterSpace(this.text, this.at) >= end) return;
    if (element) element.text += resolved(this.text.slice(this.at, end));
    else if (this.root) this.fail('There is text after the end of the XML.');
    else this.fail('This is not XML.');
  }

  private startTag(): void {
    const { text } = this;
    const nameAt = this.at + 1;
    let at = this.nameEnd(nameAt);
    if (at === nameAt) this.fail('There is a < that begins no tag. As a sign in a text it is written &lt;.');
    if (this.root && this.open.length === 0)
      this.fail('There is a second file after the end of the first one.');
    if (++this.elements > this.most) this.fail('It has too many elements: this is not a list of markers.');
    const nameEnd = at;
    for (;;) {
      const end = afterSpace(text, at);
      const isEmpty = text.startsWith('/>', end);
      if (isEmpty || text.charCodeAt(end) === GREATER) {
        this.at = end + (isEmpty ? 2 : 1);
        this.add(this.nameAt(nameAt, nameEnd), text.slice(nameEnd, at), isEmpty);
        return;
      }
      at = this.afterAttribute(end);
    }
  }

  private add(name: string, attributes: string, isEmpty: boolean): void {
    const element = { name, attributes, children: NONE, text: '', line: this.line };
    if (this.open.length === 0) this.root = element;
    // Whatever stood there belongs to an element that is closed.
    else this.inside[this.end++] = element;
    if (isEmpty) return;
    if (this.open.length === DEEPEST)
      this.fail('Its elements are nested too deep: this is not a list of markers.');
    this.open.push(element);
    this.begins.push(this.end);
  }

  private afterAttribute(at: number): number {
    const { text } = this;
    const nameEnd = this.nameEnd(at);
    const equals = afterSpace(text, nameEnd);
    if (nameEnd === at || text.charCodeAt(equals) !== EQUALS)
      this.fail('There is a tag here that is not written right.');
    const opening = afterSpace(text, equals + 1);
    const quote = text.charAt(opening);
    const closing = quote === '"' || quote === "'" ? text.indexOf(quote, opening + 1) : -1;
    if (closing === -1 || text.slice(opening + 1, closing).includes('<')) {
      this.fail(`The value of the attribute "${short(text.slice(at, nameEnd))}" is not in quotes.`);
    }
    return closing + 1;
  }

  private endTag(): void {
    const nameAt = this.at + 2;
    const element = this.open.pop();
    const begin = this.begins.pop() ?? 0;
    const nameEnd = nameAt + (element?.name.length ?? 0);
    const end = afterSpace(this.text, nameEnd);
    if (
      !element?.name ||
      !this.text.startsWith(element.name, nameAt) ||
      this.text.charCodeAt(end) !== GREATER
    )
      this.failToClose(element);
    // A list that grows keeps room for sixteen more, and most hold a handful: this one is as long as it has to be.
    if (this.end > begin) element.children = this.inside.slice(begin, this.end);
    this.end = begin;
    this.at = end + 1;
  }

  private failToClose(open: XmlElement | undefined): never {
    const name = this.text.slice(this.at + 2, this.after('>', this.at + 2, 'tag') - 1).trimEnd();
    const what = open ? `<${short(open.name)}> from ${lineAt(open.line)} is open.` : 'nothing is open.';
    this.fail(`There is </${short(name)}>, but ${what}`);
  }

  private declaration(): void {
    const { text, at } = this;
    if (text.startsWith('<!--', at)) {
      this.at = this.after('-->', at + 4, 'comment');
    } else if (text.startsWith('<![CDATA[', at)) {
      this.at = this.after(']]>', at + 9, 'CDATA section');
      const element = this.open.at(-1);
      if (!element) this.fail('There is text outside of the XML.');
      element.text += text.slice(at + 9, this.at - 3);
    } else {
      this.at = this.after('>', at, 'declaration');
      if (this.root || text.slice(at, this.at).includes('[')) {
        this.fail(
          'It declares entities of its own, which are not read for safety. Export the file again without them.',
        );
      }
    }
  }

  private after(ending: string, from: number, what: string): number {
    const found = this.text.indexOf(ending, from);
    if (found === -1) this.fail(`A ${what} begins here that never ends: the end of the file is missing.`);
    return found + ending.length;
  }

  /** A name, the same string for all elements of that name: there are a handful of them, and millions of elements. */
  private nameAt(from: number, until: number): string {
    const key = this.text.charCodeAt(from) * 64 + until - from;
    const known = this.names.get(key);
    if (known?.length === until - from && this.text.startsWith(known, from)) return known;
    const name = this.text.slice(from, until);
    this.names.set(key, name);
    return name;
  }

  private nameEnd(from: number): number {
    let at = from;
    // Whatever else is in a name does no harm here: it is only compared.
    while (at < this.text.length && !isNameEnd(this.text.charCodeAt(at))) at++;
    return at;
  }

  private countLines(): void {
    while (this.nextBreak !== -1 && this.nextBreak < this.at) {
      this.line++;
      this.nextBreak = this.text.indexOf('\n', this.nextBreak + 1);
    }
  }

  private fail(message: string): never {
    this.countLines();
    throw new Unreadable(this.line, message);
  }
}

const SPACE = 0x20;
const EQUALS = 0x3d;
const GREATER = 0x3e;
/** Shared by all elements that have no children, which are most. */
const NONE: Building[] = [];

/** The place of the next character that is no space. */
export function afterSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= SPACE) at++;
  return at;
}

function isNameEnd(code: number): boolean {
  // Space and control characters, " ' / < = >
  return (
    code <= SPACE || code === 0x22 || code === 0x27 || code === 0x2f || (code >= 0x3c && code <= GREATER)
  );
}

function short(text: string): string {
  return text.slice(0, 40);
}
