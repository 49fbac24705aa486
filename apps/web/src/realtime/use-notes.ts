import { openNotes, type NotesSession } from '@segue/client';
import type { Board } from '@segue/review-document';
import { useMemo } from 'react';
import { SYNC_ADDRESS, useDocument, useSessionValue } from './use-session';

const EMPTY_BOARD: Board = { notes: [], finishes: [], lamport: 0 };

/** Opens the notes of a cue in the name of this person; of none while there is no id. */
export function useNotes(
  cueId: string | null,
  person: { readonly id: string; readonly name: string },
): NotesSession | null {
  const { id, name } = person;
  const open = useMemo(
    () => (cueId === null ? null : () => openNotes({ baseUrl: SYNC_ADDRESS, cueId, person: { id, name } })),
    [cueId, id, name],
  );
  return useDocument(open);
}

/** The notes as everybody sees them. */
export function useBoard(session: NotesSession | null): Board {
  return useSessionValue(session, (open) => open.board, EMPTY_BOARD);
}
