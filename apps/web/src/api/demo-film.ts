import { demoFilmSchema, type DemoFilm } from '@segue/protocol';
import { queryOptions } from '@tanstack/react-query';
import { request } from './http';

/** While it is being laid, it is asked so often how far it is. */
const EVERY_MS = 1000;

/** The demo film on this installation. For its owner. */
export const demoFilmQuery = queryOptions({
  queryKey: ['demo-film'],
  queryFn: ({ signal }) => request('GET', '/demo-film', { schema: demoFilmSchema, signal }),
  refetchInterval: ({ state }) => (state.data?.state === 'laying' ? EVERY_MS : false),
});

/** Begins to lay it. */
export function layDemoFilm(): Promise<DemoFilm> {
  return request('POST', '/demo-film', { schema: demoFilmSchema });
}

/** Puts away its links, or why it failed. */
export async function putDemoFilmAway(): Promise<void> {
  await request('DELETE', '/demo-film');
}
