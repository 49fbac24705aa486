import {
  signOffSchema,
  statementSchema,
  type SignOff,
  type SignOffRequest,
  type Stale,
} from '@segue/protocol';
import { queryOptions } from '@tanstack/react-query';
import { request } from './http';

/** All decisions on a version, oldest first. */
export function signOffsQuery(versionId: string) {
  return queryOptions({
    queryKey: ['sign-off', versionId],
    queryFn: ({ signal }) =>
      request('GET', `/versions/${versionId}/sign-offs`, { schema: signOffSchema.array(), signal }),
  });
}

/** All decisions of a film, oldest first. */
export function filmSignOffsQuery(filmId: string) {
  return queryOptions({
    queryKey: ['sign-off', 'of film', filmId],
    queryFn: ({ signal }) =>
      request('GET', `/films/${filmId}/sign-offs`, { schema: signOffSchema.array(), signal }),
  });
}

/** What would be signed now: this version against this cut. */
export function statementQuery(versionId: string, cutId: string | null) {
  const query = cutId === null ? '' : `?cutId=${cutId}`;
  return queryOptions({
    queryKey: ['sign-off', versionId, 'statement', cutId],
    queryFn: ({ signal }) =>
      request('GET', `/versions/${versionId}/statement${query}`, { schema: statementSchema, signal }),
    staleTime: 0,
  });
}

export function sign(versionId: string, body: SignOffRequest): Promise<SignOff> {
  return request('POST', `/versions/${versionId}/sign-offs`, { body, schema: signOffSchema });
}

/** What happened to the picture under a sign-off. */
export function changeUnder({ fate, removed, added }: Stale) {
  const placesOf = (differences: Stale['removed']) =>
    differences.map(({ atFlicks, frames }) => ({ at: atFlicks, frames }));
  return { fate, removed: placesOf(removed), added: placesOf(added) };
}
