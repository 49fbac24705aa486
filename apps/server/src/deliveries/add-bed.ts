import { bedKindSchema, newId, type AudioFacts } from '@segue/protocol';
import type { Database } from '@segue/storage';
import type { Transaction } from 'kysely';
import { z } from 'zod';
import { Duplicate, type Added } from './added.js';
import type { ArrivedDelivery } from './arrived-delivery.js';
import { stampedPosition } from './stamped-position.js';

/** What the bed is to be, as it was announced. */
const bedRequest = z.object({ kind: bedKindSchema });

/**
 * Lays dialogue or effects under a cut: where its time stamp says when that lies inside the picture, or else from the cut's
 * start.
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
  if (same) throw new Duplicate(duplicateBedMessage(cut.name));
  const { kind } = bedRequest.parse(delivery.request);
  const bedId = newId();
  await trx
    .insertInto('beds')
    .values({
      id: bedId,
      cut_id: cut.id,
      kind,
      file_name: fileName,
      size: delivery.size,
      sha256,
      start_flicks: stampedPosition(facts, delivery.start_flicks, cut) ?? cut.start_flicks,
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
export function duplicateBedMessage(cutName: string): string {
  return `This very file already lies under ${cutName}.`;
}
