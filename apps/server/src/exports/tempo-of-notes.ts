import { tempoMapSchema, type MarkerExport } from '@segue/protocol';
import type { Database } from '@segue/storage';
import type { PlacedTempoMap } from '@segue/timecode';
import type { Kysely } from 'kysely';

/** The tempo map that notes of one cue can leave with, and the cut that it counts in. */
export interface TempoOfNotes {
  readonly tempo: PlacedTempoMap;
  readonly cutId: string | null;
}

/**
 * The tempo map of the version whose notes were asked for, else of the cue's newest that has one; null where there is
 * none, or where the notes are to stand in another cut than the one it counts in.
 */
export async function findTempo(
  db: Kysely<Database>,
  { cue, version, cut }: MarkerExport,
): Promise<TempoOfNotes | null> {
  if (cue === undefined) return null;
  const row = await db
    .selectFrom('versions')
    .select(['tempo_map', 'written_to_cut_id'])
    .where('cue_id', '=', cue)
    .where('removed_at', 'is', null)
    .where('tempo_map', 'is not', null)
    .$if(version !== undefined, (query) => query.where('id', '=', version ?? ''))
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  const tempo = tempoMapSchema.safeParse(row?.tempo_map);
  if (!row || !tempo.success) return null;
  const cutId = row.written_to_cut_id;
  return cut !== undefined && cutId !== null && cut !== cutId ? null : { tempo: tempo.data, cutId };
}
