import type { Database } from '@segue/storage';
import { sql, type Kysely } from 'kysely';

/** How far the read models are behind the documents. */
export interface ReadModelLag {
  readonly documents: number;
  /** Age of the oldest update that no read model knows; 0 when all is known. */
  readonly oldestSeconds: number;
}

/**
 * The documents that the log holds more of than the read models know: `document`, and `known`, the last update they do
 * know. From one document's last update to the next one's: the log is not read, only its index is walked along.
 */
const behind = sql<{ document: string; known: number }>`
  with recursive heads as (
    (select document, sequence from document_updates order by document desc, sequence desc limit 1)
    union all
    select next.document, next.sequence from heads, lateral (
      select document, sequence from document_updates
      where document < heads.document order by document desc, sequence desc limit 1
    ) as next
  )
  select heads.document, coalesce(projections.sequence, 0) as known
  from heads left join projections using (document)
  where coalesce(projections.sequence, 0) < heads.sequence
`;

/** The documents whose read models are behind, spotting sheets first: notes need the row of their cue. */
export async function documentsBehind(db: Kysely<Database>): Promise<string[]> {
  const { rows } = await sql<{ document: string }>`${behind} order by document desc`.execute(db);
  return rows.map(({ document }) => document);
}

/** The spotting sheets whose cues are behind. Much cheaper to ask than what is behind altogether. */
export async function sheetsBehind(db: Kysely<Database>): Promise<string[]> {
  const { rows } = await sql<{ document: string }>`
    select document from films cross join lateral (select 'film/' || films.id as document) as sheet
    left join projections using (document)
    where exists (
      select from document_updates
      where document_updates.document = sheet.document and sequence > coalesce(projections.sequence, 0)
    )
  `.execute(db);
  return rows.map(({ document }) => document);
}

/** Asks the database how far the read models, of all nodes, are behind. */
export async function lagOfReadModels(db: Kysely<Database>): Promise<ReadModelLag> {
  const { rows } = await sql<{ documents: number; oldest: number | null }>`
    select count(*) as documents, extract(epoch from clock_timestamp() - min(waiting.committed_at)) as oldest
    from (${behind}) as behind left join lateral (
      select committed_at from document_updates
      where document_updates.document = behind.document and sequence > known order by sequence limit 1
    ) as waiting on true
  `.execute(db);
  return { documents: rows[0]?.documents ?? 0, oldestSeconds: Math.max(0, rows[0]?.oldest ?? 0) };
}
