import { openSpotting, type SpottingSession } from '@segue/client';
import type { Cue, Hit } from '@segue/review-document';
import { useCallback } from 'react';
import { SYNC_ADDRESS, useDocument, useSessionValue } from './use-session';

const NO_CUES: readonly Cue[] = [];
const NO_HITS: readonly Hit[] = [];

/** Opens the spotting sheet of a film in the name of this person. */
export function useSpotting(
  filmId: string,
  person: { readonly id: string; readonly name: string },
): SpottingSession | null {
  const { id, name } = person;
  return useDocument(
    useCallback(
      () => openSpotting({ baseUrl: SYNC_ADDRESS, filmId, person: { id, name } }),
      [filmId, id, name],
    ),
  );
}

/** The cues in film order. */
export function useCues(session: SpottingSession | null): readonly Cue[] {
  return useSessionValue(session, (open) => open.cues, NO_CUES);
}

/** The hits in film order. */
export function useHits(session: SpottingSession | null): readonly Hit[] {
  return useSessionValue(session, (open) => open.hits, NO_HITS);
}

/** Whether there is something of one's own on this page to take back, or to do again. */
export function useUndoable(session: SpottingSession): {
  readonly mayUndo: boolean;
  readonly mayRedo: boolean;
} {
  const mayUndo = useSessionValue(session, (open) => open.mayUndo, false);
  const mayRedo = useSessionValue(session, (open) => open.mayRedo, false);
  return { mayUndo, mayRedo };
}
