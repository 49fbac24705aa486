import type { QueryClient } from '@tanstack/react-query';
import { changesQuery, filmNotesQuery, notePlacesQuery } from '../../../api/picture-changes';
import { cutsStoodIn, placesIn } from '../../../places/places';
import type { Review } from '../review-context';

/** Where all notes of a film begin in the cut that is shown, in flicks, by their ids. */
export async function filmNotePositions(
  client: QueryClient,
  { film, cuts, cut }: Pick<Review, 'film' | 'cuts' | 'cut'>,
): Promise<Map<string, number>> {
  const notes = await client.query(filmNotesQuery(film.id));
  if (cut === null) return new Map(notes.map(({ id, inFlicks }) => [id, inFlicks]));
  const from = cutsStoodIn(
    cuts,
    notes.map(({ cutId }) => cutId),
  );
  const [changes, notePlaces] = await Promise.all([
    client.query(changesQuery(cut.id, from)),
    client.query(notePlacesQuery(cut.id)),
  ]);
  const { positionOf } = placesIn({ rate: film.rate, cuts, cutId: cut.id, changes, notePlaces });
  return new Map(notes.map((note) => [note.id, positionOf(note)]));
}
