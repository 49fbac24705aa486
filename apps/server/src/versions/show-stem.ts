import { stemSchema, type Stem } from '@segue/protocol';
import type { Database, Row } from '@segue/storage';
import type { Kysely } from 'kysely';
import { showSound, SHOWN_OF_SOUND, type ShownOfSound } from '../sounds/shown-sound.js';

/** A stem as clients see it. */
function showStem(row: Row<'stems'> & ShownOfSound): Stem {
  return stemSchema.parse({
    id: row.id,
    versionId: row.version_id,
    kind: row.kind,
    name: row.name,
    fileName: row.file_name,
    size: row.size,
    sha256: row.sha256,
    ...showSound(row),
    offsetFlicks: row.offset_flicks,
    createdAt: row.created_at.toISOString(),
  });
}

/** The stems of versions, each version's in the order they came in. */
export async function stemsOf(
  db: Kysely<Database>,
  versionIds: readonly string[],
): Promise<Map<string, Stem[]>> {
  const stems = new Map<string, Stem[]>(versionIds.map((id) => [id, []]));
  if (versionIds.length === 0) return stems;
  const rows = await db
    .selectFrom('stems')
    .innerJoin('sounds', 'sounds.sha256', 'stems.sha256')
    .selectAll('stems')
    .select(SHOWN_OF_SOUND)
    .where('stems.version_id', 'in', versionIds)
    .where('stems.removed_at', 'is', null)
    .orderBy('stems.ordinal')
    .execute();
  for (const row of rows) stems.get(row.version_id)?.push(showStem(row));
  return stems;
}
