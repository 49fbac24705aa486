import { isObject, listIn, readJson, textIn, type Json } from './json.js';

/** The timeline of a file, the first one of a collection; or what is wrong with the file. */
export function otioTimeline(bytes: Uint8Array): Json | string {
  const json = readJson(bytes);
  if (json === 'too many') return 'It has too many objects: this is not a list of markers.';
  if (json === 'none') return 'This is not JSON, as OpenTimelineIO is, or the end of the file is missing.';
  const { value: root } = json;
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
