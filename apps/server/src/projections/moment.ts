import type { Database } from '@segue/storage';
import type { Transaction } from 'kysely';

/** How the rows of a document stand to what was read of it. */
export type RowsAre =
  /** They are about to become what was read. */
  | 'ours'
  /** Somebody else has brought them to this moment or a later one. */
  | 'later'
  /** They are not where the reading began: the document has to be read as a whole. */
  | 'elsewhere';

/**
 * Moves the rows of a document from the moment `from` (0: any moment) or a later one to the moment `to`, both sequences
 * of its log. Until the transaction ends nobody else moves them.
 */
export async function moveRows(
  trx: Transaction<Database>,
  document: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<RowsAre> {
  if (from === 0) {
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('projections')
      .values({ document, sequence: to })
      .onConflict((conflict) =>
        conflict.column('document').doUpdateSet({ sequence: to }).where('projections.sequence', '<', to),
      )
      .executeTakeFirst();
    return numInsertedOrUpdatedRows ? 'ours' : 'later';
  }
  const { numUpdatedRows } = await trx
    .updateTable('projections')
    .set({ sequence: to })
    .where('document', '=', document)
    .where('sequence', '>=', from)
    .where('sequence', '<', to)
    .executeTakeFirst();
  if (numUpdatedRows) return 'ours';
  const there = await trx
    .selectFrom('projections')
    .select('sequence')
    .where('document', '=', document)
    .executeTakeFirst();
  return there && there.sequence >= to ? 'later' : 'elsewhere';
}
