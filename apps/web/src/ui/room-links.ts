import { useRouter } from '@tanstack/react-router';
import { useMemo, type MouseEvent } from 'react';

/** Plain links to the rooms of a film. For lists of hundreds: each `Link` of the router would listen to it on its own. */
export interface RoomLinks {
  readonly pathOf: (cueId: string) => string;
  /** Opens the link that was clicked inside this page; the list of links calls it. What asks for another tab is left to the browser. */
  readonly open: (event: MouseEvent<HTMLElement>) => void;
  /** Fetches what the room of a cue needs to open. */
  readonly prepare: (cueId: string) => void;
}

export function useRoomLinks(filmId: string): RoomLinks {
  const router = useRouter();
  return useMemo(
    () => ({
      pathOf: (cueId) => `/films/${filmId}/cues/${cueId}`,
      open: (event) => {
        const path = (event.target as Element).closest('a')?.getAttribute('href');
        const { button, ctrlKey, metaKey, shiftKey, altKey } = event;
        if (path == null || button !== 0 || ctrlKey || metaKey || shiftKey || altKey) return;
        event.preventDefault();
        router.history.push(path);
      },
      prepare: (cueId) => {
        void router.preloadRoute({ to: '/films/$filmId/cues/$cueId', params: { filmId, cueId } });
      },
    }),
    [router, filmId],
  );
}
