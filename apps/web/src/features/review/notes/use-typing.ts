import type { NotesSession } from '@segue/client';
import { useCallback, useEffect, useRef } from 'react';

/** A pause this long means that somebody has stopped typing. */
const PAUSE_MS = 3000;

/** Tells the others that one is typing, until one stops. */
export function useTyping(session: NotesSession | null): { typing: () => void; done: () => void } {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const said = useRef(false);
  const done = useCallback(() => {
    clearTimeout(timer.current);
    if (said.current) session?.setPresence({ typing: false });
    said.current = false;
  }, [session]);
  const typing = useCallback(() => {
    if (!said.current) session?.setPresence({ typing: true });
    said.current = true;
    clearTimeout(timer.current);
    timer.current = setTimeout(done, PAUSE_MS);
  }, [session, done]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );
  return { typing, done };
}
