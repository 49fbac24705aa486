import type { IntoCut } from '@segue/conform';
import {
  changesIntoCutSchema,
  editListAddedSchema,
  noteDotsSchema,
  notePlaceSchema,
  noteSchema,
  type ChangeFile,
  type ChangeIntoCut,
  type Cut,
  type EditListAdded,
  type NotePlace,
} from '@segue/protocol';
import type { FrameRateName } from '@segue/timecode';
import { queryOptions, skipToken } from '@tanstack/react-query';
import { request, sendBytes } from './http';

/**
 * The cuts that are known to differ from one of their film, and how those differ that things are to be carried from;
 * without a cut nothing is asked.
 */
export function changesQuery(cutId: string | undefined, fromCutIds: readonly string[] = []) {
  const from = [...new Set(fromCutIds)].filter((id) => id !== cutId).sort();
  const query = from.length === 0 ? '' : `?from=${from.join(',')}`;
  return queryOptions({
    queryKey: ['cut', 'changes', cutId, query],
    queryFn:
      cutId === undefined
        ? skipToken
        : ({ signal }) =>
            request('GET', `/cuts/${cutId}/changes${query}`, { schema: changesIntoCutSchema, signal }),
    // While more is asked for, what was known stays.
    placeholderData: (before, asked) => (asked?.queryKey[2] === cutId ? before : undefined),
  });
}

/** What carries places into a cut, out of what the server says of it. */
export function intoCut(
  rate: FrameRateName,
  cuts: readonly Cut[],
  cutId: string | undefined,
  changes: readonly ChangeIntoCut[],
): IntoCut {
  const known = new Map(
    changes.flatMap(({ fromCutId, change }) => (change ? [[fromCutId, change] as const] : [])),
  );
  return { rate, cutId, firstCutId: cuts[0]?.id, changes: known };
}

/** Where people have said that notes stand in a cut; without one nothing is asked. */
export function notePlacesQuery(cutId: string | undefined) {
  return queryOptions({
    queryKey: ['cut', 'note-places', cutId],
    queryFn:
      cutId === undefined
        ? skipToken
        : ({ signal }) =>
            request('GET', `/cuts/${cutId}/note-places`, { schema: notePlaceSchema.array(), signal }),
  });
}

/** All notes of a film. */
export function filmNotesQuery(filmId: string) {
  return queryOptions({
    queryKey: ['cue', filmId, 'notes'],
    queryFn: ({ signal }) => request('GET', `/films/${filmId}/notes`, { schema: noteSchema.array(), signal }),
  });
}

/** Where they stand, and no more: the strip is on every page. */
export function noteDotsQuery(filmId: string) {
  return queryOptions({
    queryKey: ['cue', filmId, 'note-dots'],
    queryFn: ({ signal }) =>
      request('GET', `/films/${filmId}/notes/dots`, { schema: noteDotsSchema.array(), signal }),
  });
}

export async function placeNotes(
  cutId: string,
  body: { readonly places: readonly NotePlace[]; readonly forgotten: readonly string[] },
): Promise<void> {
  await request('PUT', `/cuts/${cutId}/note-places`, { body });
}

/** Sends a list of changes that made a cut of another one. */
export function putChangeList(cutId: string, file: File, fromCutId: string): Promise<EditListAdded> {
  return putList(cutId, file, { from: fromCutId });
}

/**
 * Sends the edit lists of a cut's reels, or the one of the whole.
 *
 * @param joins whether they come to the list that is there, or take its place.
 */
export async function putEditLists(cutId: string, files: readonly File[], joins: boolean): Promise<void> {
  for (const [index, file] of files.entries())
    await putList(cutId, file, joins || index > 0 ? { joins: 'true' } : {});
}

function putList(cutId: string, file: File, how: Readonly<Record<string, string>>): Promise<EditListAdded> {
  const query = new URLSearchParams({ fileName: file.name, ...how });
  return sendBytes(`/cuts/${cutId}/edit-list?${query.toString()}`, file, editListAddedSchema);
}

export async function removeEditList(cutId: string): Promise<void> {
  await request('DELETE', `/cuts/${cutId}/edit-list`);
}

/** Address of what changed from one cut to another, as a file. */
export function changeFileAddress(fromCutId: string, cutId: string, file: ChangeFile): string {
  return `/api/cuts/${cutId}/changes/${fromCutId}?file=${file}`;
}
