import { versionSchema, type Version } from '@segue/protocol';
import type { Row } from '@segue/storage';

/** A version as clients see it. */
export function showVersion(row: Row<'versions'>, uploaderName: string): Version {
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
    facts: row.facts,
    lengthFlicks: row.length_flicks,
    positionFlicks: row.position_flicks,
    stampedFlicks: row.stamped_flicks,
    tempoMap: row.tempo_map,
    uploadedBy: { personId: row.uploaded_by, name: uploaderName },
    createdAt: row.created_at.toISOString(),
  });
}
