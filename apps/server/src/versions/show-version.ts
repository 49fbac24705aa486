import { versionSchema, type Stem, type Version } from '@segue/protocol';
import type { Row } from '@segue/storage';
import { showSound, type ShownOfSound } from '../sounds/shown-sound.js';

/** A version with its sound and the name of the person who delivered it. */
export type HeardVersion = Row<'versions'> & ShownOfSound & { readonly uploader_name: string };

/** A version as clients see it. */
export function showVersion(row: HeardVersion, stems: readonly Stem[]): Version {
  return versionSchema.parse({
    id: row.id,
    filmId: row.film_id,
    cueId: row.cue_id,
    number: row.number,
    kind: row.kind,
    writtenToCutId: row.written_to_cut_id,
    fileName: row.file_name,
    size: row.size,
    sha256: row.sha256,
    ...showSound(row),
    stems,
    lengthFlicks: row.length_flicks,
    positionFlicks: row.position_flicks,
    stampedFlicks: row.stamped_flicks,
    tempoMap: row.tempo_map,
    uploadedBy: { personId: row.uploaded_by, name: row.uploader_name },
    createdAt: row.created_at.toISOString(),
  });
}
