import type { Finish } from '@segue/review-document';
import type { Database } from '@segue/storage';
import type { Transaction } from 'kysely';
import type { CuePlace } from './cue-place.js';

/** Makes the cue's rows in `finishes` what its board says. */
export async function writeFinishes(
  trx: Transaction<Database>,
  { cueId, filmId }: CuePlace,
  finishes: readonly Finish[],
): Promise<void> {
  await trx.deleteFrom('finishes').where('cue_id', '=', cueId).execute();
  if (finishes.length === 0) return;
  await trx
    .insertInto('finishes')
    .values(
      finishes.map(({ version, by }) => ({
        cue_id: cueId,
        version_id: version,
        person_id: by,
        film_id: filmId,
      })),
    )
    .execute();
}
