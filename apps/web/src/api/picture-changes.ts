import type { IntoCut } from '@segue/conform';
import {
  changesIntoCutSchema,
  editListAddedSchema,
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

/** How a film's other cuts differ from one of them; without one nothing is asked. */
export function changesQuery(cutId: string | undefined) {
  return queryOptions({
    queryKey: ['cut', 'changes', cutId],
    queryFn:
      cutId === undefined
        ? skipToken
        : ({ signal }) => request('GET', `/cuts/${cutId}/changes`, { schema: changesIntoCutSchema, signal }),
  });
}

/** What carries places into a cut, out of what the server says of it. */
export function intoCut(
  rate: FrameRateName,
  cuts: readonly Cut[],
  cutId: string | undefined,
  changes: readonly ChangeIntoCut[],
): IntoCut {
  const known = new Map(changes.map(({ fromCutId, change }) => [fromCutId, change]));
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

export async function placeNotes(
  cutId: string,
  body: { readonly places: readonly NotePlace[]; readonly forgotten: readonly string[] },
): Promise<void> {
  await request('PUT', `/cuts/${cutId}/note-places`, { body });
}

/** Sends the edit list of a cut, or the list of changes that made it of another one. */
export async function putEditList(
  cutId: string,
  file: File,
  fromCutId: string | null,
): Promise<EditListAdded> {
  const query = new URLSearchParams({
    fileName: file.name,
    ...(fromCutId === null ? {} : { from: fromCutId }),
  });
  return sendBytes(`/cuts/${cutId}/edit-list?${query.toString()}`, file, editListAddedSchema);
}

export async function removeEditList(cutId: string): Promise<void> {
  await request('DELETE', `/cuts/${cutId}/edit-list`);
}

/** Address of what changed from one cut to another, as a file. */
export function changeFileAddress(fromCutId: string, cutId: string, file: ChangeFile): string {
  return `/api/cuts/${cutId}/changes/${fromCutId}?file=${file}`;
}
