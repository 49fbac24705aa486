import { installationSchema } from '@segue/protocol';
import { queryOptions } from '@tanstack/react-query';
import { request } from './http';

/** Often enough to watch a room fill, seldom enough to cost the server nothing. */
const EVERY_MS = 3000;

/** How the installation is, asked again as long as somebody looks. For its owner. */
export const installationQuery = queryOptions({
  queryKey: ['installation'],
  queryFn: ({ signal }) => request('GET', '/installation', { schema: installationSchema, signal }),
  refetchInterval: EVERY_MS,
  staleTime: 0,
});
