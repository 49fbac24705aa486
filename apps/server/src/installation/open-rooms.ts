import { parseDocumentName, type OpenRoom, type PersonHere } from '@segue/protocol';
import type { Database } from '@segue/storage';
import type { Kysely } from 'kysely';
import type { LivePerson } from '../live/live.gateway.js';
import type { OpenDocument } from '../metrics/sync-metrics.js';

/** A page cannot show more, and nobody reads more. */
const MOST_ROOMS = 200;

/** The rooms that are open on this node and the people in front of it, with the names that people know them by. */
export async function nameRoomsAndPeople(
  db: Kysely<Database>,
  open: readonly OpenDocument[],
  live: readonly LivePerson[],
): Promise<{ rooms: OpenRoom[]; people: PersonHere[] }> {
  // The busiest are kept; the order of the list is that of the films, so that it does not jump.
  const kept = [...open].sort((a, b) => b.people.length - a.people.length).slice(0, MOST_ROOMS);
  const cues = await findCues(db, kept);
  const watched = live.flatMap(({ filmIds }) => filmIds);
  const films = await findFilms(db, [...kept.map((room) => filmOf(room, cues)), ...watched]);

  const rooms = kept
    .flatMap((room) => nameRoom(room, cues, films) ?? [])
    .sort(
      (a, b) =>
        a.film.title.localeCompare(b.film.title) ||
        (a.cue?.number ?? '').localeCompare(b.cue?.number ?? '', 'en', { numeric: true }) ||
        a.document.localeCompare(b.document),
    );
  return { rooms, people: namePeople(rooms, live, films) };
}

interface Cue {
  readonly id: string;
  readonly film_id: string;
  readonly number: string;
  readonly title: string;
}

async function findCues(db: Kysely<Database>, rooms: readonly OpenDocument[]): Promise<Map<string, Cue>> {
  const ids = rooms.flatMap(({ document }) => {
    const address = parseDocumentName(document);
    return address && address.kind !== 'spotting' ? address.cueId : [];
  });
  if (ids.length === 0) return new Map();
  const cues = await db
    .selectFrom('cues')
    .select(['id', 'film_id', 'number', 'title'])
    .where('id', 'in', ids)
    .execute();
  return new Map(cues.map((cue) => [cue.id, cue]));
}

/** Titles by id. */
async function findFilms(
  db: Kysely<Database>,
  ids: readonly (string | undefined)[],
): Promise<Map<string, string>> {
  const known = new Set(ids.flatMap((id) => id ?? []));
  if (known.size === 0) return new Map();
  const films = await db
    .selectFrom('films')
    .select(['id', 'title'])
    .where('id', 'in', [...known])
    .execute();
  return new Map(films.map(({ id, title }) => [id, title]));
}

function filmOf({ document }: OpenDocument, cues: ReadonlyMap<string, Cue>): string | undefined {
  const address = parseDocumentName(document);
  if (!address) return undefined;
  return address.kind === 'spotting' ? address.filmId : cues.get(address.cueId)?.film_id;
}

function nameRoom(
  room: OpenDocument,
  cues: ReadonlyMap<string, Cue>,
  films: ReadonlyMap<string, string>,
): OpenRoom | null {
  const address = parseDocumentName(room.document);
  const filmId = filmOf(room, cues);
  if (!address || filmId === undefined) return null;
  const cue = address.kind === 'spotting' ? undefined : cues.get(address.cueId);
  return {
    document: room.document,
    kind: address.kind,
    film: { id: filmId, title: films.get(filmId) ?? '' },
    cue: cue ? { id: cue.id, number: cue.number, title: cue.title } : null,
    people: byName(room.people.map(({ personId, name }) => ({ id: personId, name }))),
    connections: room.people.length,
    waiting: room.waiting,
  };
}

/** Clients of other makers may sync without a live socket: the rooms know of them. */
function namePeople(
  rooms: readonly OpenRoom[],
  live: readonly LivePerson[],
  films: ReadonlyMap<string, string>,
): PersonHere[] {
  const people = new Map<string, { name: string; windows: number; films: Map<string, string> }>();
  for (const { personId, name, filmIds, sockets } of live) {
    const titles = new Map(filmIds.map((id) => [id, films.get(id) ?? '']));
    people.set(personId, { name, windows: sockets, films: titles });
  }
  for (const room of rooms) {
    for (const { id, name } of room.people) {
      const person = people.get(id) ?? { name, windows: 0, films: new Map<string, string>() };
      people.set(id, person);
      person.films.set(room.film.id, room.film.title);
    }
  }
  return byName(
    [...people].map(([id, { name, windows, films: titles }]) => ({
      id,
      name,
      windows,
      films: [...titles].map(([filmId, title]) => ({ id: filmId, title })),
    })),
  );
}

function byName<T extends { readonly id: string; readonly name: string }>(people: readonly T[]): T[] {
  const distinct = new Map(people.map((person) => [person.id, person]));
  return [...distinct.values()].sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
}
