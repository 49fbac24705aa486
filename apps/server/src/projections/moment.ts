import type { Database } from '@segue/storage';
import { sql, type Transaction } from 'kysely';

/** How the rows of a document stand to what was read of it. */
export type RowsAre =
  /** They are about to become what was read. */
  | 'ours'
  /** Somebody else has brought them to this moment or a later one. */
  | 'later'
  /** They are not where the reading began: the document has to be read as a whole. */
  | 'elsewhere';

/** A part of a document's log: what came after `from` up to `to`, both sequences. `from` 0: from any moment on. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Moves the rows of a document from the beginning of a span, or a moment within it, to its end. Until the transaction
 * ends nobody else moves them.
 */
export async function moveRows(trx: Transaction<Database>, document: string, span: Span): Promise<RowsAre> {
  const rowsAre = standing(await holdRows(trx, document), span);
  if (rowsAre === 'ours') await setMoment(trx, document, span.to);
  return rowsAre;
}

/**
 * Moves the rows like `moveRows`, in portions, each in a transaction of its own: those who write meanwhile never wait for
 * more than one. The rows count as moved when the last portion is there; if somebody else moves them in between, the
 * rest is left.
 */
export async function moveInPortions<Item>(
  transaction: <T>(work: (trx: Transaction<Database>) => Promise<T>) => Promise<T>,
  document: string,
  span: Span,
  portions: readonly Item[],
  write: (trx: Transaction<Database>, portion: Item) => Promise<void>,
): Promise<RowsAre> {
  let began: number | undefined;
  for (const [index, portion] of portions.entries()) {
    const rowsAre = await transaction(async (trx) => {
      const at = await holdRows(trx, document);
      began ??= at;
      const stand = at === began ? standing(at, span) : 'elsewhere';
      if (stand !== 'ours') return stand;
      await write(trx, portion);
      if (index === portions.length - 1) await setMoment(trx, document, span.to);
      return stand;
    });
    if (rowsAre !== 'ours') return rowsAre;
  }
  return 'ours';
}

function standing(at: number, { from, to }: Span): RowsAre {
  if (at >= to) return 'later';
  return at >= from ? 'ours' : 'elsewhere';
}

/** Where the rows of a document are, 0 if nowhere yet; nobody moves them until the transaction ends. */
async function holdRows(trx: Transaction<Database>, document: string): Promise<number> {
  const { sequence } = await trx
    .insertInto('projections')
    .values({ document, sequence: 0 })
    .onConflict((conflict) =>
      conflict.column('document').doUpdateSet({ sequence: sql`projections.sequence` }),
    )
    .returning('sequence')
    .executeTakeFirstOrThrow();
  return sequence;
}

async function setMoment(trx: Transaction<Database>, document: string, to: number): Promise<void> {
  await trx.updateTable('projections').set({ sequence: to }).where('document', '=', document).execute();
}
