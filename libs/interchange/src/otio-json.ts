import { isObject, listIn, textIn, type Json } from './json.js';
import { decodeText } from './text.js';

/** Objects and lists in a file: a marker has six, so that 100,000 of them are well below. */
const MOST_VALUES = 3_000_000;

/** The timeline of a file, the first one of a collection; or what is wrong with the file. */
export function otioTimeline(bytes: Uint8Array): Json | string {
  let values = 0;
  for (let index = 0; index < bytes.length; index++)
    if (bytes[index] === 0x7b || bytes[index] === 0x5b) values++;
  if (values > MOST_VALUES) return 'It has too many objects: this is not a list of markers.';
  let root: unknown;
  try {
    root = JSON.parse(decodeText(bytes));
  } catch {
    return 'This is not JSON, as OpenTimelineIO is, or the end of the file is missing.';
  }
  const candidates =
    isObject(root) && schemaOf(root) === 'SerializableCollection' ? listIn(root, 'children') : [root];
  const timeline = candidates.find((candidate) => isObject(candidate) && schemaOf(candidate) === 'Timeline');
  return isObject(timeline)
    ? timeline
    : 'There is no timeline in this file: it should be a Timeline of OpenTimelineIO.';
}

/** `Clip` of `Clip.2`: versions differ in fields, and all of them are read. */
export function schemaOf(object: Json): string {
  return textIn(object, 'OTIO_SCHEMA').replace(/\.\d+$/, '');
}
