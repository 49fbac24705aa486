import type { Role } from '@segue/access-policy';
import type { Database } from '@segue/storage';
import type { Kysely } from 'kysely';
import type { Members } from './audience.js';

/** Who is on the film now, and in which role. */
export async function membersOf(db: Kysely<Database>, filmId: string): Promise<Members> {
  const members = await db
    .selectFrom('members')
    .select(['person_id', 'role'])
    .where('film_id', '=', filmId)
    .execute();
  return new Map(members.map(({ person_id: personId, role }) => [personId, role as Role]));
}
