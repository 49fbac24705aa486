import {
  because,
  Refusal,
  statementSchema,
  type Statement,
  type Reason,
  type ReasonKey,
} from '@segue/protocol';
import { openNotes } from '@segue/review-document';
import type { Database, Row } from '@segue/storage';
import type { Kysely } from 'kysely';
import { findCutOfFilm, newestCut } from '../cuts/cut-of-film.js';
import type { PictureChanges } from '../picture-changes/picture-changes.js';
import { readBoard } from '../projections/read-document.js';

/**
 * What exactly would be signed now, from the tables and from the cue's notes themselves, not from what is derived of them.
 *
 * @param cutId the cut it would be signed against; the newest one of the film when left out.
 * @throws Refusal `not-found` when there is no such version, or no such cut in its film.
 */
export async function buildStatement(
  db: Kysely<Database>,
  pictures: PictureChanges,
  versionId: string,
  cutId: string | undefined,
): Promise<Statement> {
  const version = await db
    .selectFrom('versions')
    .innerJoin('films', 'films.id', 'versions.film_id')
    .innerJoin('cues', 'cues.id', 'versions.cue_id')
    .selectAll('versions')
    .select(['films.title as film_title', 'cues.number as cue_number', 'cues.title as cue_title'])
    .where('versions.id', '=', versionId)
    .where('versions.removed_at', 'is', null)
    .executeTakeFirst();
  if (!version) throw new Refusal('not-found');
  const cut =
    cutId === undefined
      ? await newestCut(db, version.film_id)
      : await findCutOfFilm(db, version.film_id, cutId);
  const { board, sequence } = await readBoard(db, version.cue_id);
  const position = await positionIn(db, pictures, version, cut?.id);
  const open = openNotes(board);
  return statementSchema.parse({
    filmId: version.film_id,
    filmTitle: version.film_title,
    cueId: version.cue_id,
    cueNumber: version.cue_number,
    cueTitle: version.cue_title,
    versionId,
    versionNumber: version.number,
    versionKind: version.kind,
    fileName: version.file_name,
    sha256: version.sha256,
    lengthFlicks: version.length_flicks,
    positionFlicks: position,
    cutId: cut?.id ?? null,
    cutName: cut?.name ?? null,
    openNotes: open.length,
    mustNotes: open.filter((note) => note.weight === 'must').length,
    notesSequence: sequence,
  });
}

/** Where the version begins in the cut: its own position counts in the one it was written to. */
async function positionIn(
  db: Kysely<Database>,
  pictures: PictureChanges,
  version: Row<'versions'>,
  cutId: string | undefined,
): Promise<number> {
  const { film_id: filmId, written_to_cut_id: writtenTo, position_flicks: position } = version;
  if (cutId === undefined || writtenTo === null || writtenTo === cutId) return position;
  const carry = await pictures.carryInto(db, filmId, cutId);
  return carry(writtenTo, { in: position, out: null }).in;
}

/** What of a statement has changed, in the order in which it matters. */
const CHANGES: readonly (readonly [keyof Statement, ReasonKey])[] = [
  ['versionId', 'changed-version'],
  ['sha256', 'changed-file'],
  ['mustNotes', 'changed-must-notes'],
  ['openNotes', 'changed-open-notes'],
  ['cutId', 'changed-cut'],
  ['cutName', 'changed-cut-name'],
  ['positionFlicks', 'changed-position'],
  ['lengthFlicks', 'changed-length'],
  ['versionKind', 'changed-kind'],
  ['versionNumber', 'changed-version-number'],
  ['fileName', 'changed-file-name'],
  ['cueId', 'changed-cue'],
  ['cueNumber', 'changed-cue-number'],
  ['cueTitle', 'changed-cue-title'],
  ['filmId', 'changed-film'],
  ['filmTitle', 'changed-film-title'],
  ['notesSequence', 'changed-notes'],
];

/** Says what differs between the statement that was shown and the one that holds now; null when nothing does. */
export function whatChanged(shown: Statement, now: Statement): Reason | null {
  const changed = CHANGES.filter(([key]) => shown[key] !== now[key]).map(([, what]) => what);
  // That the notes moved on goes without saying where their counts did.
  const said = changed.length > 1 ? changed.filter((what) => what !== 'changed-notes') : changed;
  if (said.length === 0) return null;
  return because('changed', { changes: said });
}
