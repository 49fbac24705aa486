import { filmRoundsSchema } from '@segue/protocol';
import { queryOptions } from '@tanstack/react-query';
import { request } from './http';

/** Who is asked for notes on a film, and the rounds of notes on its cues. */
export function roundsQuery(filmId: string) {
  return queryOptions({
    queryKey: ['round', filmId],
    queryFn: ({ signal }) => request('GET', `/films/${filmId}/rounds`, { schema: filmRoundsSchema, signal }),
  });
}
