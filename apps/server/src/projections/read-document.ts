import type { Database } from '@segue/storage';
import type { Kysely } from 'kysely';
import * as Y from 'yjs';

/** A document as its log holds it now, and the sequence number of the last update in it (0 when nothing was written yet). */
export interface StoredDocument {
  readonly document: Y.Doc;
  readonly sequence: number;
}

/** Builds a document from its log. One query, so what comes back is one moment of it. */
export async function readDocument(db: Kysely<Database>, name: string): Promise<StoredDocument> {
  const updates = await db
    .selectFrom('document_updates')
    .select(['sequence', 'bytes'])
    .where('document', '=', name)
    .orderBy('sequence')
    .execute();
  const document = new Y.Doc();
  document.transact(() => {
    for (const { bytes } of updates) Y.applyUpdate(document, bytes);
  });
  return { document, sequence: updates.at(-1)?.sequence ?? 0 };
}
