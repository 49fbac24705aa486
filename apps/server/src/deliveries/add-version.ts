import { because, newId, versionKindSchema, type AudioFacts, type Reason } from '@segue/protocol';
import type { Database } from '@segue/storage';
import { samplesToFlicks } from '@segue/timecode';
import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { PictureChanges } from '../picture-changes/picture-changes.js';
import { Duplicate, type Added } from './added.js';
import type { ArrivedDelivery } from './arrived-delivery.js';
import { stampedPosition } from './stamped-position.js';

/** What the version is to be, as it was announced. */
const versionRequest = z.object({ kind: versionKindSchema, writtenToCutId: z.string().nullable() });

/**
 * Adds the next version of the cue. Numbers are given once: a removed version keeps its own.
 *
 * @throws Duplicate
 */
export async function addVersion(
  trx: Transaction<Database>,
  pictures: PictureChanges,
  delivery: ArrivedDelivery,
  facts: AudioFacts,
): Promise<Added> {
  // The lock on the cue gives out its numbers one at a time.
  const cue = await trx
    .selectFrom('cues')
    .select(['id', 'number', 'in_flicks', 'cut_id'])
    .where('id', '=', delivery.cue_id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const earlier = await trx
    .selectFrom('versions')
    .select(['number', 'sha256', 'removed_at'])
    .where('cue_id', '=', cue.id)
    .execute();
  const same = earlier.find((version) => version.sha256 === delivery.sha256 && version.removed_at === null);
  if (same) throw new Duplicate(alreadyVersion(same.number, cue.number));
  const { kind, writtenToCutId } = versionRequest.parse(delivery.request);
  const cut =
    writtenToCutId === null
      ? undefined
      : await trx.selectFrom('cuts').selectAll().where('id', '=', writtenToCutId).executeTakeFirst();
  const carry = cut && (await pictures.carryInto(trx, delivery.film_id, cut.id));
  const cueIn = cue.in_flicks ?? delivery.start_flicks;
  const versionId = newId();
  const number = Math.max(0, ...earlier.map((version) => version.number)) + 1;
  const { file_name: fileName, sha256 } = delivery;
  await trx
    .insertInto('versions')
    .values({
      id: versionId,
      film_id: delivery.film_id,
      cue_id: cue.id,
      number,
      kind,
      written_to_cut_id: cut?.id ?? null,
      file_name: fileName,
      size: delivery.size,
      sha256,
      length_flicks: samplesToFlicks(facts.samples, facts.sampleRate),
      // The cue may stand in the picture of another cut than the one that the music was written to.
      position_flicks: carry ? carry(cue.cut_id, { in: cueIn, out: null }).in : cueIn,
      stamped_flicks: stampedPosition(facts, delivery.start_flicks, cut),
      uploaded_by: delivery.person_id,
    })
    .execute();
  return {
    act: 'version.uploaded',
    subject: { versionId, cueId: cue.id, number, fileName, sha256 },
    versionId,
    changed: [
      { kind: 'version', id: versionId },
      { kind: 'cue', id: cue.id },
    ],
  };
}

/** Says which version a file is already. */
export function alreadyVersion(number: number, cue: string): Reason {
  return cue === ''
    ? because('already-version-here', { number })
    : because('already-version', { number, cue });
}
