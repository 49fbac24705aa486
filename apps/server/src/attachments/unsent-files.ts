import { documentName } from '@segue/protocol';
import { readEntries } from '@segue/review-document';
import type { BlobStore, Database } from '@segue/storage';
import type { Kysely } from 'kysely';
import { forgetFiles } from '../deliveries/forget-files.js';
import { readDocument } from '../projections/read-document.js';

/** So long a file may wait for its note to be sent. */
const UNSENT_FOR_MS = 24 * 3_600_000;

/** Lets go of the files that people have brought to a cue and put on nothing within a day. */
export async function forgetUnsent(db: Kysely<Database>, blobs: BlobStore, cueId: string): Promise<void> {
  const old = await db
    .selectFrom('attachments')
    .select(['sha256', 'person_id'])
    .where('cue_id', '=', cueId)
    .where('at', '<', new Date(Date.now() - UNSENT_FOR_MS))
    .execute();
  if (old.length === 0) return;
  const sent = await sentFiles(db, cueId);
  for (const { sha256, person_id } of old.filter((row) => !sent.has(`${row.person_id} ${row.sha256}`))) {
    await db
      .deleteFrom('attachments')
      .where('cue_id', '=', cueId)
      .where('sha256', '=', sha256)
      .where('person_id', '=', person_id)
      .execute();
    await forgetFiles(db, blobs, sha256);
  }
}

/** What is on the notes of a cue, by author and hash: also on those that were withdrawn, since they may be restored. */
async function sentFiles(db: Kysely<Database>, cueId: string): Promise<ReadonlySet<string>> {
  const { document } = await readDocument(db, documentName({ kind: 'notes', cueId }));
  return new Set(
    readEntries(document).flatMap(({ author, entry }) =>
      'attachments' in entry ? (entry.attachments ?? []).map(({ file }) => `${author} ${file}`) : [],
    ),
  );
}
