import type { Role } from '@segue/access-policy';
import { issuedLink, peopleSchema, type IssuedLink } from '@segue/protocol';
import { queryOptions } from '@tanstack/react-query';
import { request } from './http';

/** The members of a film, and the state of its links for those who manage people. */
export function peopleQuery(filmId: string) {
  return queryOptions({
    queryKey: ['people', filmId],
    queryFn: ({ signal }) => request('GET', `/films/${filmId}/people`, { schema: peopleSchema, signal }),
  });
}

/** Makes a person with a personal link. The answer is the only time that the link's address is shown. */
export function invite(
  filmId: string,
  body: { name: string; role: Role; email?: string },
): Promise<IssuedLink> {
  return request('POST', `/films/${filmId}/people`, { body, schema: issuedLink });
}

export async function changeRole(filmId: string, personId: string, role: Role): Promise<void> {
  await request('PATCH', `/films/${filmId}/people/${personId}`, { body: { role } });
}

export async function removeMember(filmId: string, personId: string): Promise<void> {
  await request('DELETE', `/films/${filmId}/people/${personId}`);
}

/** Replaces a person's link by a new one; the old one stops working. */
export function renewLink(filmId: string, personId: string): Promise<IssuedLink> {
  return request('POST', `/films/${filmId}/people/${personId}/link`, { schema: issuedLink });
}

export async function revokeLink(filmId: string, personId: string): Promise<void> {
  await request('DELETE', `/films/${filmId}/people/${personId}/link`);
}

/** Makes the film's guest link, or replaces it by a new one. */
export function issueGuestLink(filmId: string): Promise<IssuedLink> {
  return request('PUT', `/films/${filmId}/guest-link`, { schema: issuedLink });
}

export async function revokeGuestLink(filmId: string): Promise<void> {
  await request('DELETE', `/films/${filmId}/guest-link`);
}
