import type { Place } from '@segue/conform';
import type { Database, Row } from '@segue/storage';
import type { Kysely } from 'kysely';
import type { PictureChanges } from './picture-changes.js';

type Placed = Pick<Row<'notes'>, 'id' | 'cut_id' | 'in_flicks' | 'out_flicks'>;

/**
 * Places the notes of a film in one of its cuts: where a person has put them, else where the change of the picture carries
 * them. Without a cut they stand where they were written.
 */
export async function placeNotes(
  db: Kysely<Database>,
  pictures: PictureChanges,
  filmId: string,
  cutId: string | undefined,
): Promise<(note: Placed) => Place> {
  if (cutId === undefined) return placeOf;
  const carry = await pictures.carryInto(db, filmId, cutId);
  const places = await db.selectFrom('note_places').selectAll().where('cut_id', '=', cutId).execute();
  const chosen = new Map(places.map((place) => [place.note_id, place]));
  return (note) => {
    const place = note.cut_id === cutId ? undefined : chosen.get(note.id);
    if (place) return placeOf(place);
    const { in: start, out } = carry(note.cut_id, placeOf(note));
    return { in: start, out };
  };
}

function placeOf({ in_flicks, out_flicks }: Pick<Placed, 'in_flicks' | 'out_flicks'>): Place {
  return { in: in_flicks, out: out_flicks };
}
