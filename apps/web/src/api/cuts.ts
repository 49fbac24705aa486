import { cutSchema, flicksSchema, type Cut, type Reel } from '@segue/protocol';
import { queryOptions } from '@tanstack/react-query';
import { request } from './http';

/** The cuts of a film, in the order they arrived. */
export function cutsQuery(filmId: string) {
  return queryOptions({
    queryKey: ['cut', filmId],
    queryFn: ({ signal }) => request('GET', `/films/${filmId}/cuts`, { schema: cutSchema.array(), signal }),
  });
}

export interface CutFields {
  readonly name: string;
  /** ISO day. */
  readonly date: string;
  /** Timecode label; the film's start when left out. */
  readonly start?: string;
  /** All its reels, in order. */
  readonly reels?: readonly Reel[];
}

export function addCut(filmId: string, body: CutFields): Promise<Cut> {
  return request('POST', `/films/${filmId}/cuts`, { body, schema: cutSchema });
}

export function changeCut(cutId: string, body: Partial<CutFields>): Promise<Cut> {
  return request('PATCH', `/cuts/${cutId}`, { body, schema: cutSchema });
}

export async function deleteCut(cutId: string): Promise<void> {
  await request('DELETE', `/cuts/${cutId}`);
}

/** Address of a cut's movie file for a video element. */
export function movieAddress(cut: Cut): string | null {
  // The hash makes a replaced movie a new address.
  return cut.movie === null ? null : `/api/cuts/${cut.id}/movie?sha256=${cut.movie.sha256}`;
}

/** Where one shot of a cut meets the next, as absolute positions in flicks, ascending. */
export function editsQuery(cutId: string) {
  return queryOptions({
    queryKey: ['cut', 'edits', cutId],
    queryFn: ({ signal }) => request('GET', `/cuts/${cutId}/edits`, { schema: flicksSchema.array(), signal }),
  });
}

/** The cut that is shown unless somebody chooses another: the newest with a picture, else the newest. */
export function cutToShow(cuts: readonly Cut[]): Cut | null {
  return cuts.findLast(({ movie }) => movie !== null) ?? cuts.at(-1) ?? null;
}
