import { parseDocumentName } from '@segue/protocol';
import * as Y from 'yjs';
import { textIn, unsentEntries } from './unsent-entries.js';

/** The fields of a cue that hold words. */
const CUE_WORDS: ReadonlySet<string | null> = new Set(['number', 'title', 'description', 'emotion']);

/** What a person wrote in an update of a document, as words to copy. */
export function wordsIn(document: string, update: Uint8Array, personId: string): readonly string[] {
  if (parseDocumentName(document)?.kind !== 'spotting')
    return unsentEntries([update], personId).flatMap(({ entry }) => textIn(entry));
  return Y.decodeUpdate(update).structs.flatMap((struct) => {
    if (!(struct instanceof Y.Item) || !CUE_WORDS.has(struct.parentSub)) return [];
    const [value] = struct.content.getContent() as unknown[];
    return typeof value === 'string' && value !== '' ? [value] : [];
  });
}
