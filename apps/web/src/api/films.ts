import { auditEntrySchema, filmSchema, type Film, type FilmDeliverySpec } from '@segue/protocol';
import { queryOptions } from '@tanstack/react-query';
import { request } from './http';

/** The films this person is on; all films for the owner of the installation. */
export const filmsQuery = queryOptions({
  queryKey: ['film', 'all'],
  queryFn: ({ signal }) => request('GET', '/films', { schema: filmSchema.array(), signal }),
});

export function filmQuery(filmId: string) {
  return queryOptions({
    queryKey: ['film', filmId],
    queryFn: ({ signal }) => request('GET', `/films/${filmId}`, { schema: filmSchema, signal }),
  });
}

/** Who did what on a film, newest first. For those who manage its people. */
export function auditQuery(filmId: string) {
  return queryOptions({
    queryKey: ['audit', filmId],
    queryFn: ({ signal }) =>
      request('GET', `/films/${filmId}/audit`, { schema: auditEntrySchema.array(), signal }),
  });
}

export interface NewFilm {
  readonly title: string;
  readonly rate: Film['rate'];
  readonly dropFrame: boolean;
  /** Timecode label of the film's first frame. */
  readonly start: string;
  readonly role: NonNullable<Film['role']>;
}

export function createFilm(body: NewFilm): Promise<Film> {
  return request('POST', '/films', { body, schema: filmSchema });
}

/** Changes what a film is called, or asks of deliveries and of people. For those who manage its people. */
export function changeFilm(
  filmId: string,
  body: {
    readonly title?: string;
    readonly deliverySpec?: FilmDeliverySpec;
    readonly reviewers?: Film['reviewers'];
    readonly roundsAgreed?: Film['roundsAgreed'];
  },
): Promise<Film> {
  return request('PATCH', `/films/${filmId}`, { body, schema: filmSchema });
}
