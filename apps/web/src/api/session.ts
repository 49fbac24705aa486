import {
  idSchema,
  linkLook,
  personSchema,
  sessionSchema,
  type Language,
  type LinkLook,
  type Person,
} from '@segue/protocol';
import { queryOptions } from '@tanstack/react-query';
import { request } from './http';

/** Who is signed in on this device. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => request('GET', '/session', { schema: sessionSchema, signal }),
  staleTime: 5 * 60_000,
});

/** Makes the owner with the one-time link of the first start, and signs them in. */
export async function setUp(body: {
  token: string;
  name: string;
  email: string;
  password: string;
}): Promise<void> {
  await request('POST', '/setup', { body });
}

export async function signIn(body: { email: string; password: string }): Promise<void> {
  await request('POST', '/session', { body });
}

export async function signOut(): Promise<void> {
  await request('DELETE', '/session');
}

/** Ends every session of this person, on all devices. */
export async function signOutEverywhere(): Promise<void> {
  await request('DELETE', '/sessions');
}

export async function changeName(name: string): Promise<void> {
  await request('PATCH', '/me', { body: { name } });
}

/** Has mails written in this language from now on. */
export function changeLanguage(language: Language): Promise<Person> {
  return request('PATCH', '/me', { body: { language }, schema: personSchema });
}

export async function setPassword(body: {
  email: string;
  password: string;
  currentPassword?: string;
}): Promise<void> {
  await request('PUT', '/me/password', { body });
}

/** What a personal or guest link is for. Looking does not use it up. */
export function lookAtLink(token: string): Promise<LinkLook> {
  return request('POST', '/links/look', { body: { token }, schema: linkLook });
}

const opened = sessionSchema.extend({ filmId: idSchema });

/** Signs in with a personal link, or with a guest link under a name; answers the film it leads to. */
export async function openLink(body: { token: string; name?: string }): Promise<{ filmId: string }> {
  return request('POST', '/links/open', { body, schema: opened });
}
