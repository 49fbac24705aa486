import { dashboardSchema } from '@segue/protocol';
import { queryOptions } from '@tanstack/react-query';
import { request } from './http';

/** Of a film that they have not open people are told only what concerns them: the rest is looked at again every so often. */
const EVERY_MS = 30_000;

/** What waits for this person on all their films, and how each film stands. */
export const dashboardQuery = queryOptions({
  queryKey: ['dashboard'],
  queryFn: ({ signal }) => request('GET', '/dashboard', { schema: dashboardSchema, signal }),
  refetchInterval: EVERY_MS,
});
