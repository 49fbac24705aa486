import {
  mailSettingsSchema,
  noticesSchema,
  webhookSchema,
  webhookSet,
  type MailRhythm,
  type MailSettings,
} from '@segue/protocol';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { request } from './http';

/** A page of news has so many. */
const PAGE = 100;

/** What this person was told, newest first, page by page. */
export const noticesQuery = infiniteQueryOptions({
  queryKey: ['notices', 'list'],
  queryFn: ({ pageParam, signal }) => {
    const before = pageParam === null ? '' : `&before=${pageParam}`;
    return request('GET', `/me/notices?limit=${PAGE}${before}`, { schema: noticesSchema, signal });
  },
  initialPageParam: null as string | null,
  getNextPageParam: ({ notices, more }) => (more ? (notices.at(-1)?.id ?? null) : null),
});

export async function markAsRead(which: { ids: readonly string[] } | { all: true }): Promise<void> {
  await request('POST', '/me/notices/read', { body: which });
}

/** When this person gets mail. */
export const mailSettingsQuery = queryOptions({
  queryKey: ['notices', 'mail'],
  queryFn: ({ signal }) => request('GET', '/me/mail', { schema: mailSettingsSchema, signal }),
});

export function changeMailSettings(body: { rhythm: MailRhythm; timeZone: string }): Promise<MailSettings> {
  return request('PUT', '/me/mail', { body, schema: mailSettingsSchema });
}

/** Ends all mail with the token of a mail. Throws RequestFailed `not-found` for one that was never sent. */
export async function unsubscribe(token: string): Promise<void> {
  await request('POST', `/mail/unsubscribe/${encodeURIComponent(token)}`);
}

/** Where a film tells other programs what happens. For those who manage its people. */
export function webhookQuery(filmId: string) {
  return queryOptions({
    queryKey: ['notices', 'webhook', filmId],
    queryFn: ({ signal }) => request('GET', `/films/${filmId}/webhook`, { schema: webhookSchema, signal }),
  });
}

export function setWebhook(filmId: string, url: string): Promise<{ url: string; secret: string }> {
  return request('PUT', `/films/${filmId}/webhook`, { body: { url }, schema: webhookSet });
}

export async function removeWebhook(filmId: string): Promise<void> {
  await request('DELETE', `/films/${filmId}/webhook`);
}
