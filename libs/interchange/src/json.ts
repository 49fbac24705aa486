import { decodeText } from './text-file.js';

/** An object of a JSON file, of which nothing is known yet. */
export type Json = Readonly<Record<string, unknown>>;

/** Objects and lists in a file: a marker has six, so that 100,000 of them are well below. */
const MOST_VALUES = 3_000_000;

/** Quotation marks and commas: of a marker with much metadata there are a hundred. */
const MOST_SIGNS = 15_000_000;

/** What a JSON file holds, or why it was not read: it has too much in it, or is none. */
export function readJson(bytes: Uint8Array): { readonly value: unknown } | 'too many' | 'none' {
  if (hasTooMany(bytes)) return 'too many';
  try {
    return { value: JSON.parse(decodeText(bytes)) };
  } catch {
    return 'none';
  }
}

/** Asked before anything is made of each. */
function hasTooMany(bytes: Uint8Array): boolean {
  let [values, signs] = [0, 0];
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE || byte === COMMA) signs++;
    else if (byte === BRACE || byte === BRACKET) values++;
  }
  return values > MOST_VALUES || signs > MOST_SIGNS;
}

const [QUOTE, COMMA, BRACKET, BRACE] = [0x22, 0x2c, 0x5b, 0x7b];

/** Whether a value is an object and no list. */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object under a key; an empty one where there is none. */
export function objectIn(object: Json, key: string): Json {
  const value = object[key];
  return isObject(value) ? value : {};
}

/** The objects of the list under a key. */
export function listIn(object: Json, key: string): readonly Json[] {
  const value = object[key];
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The text under a key, without the space around it. */
export function textIn(object: Json, key: string): string {
  const value = object[key];
  return typeof value === 'string' ? value.trim() : '';
}
