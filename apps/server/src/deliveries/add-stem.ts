import { audioFacts, because, newId, stemKindSchema, type AudioFacts, type Reason } from '@segue/protocol';
import type { Database } from '@segue/storage';
import type { Transaction } from 'kysely';
import { z } from 'zod';
import { lockVersion } from '../versions/lock-version.js';
import { Duplicate, type Added } from './added.js';
import type { ArrivedDelivery } from './arrived-delivery.js';
import { stemOffset } from './stem-offset.js';

/** What the stem is to be, as it was announced. */
const stemRequest = z.object({ kind: stemKindSchema, name: z.string() });

/**
 * Adds a stem to a version, after those that it has. It begins where the time stamps of both files say.
 *
 * @throws Duplicate; Refusal `not-found` when the version was removed meanwhile
 */
export async function addStem(
  trx: Transaction<Database>,
  delivery: ArrivedDelivery,
  facts: AudioFacts,
): Promise<Added> {
  const { version_id: id, file_name: fileName, sha256 } = delivery;
  // The lock on the version gives out places one at a time.
  const version = await lockVersion(trx, id ?? '');
  const earlier = await trx
    .selectFrom('stems')
    .select(['ordinal', 'name', 'sha256', 'removed_at'])
    .where('version_id', '=', version.id)
    .execute();
  const same = earlier.find((stem) => stem.sha256 === sha256 && stem.removed_at === null);
  if (same) throw new Duplicate(alreadyStem(same.name, version.number));
  const mix = await trx
    .selectFrom('sounds')
    .select('facts')
    .where('sha256', '=', version.sha256)
    .executeTakeFirstOrThrow();
  const { kind, name } = stemRequest.parse(delivery.request);
  const stemId = newId();
  await trx
    .insertInto('stems')
    .values({
      id: stemId,
      version_id: version.id,
      ordinal: Math.max(0, ...earlier.map(({ ordinal }) => ordinal)) + 1,
      kind,
      name,
      file_name: fileName,
      size: delivery.size,
      sha256,
      offset_flicks: stemOffset(facts, audioFacts.parse(mix.facts)),
      uploaded_by: delivery.person_id,
    })
    .execute();
  return {
    act: 'stem.uploaded',
    subject: { stemId, versionId: version.id, number: version.number, kind, name, fileName, sha256 },
    versionId: version.id,
    changed: [{ kind: 'version', id: version.id }],
  };
}

/** Says which stem a file is already. */
export function alreadyStem(name: string, versionNumber: number): Reason {
  return because('already-stem', { stem: name, number: versionNumber });
}
