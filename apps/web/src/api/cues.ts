import { cueSchema, type CueSummary } from '@segue/protocol';
import { queryOptions } from '@tanstack/react-query';
import { request } from './http';

/** The cues of a film with their counts of versions and notes and their sign-offs. */
export function cuesQuery(filmId: string) {
  return queryOptions({
    queryKey: ['cue', 'of film', filmId],
    queryFn: ({ signal }) => request('GET', `/films/${filmId}/cues`, { schema: cueSchema.array(), signal }),
  });
}

export function cueQuery(cueId: string) {
  return queryOptions({
    queryKey: ['cue', cueId],
    queryFn: ({ signal }) => request('GET', `/cues/${cueId}`, { schema: cueSchema, signal }),
  });
}

/** Of a film's cues those that are named here, as far as they are on its sheet. */
export function someCues(filmId: string, cueIds: readonly string[]): Promise<CueSummary[]> {
  const schema = cueSchema.array();
  return request('GET', `/films/${filmId}/cues?only=${cueIds.join(',')}`, { schema });
}
