import { Refusal } from '@segue/protocol';
import type { Database, Row } from '@segue/storage';
import type { Transaction } from 'kysely';

/**
 * A version that nobody else changes until the commit. Signing holds it the same way: a version is never removed and signed
 * at the same moment.
 *
 * @throws Refusal `not-found` when it is not there, or was removed.
 */
export async function lockVersion(trx: Transaction<Database>, versionId: string): Promise<Row<'versions'>> {
  const version = await trx
    .selectFrom('versions')
    .selectAll()
    .where('id', '=', versionId)
    .where('removed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!version) throw new Refusal('not-found');
  return version;
}
