import { documentName } from '@segue/protocol';
import { foldBoard, readEntries, type Board } from '@segue/review-document';
import { loadDocument, type Database } from '@segue/storage';
import { headOf, updatesIn } from '@segue/sync-engine';
import type { Kysely } from 'kysely';
import * as Y from 'yjs';

/** A document as it is stored now, and the sequence number of the last update in it (0 when nothing was written yet). */
export interface ReadDocument {
  readonly document: Y.Doc;
  readonly sequence: number;
}

/** Builds a document from what is stored of it. */
export async function readDocument(db: Kysely<Database>, name: string): Promise<ReadDocument> {
  const stored = await loadDocument(db, name);
  const document = new Y.Doc();
  document.transact(() => {
    for (const bytes of updatesIn(stored)) Y.applyUpdate(document, bytes);
  });
  return { document, sequence: headOf(stored) };
}

/** A cue's notes as they are stored now, with the sequence number of the last update in them. */
export async function readBoard(
  db: Kysely<Database>,
  cueId: string,
): Promise<{ readonly board: Board; readonly sequence: number }> {
  const { document, sequence } = await readDocument(db, documentName({ kind: 'notes', cueId }));
  return { board: foldBoard(readEntries(document)), sequence };
}
