import type { Problem } from './marker.js';
import { decodeText, garbage, hasMoreThan, tooLarge, wideEncoding } from './text-file.js';
import { encodeText, lineAt } from './text.js';
import { resolved, withFeeds } from './xml-text.js';
import { afterSpace, Unreadable, XmlReader, type XmlElement } from './xml-reader.js';

export type { XmlElement } from './xml-reader.js';

const MOST_REFERENCES = 3_000_000;

/**
 * The root element of an XML file, or what is wrong with it. Entities other than the five of XML are not resolved, so a
 * file cannot blow itself up; one that declares some of its own is refused.
 */
export function readXml(bytes: Uint8Array): XmlElement | Problem {
  const [refused] = tooLarge(bytes)?.problems ?? [];
  if (refused) return refused;
  // Each reference is looked up: a hundred thousand markers have some hundred thousand.
  if (hasMoreThan(bytes, MOST_REFERENCES, 0x26))
    return { where: 'file', what: 'It has too many references (&): this is not a list of markers.' };
  const noText = garbage(bytes);
  if (noText) return noText;
  const narrow = wideEncoding(bytes) ? encodeText(decodeText(bytes)) : bytes;
  try {
    return new XmlReader(decodeText(withFeeds(narrow), 'windows-1252')).read();
  } catch (error) {
    if (error instanceof Unreadable) return { where: lineAt(error.line), what: error.message };
    throw error;
  }
}

/** The value of an element's attribute, null when it has none of that name. */
export function attributeOf({ attributes }: XmlElement, name: string): string | null {
  let equals = attributes.indexOf('=');
  for (let at = 0; equals !== -1; equals = attributes.indexOf('=', at)) {
    const start = afterSpace(attributes, at);
    const opening = afterSpace(attributes, equals + 1);
    const closing = attributes.indexOf(attributes.charAt(opening), opening + 1);
    if (attributes.startsWith(name, start) && afterSpace(attributes, start + name.length) === equals) {
      const value = attributes.slice(opening + 1, closing);
      // A line break or a tab counts as one only where it is written as a reference.
      return /[\n\t&]/.test(value) ? resolved(value.replace(/[\n\t]/g, ' ')) : value;
    }
    at = closing + 1;
  }
  return null;
}

/** The first child of that name. */
export function childOf({ children }: XmlElement, name: string): XmlElement | null {
  return children.find((child) => child.name === name) ?? null;
}

/** The text of the first child of that name, without the space around it; null when there is no such child. */
export function textOf(element: XmlElement, name: string): string | null {
  return childOf(element, name)?.text.trim() ?? null;
}

/**
 * All such elements in a file, in its order, but none inside another one of them.
 *
 * @param isPassed says what is not even looked into.
 */
export function elementsWhere(
  root: XmlElement,
  isSought: (element: XmlElement) => boolean,
  isPassed: (element: XmlElement) => boolean = () => false,
): XmlElement[] {
  const found: XmlElement[] = [];
  const look = (element: XmlElement): void => {
    if (isSought(element)) found.push(element);
    else if (!isPassed(element)) for (const child of element.children) look(child);
  };
  look(root);
  return found;
}

/** All elements of that name, in the order of the file, but none inside another one of them. */
export function elementsNamed(root: XmlElement, name: string): XmlElement[] {
  return elementsWhere(root, (element) => element.name === name);
}
