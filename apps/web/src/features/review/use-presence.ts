import type { NotesSession } from '@segue/client';
import { useEffect } from 'react';
import type { Transport } from './transport/transport';

/** Often enough to look alive, seldom enough to cost nothing. */
const EVERY_MS = 250;

/** Tells the others where one's playhead is. */
export function usePlayheadPresence(session: NotesSession | null, transport: Transport): void {
  useEffect(() => {
    if (!session) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = () => {
      timer = undefined;
      session.setPresence({ playhead: transport.position });
    };
    const stop = transport.onMove(() => {
      timer ??= setTimeout(tell, EVERY_MS);
    });
    tell();
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [session, transport]);
}
