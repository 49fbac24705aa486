import { openLive, type LiveSession } from '@segue/client';
import type { Online } from '@segue/protocol';
import { useQueryClient } from '@tanstack/react-query';
import {
  createContext,
  use,
  useCallback,
  useEffect,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import { refreshChanged } from '../api/fresh';
import { whenIdle } from '../ui/when-idle';

const Live = createContext<LiveSession | null>(null);
/** So long after a connection at most a page may show what was before it. */
const LATEST_MS = 2000;
const NOBODY: Online['people'] = [];

/** Holds the one live socket of a signed-in person. Whatever it says has changed is fetched again. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [live, setLive] = useState<LiveSession | null>(null);
  useEffect(() => {
    const opened = openLive({ url: location.origin });
    opened.onChanged((change) => {
      const renew = () => void refreshChanged(client, change);
      // What may have changed while nobody listened is most of the page: it waits until the page stands.
      if (change.kind === 'film') whenIdle(renew, LATEST_MS);
      else renew();
    });
    setLive(opened);
    return () => {
      opened.close();
      setLive(null);
    };
  }, [client]);
  return <Live value={live}>{children}</Live>;
}

/** Hears of this film's changes while the component is there; answers who has the film open now, oneself included. */
export function useOnline(filmId: string): Online['people'] {
  const live = use(Live);
  useEffect(() => live?.watch(filmId), [live, filmId]);
  const subscribe = useCallback(
    (listener: () => void) => live?.subscribe(listener) ?? (() => undefined),
    [live],
  );
  return useSyncExternalStore(subscribe, () => live?.online ?? NOBODY);
}
