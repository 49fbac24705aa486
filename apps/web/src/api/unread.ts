import { queryOptions } from '@tanstack/react-query';
import { request } from './http';

/**
 * How much of what this person was told is unread. By itself, and read without the schema of all news: every page asks for it
 * first, and the news itself is only loaded by who opens it.
 */
export const unreadQuery = queryOptions({
  queryKey: ['notices', 'unread'],
  queryFn: ({ signal }) =>
    request('GET', '/me/notices?limit=1', {
      schema: { parse: (answer) => Number((answer as { unread: unknown }).unread) },
      signal,
    }),
});
