import type { MovieFacts } from '@segue/protocol';
import type { Database } from '@segue/storage';
import type { Transaction } from 'kysely';
import type { Added } from './added.js';
import type { ArrivedDelivery } from './arrived-delivery.js';

/** Gives a cut its picture, in the place of an earlier one. */
export async function setMovie(
  trx: Transaction<Database>,
  delivery: ArrivedDelivery,
  facts: MovieFacts,
): Promise<Added> {
  const { cut_id: cutId, file_name: fileName, size, sha256 } = delivery;
  await trx
    .updateTable('cuts')
    .set({
      movie_sha256: sha256,
      movie_file_name: fileName,
      movie_size: size,
      movie_facts: JSON.stringify(facts),
    })
    .where('id', '=', cutId)
    .execute();
  return {
    act: 'cut.movie-uploaded',
    subject: { cutId, fileName, sha256 },
    versionId: null,
    changed: cutId === null ? [] : [{ kind: 'cut', id: cutId }],
  };
}
