import type { Fate } from '@segue/conform';
import type { Database, Row } from '@segue/storage';
import type { Kysely } from 'kysely';
import type { PictureChanges } from './picture-changes.js';

type Placed = Pick<Row<'notes'>, 'id' | 'cut_id' | 'in_flicks' | 'out_flicks'>;

/** Where a note stands in a cut: where a person has put it, else where the change of the picture carries it. */
export interface NoteInCut {
  readonly in: number;
  readonly out: number | null;
  readonly fate: Fate | 'placed';
}

/** Places the notes of a film in one of its cuts. */
export async function placeNotes(
  db: Kysely<Database>,
  pictures: PictureChanges,
  filmId: string,
  cutId: string,
): Promise<(note: Placed) => NoteInCut> {
  const carry = await pictures.carryInto(db, filmId, cutId);
  const places = await db.selectFrom('note_places').selectAll().where('cut_id', '=', cutId).execute();
  const chosen = new Map(places.map((place) => [place.note_id, place]));
  return (note) => {
    const place = note.cut_id === cutId ? undefined : chosen.get(note.id);
    if (place) return { in: place.in_flicks, out: place.out_flicks, fate: 'placed' };
    return carry(note.cut_id, { in: note.in_flicks, out: note.out_flicks });
  };
}
