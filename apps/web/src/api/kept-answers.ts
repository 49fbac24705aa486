import { dehydrate, hydrate, type DehydratedState, type QueryClient } from '@tanstack/react-query';
import { RequestFailed } from './http';
import { whenIdle } from '../ui/when-idle';
import { sessionQuery } from './session';

/** Where the answers of the person who is signed in on this browser are kept: there is one cookie, so there is one. */
const KEY = 'segue/answers';
/** What a page needs to stand without the server; waveforms and the like are too large. */
const NOUNS: ReadonlySet<unknown> = new Set([
  'session',
  'film',
  'people',
  'cut',
  'cue',
  'version',
  'sign-off',
  'round',
]);
/** Enough for the rooms of a film somebody works in, and far below what browsers allow (5 MB). */
const MOST_ANSWERS = 300;
/** Answers come in bursts when a page opens. */
const PAUSE_MS = 500;
/** A page that is never idle keeps them too. */
const LONGEST_MS = 3000;

interface Kept {
  readonly personId: string;
  readonly state: DehydratedState;
}

/** Keeps the server's answers on this device as they come, so that pages can be opened without it. */
export function keepAnswers(client: QueryClient): void {
  let isComing = false;
  client.getQueryCache().subscribe(({ type }) => {
    if (type !== 'updated' || isComing) return;
    isComing = true;
    setTimeout(() => {
      whenIdle(keep, LONGEST_MS);
    }, PAUSE_MS);
  });
  const keep = (): void => {
    isComing = false;
    const personId = client.getQueryData(sessionQuery.queryKey)?.person?.id;
    if (personId === undefined) return;
    const { queries } = dehydrate(client, {
      shouldDehydrateQuery: ({ queryKey, state }) => NOUNS.has(queryKey[0]) && state.status === 'success',
    });
    const refused = new Set(
      client
        .getQueryCache()
        .getAll()
        .filter(({ state }) => state.error instanceof RequestFailed && !state.error.unreachable)
        .map(({ queryHash }) => queryHash),
    );
    const fresh = new Set(queries.map(({ queryHash }) => queryHash));
    const before = read();
    // Answers that the page has let go of meanwhile stay good for opening their pages again.
    const older = before?.personId === personId ? before.state.queries : [];
    const all = [
      ...queries,
      ...older.filter(({ queryHash }) => !fresh.has(queryHash) && !refused.has(queryHash)),
    ]
      .sort((one, other) => other.state.dataUpdatedAt - one.state.dataUpdatedAt)
      .slice(0, MOST_ANSWERS);
    const kept: Kept = { personId, state: { mutations: [], queries: all } };
    try {
      localStorage.setItem(KEY, JSON.stringify(kept));
    } catch {
      // Full or forbidden: then pages open with the server only.
    }
  };
}

/**
 * Puts the kept answers in place of those the server cannot give. Only for a server that cannot be reached: it alone knows
 * who is signed in.
 *
 * @returns whether there were any.
 */
export function restoreAnswers(client: QueryClient): boolean {
  const kept = read();
  if (kept === null) return false;
  hydrate(client, kept.state);
  return client.getQueryData(sessionQuery.queryKey)?.person != null;
}

/** Whether somebody was signed in when this device last heard of it. */
export function keepsAnswers(): boolean {
  return localStorage.getItem(KEY) !== null;
}

export function forgetAnswers(): void {
  localStorage.removeItem(KEY);
}

function read(): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null') as Kept | null;
  } catch {
    return null;
  }
}
