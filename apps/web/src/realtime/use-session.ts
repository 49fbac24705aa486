import type { DocumentSession, Presence, RefusedWork, SaveState } from '@segue/client';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';

/** Address of the sync endpoint on this host. */
export const SYNC_ADDRESS = `${location.origin.replace(/^http/, 'ws')}/sync`;

/**
 * Opens a document for as long as the component is there. `open` must be stable for the same document; null until the
 * first effect has run, and while there is nothing to open. The browser asks before the page goes while it is the only place that has somebody's work.
 */
export function useDocument<S extends DocumentSession>(open: (() => S) | null): S | null {
  const [session, setSession] = useState<S | null>(null);
  useEffect(() => {
    if (!open) return;
    const opened = open();
    setSession(opened);
    const warn = (event: BeforeUnloadEvent) => {
      if (!opened.mayLeave) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => {
      window.removeEventListener('beforeunload', warn);
      opened.close();
      setSession(null);
    };
  }, [open]);
  return session;
}

const CONNECTING: SaveState = { status: 'connecting', unsaved: 0 };
const NOBODY: readonly Presence[] = [];
const NOTHING: readonly RefusedWork[] = [];

/** Reads one stable value of a session, again whenever the session changes. */
export function useSessionValue<S extends DocumentSession, T>(
  session: S | null,
  read: (session: S) => T,
  none: T,
): T {
  const subscribe = useCallback(
    (listener: () => void) => session?.subscribe(listener) ?? (() => undefined),
    [session],
  );
  return useSyncExternalStore(subscribe, () => (session === null ? none : read(session)));
}

/** Whether one's own work is safe on the server. */
export function useSaveState(session: DocumentSession | null): SaveState {
  return useSessionValue(session, (open) => open.state, CONNECTING);
}

/** Whether the content has arrived, from this device or the server: before that nothing may be written. */
export function useLoaded(session: DocumentSession | null): boolean {
  return useSessionValue(session, (open) => open.loaded, false);
}

/** The others in this document. */
export function useOthers(session: DocumentSession | null): readonly Presence[] {
  return useSessionValue(session, (open) => open.others, NOBODY);
}

/** Own work that the server did not take. */
export function useRefused(session: DocumentSession | null): readonly RefusedWork[] {
  return useSessionValue(session, (open) => open.refused, NOTHING);
}
