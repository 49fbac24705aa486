import type { Database, Row } from '@segue/storage';
import type { Kysely, Transaction } from 'kysely';

/** A delivery whose file has arrived, with what is needed of its film and of the person who sent it. */
export type ArrivedDelivery = Row<'deliveries'> & { rate: string; start_flicks: number; person_name: string };

/** The delivery, if it is still to be read. */
export function findArrived(db: Kysely<Database>, deliveryId: string): Promise<ArrivedDelivery | undefined> {
  return db
    .selectFrom('deliveries')
    .innerJoin('films', 'films.id', 'deliveries.film_id')
    .innerJoin('people', 'people.id', 'deliveries.person_id')
    .selectAll('deliveries')
    .select(['films.rate', 'films.start_flicks', 'people.name as person_name'])
    .where('deliveries.id', '=', deliveryId)
    .where('deliveries.state', '=', 'reading')
    .executeTakeFirst();
}

/** Whether the delivery is still to be read; then nobody calls it back before the commit. */
export async function holdArrived(trx: Transaction<Database>, deliveryId: string): Promise<boolean> {
  const delivery = await trx
    .selectFrom('deliveries')
    .select('state')
    .where('id', '=', deliveryId)
    .forUpdate()
    .executeTakeFirst();
  return delivery?.state === 'reading';
}
