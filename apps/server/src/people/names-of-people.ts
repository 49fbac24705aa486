import type { Database } from '@segue/storage';
import type { Kysely } from 'kysely';

/** The names of everybody who was ever here, by their ids: those who left a film are still named on it. */
export async function namesOfPeople(db: Kysely<Database>): Promise<ReadonlyMap<string, string>> {
  const people = await db.selectFrom('people').select(['id', 'name']).execute();
  return new Map(people.map(({ id, name }) => [id, name]));
}
