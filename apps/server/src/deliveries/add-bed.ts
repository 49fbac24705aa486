import { because, bedKindSchema, newId, type AudioFacts, type Reason, type Reel } from '@segue/protocol';
import type { Database } from '@segue/storage';
import type { Transaction } from 'kysely';
import { z } from 'zod';
import { Duplicate, type Added } from './added.js';
import type { ArrivedDelivery } from './arrived-delivery.js';
import { stampedPosition } from './stamped-position.js';

/** What the bed is to be, as it was announced. */
const bedRequest = z.object({ kind: bedKindSchema, reel: z.int().nullable().default(null) });

/**
 * Lays dialogue or effects under a cut: where its time stamp says when that lies inside the picture, or else from the start of
 * its reel or of the cut.
 *
 * @throws Duplicate
 */
export async function addBed(
  trx: Transaction<Database>,
  delivery: ArrivedDelivery,
  facts: AudioFacts,
): Promise<Added> {
  const { file_name: fileName, sha256 } = delivery;
  // Held, so that the same file does not come twice at once. With the cut its deliveries go.
  const cut = await trx
    .selectFrom('cuts')
    .selectAll()
    .where('id', '=', delivery.cut_id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const same = await trx
    .selectFrom('beds')
    .select('id')
    .where('cut_id', '=', cut.id)
    .where('sha256', '=', sha256)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (same) throw new Duplicate(alreadyBed(cut.name));
  const { kind, reel } = bedRequest.parse(delivery.request);
  const bedId = newId();
  const begin = (cut.reels as Reel[]).find(({ number }) => number === reel)?.startFlicks ?? cut.start_flicks;
  await trx
    .insertInto('beds')
    .values({
      id: bedId,
      cut_id: cut.id,
      kind,
      file_name: fileName,
      size: delivery.size,
      sha256,
      start_flicks: stampedPosition(facts, delivery.start_flicks, cut) ?? begin,
      uploaded_by: delivery.person_id,
    })
    .execute();
  return {
    act: 'bed.uploaded',
    subject: { bedId, cutId: cut.id, kind, fileName, sha256 },
    versionId: null,
    changed: [{ kind: 'cut', id: cut.id }],
  };
}

/** Says where a file lies already. */
export function alreadyBed(cut: string): Reason {
  return because('already-bed', { cut });
}
