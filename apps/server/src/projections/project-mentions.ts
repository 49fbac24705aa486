import type { BoardNote } from '@segue/review-document';
import type { Database, NewRow } from '@segue/storage';
import { sql, type Transaction } from 'kysely';
import type { CuePlace } from './cue-place.js';
import { isSame } from './rows.js';
import { storable } from './storable.js';

/** Makes the rows in `mentions` of these notes, and of their replies, what they say; null for notes that are not there. */
export async function writeMentions(
  trx: Transaction<Database>,
  { cueId, filmId }: CuePlace,
  notes: readonly (readonly [id: string, note: BoardNote | null])[],
): Promise<void> {
  const rows = new Map<string, NewRow<'mentions'>>();
  for (const [noteId, note] of notes) {
    if (!note) continue;
    for (const { id, author, text, mentions, withdrawn } of [note, ...note.replies]) {
      if (withdrawn) continue;
      for (const personId of mentions)
        rows.set(`${id} ${personId}`, {
          cue_id: cueId,
          entry_id: id,
          person_id: personId,
          note_id: noteId,
          film_id: filmId,
          author_id: author,
          text: storable(text),
        });
    }
  }
  const stored = await trx
    .selectFrom('mentions')
    .selectAll()
    .where('cue_id', '=', cueId)
    .where('note_id', '=', sql<string>`any(${notes.map(([id]) => id)})`)
    .execute();
  for (const row of stored) {
    const key = `${row.entry_id} ${row.person_id}`;
    const now = rows.get(key);
    if (now && isSame(now, row)) {
      rows.delete(key);
      continue;
    }
    await trx
      .deleteFrom('mentions')
      .where('cue_id', '=', cueId)
      .where('entry_id', '=', row.entry_id)
      .where('person_id', '=', row.person_id)
      .execute();
  }
  if (rows.size === 0) return;
  await trx
    .insertInto('mentions')
    .values([...rows.values()])
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
