import { openNotes, type NotesSession } from '@segue/client';
import type { Board } from '@segue/review-document';
import { useCallback } from 'react';
import { SYNC_ADDRESS, useDocument, useSessionValue } from './use-session';

const EMPTY_BOARD: Board = { notes: [], lamport: 0 };

/** Opens the notes of a cue in the name of this person. */
export function useNotes(
  cueId: string,
  person: { readonly id: string; readonly name: string },
): NotesSession | null {
  const { id, name } = person;
  return useDocument(
    useCallback(() => openNotes({ baseUrl: SYNC_ADDRESS, cueId, person: { id, name } }), [cueId, id, name]),
  );
}

/** The notes as everybody sees them. */
export function useBoard(session: NotesSession | null): Board {
  return useSessionValue(session, (open) => open.board, EMPTY_BOARD);
}
