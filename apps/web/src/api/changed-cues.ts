import type { CueSummary } from '@segue/protocol';
import { compareInFilmOrder } from '@segue/review-document';
import type { QueryClient } from '@tanstack/react-query';
import { cuesQuery, someCues } from './cues';

/** With more cues than this that changed, the whole list is fetched. */
const FEW = 20;

/** The cues of films that changed and are not fetched yet, where some are being fetched. */
const waiting = new Map<string, Set<string>>();

/**
 * Brings a film's list of cues up to date after one of them changed. While people write, that is every few seconds, for
 * everybody on the film: this one is fetched, and not hundreds.
 */
export async function renewCue(client: QueryClient, filmId: string, cueId: string): Promise<void> {
  const gathered = waiting.get(filmId);
  if (gathered) {
    gathered.add(cueId);
    return;
  }
  let next = new Set([cueId]);
  try {
    while (next.size > 0) {
      const cueIds = next;
      next = new Set();
      waiting.set(filmId, next);
      await renewSome(client, filmId, cueIds);
    }
  } finally {
    waiting.delete(filmId);
  }
}

async function renewSome(client: QueryClient, filmId: string, cueIds: ReadonlySet<string>): Promise<void> {
  const { queryKey } = cuesQuery(filmId);
  const list = client.getQueryCache().find<CueSummary[]>({ queryKey });
  const before = list?.state;
  // A list that nobody sees, or that is about to be fetched whole, learns of it by that.
  if (!list?.isActive() || !isSettled(before) || cueIds.size > FEW) return renewAll();
  const answer = await someCues(filmId, [...cueIds]).catch(() => null);
  // Another answer that came meanwhile may be older or newer than this one.
  if (answer === null || list.state.dataUpdatedAt !== before?.dataUpdatedAt || !isSettled(list.state))
    return renewAll();
  client.setQueryData(queryKey, (cues = []) => withCues(cues, cueIds, answer));

  function renewAll(): Promise<void> {
    return client.invalidateQueries({ queryKey, exact: true });
  }
}

function isSettled(state: { fetchStatus: string; isInvalidated: boolean } | undefined): boolean {
  return state?.fetchStatus === 'idle' && !state.isInvalidated;
}

/** A film's cues in film order, after some were asked for anew. What the answer leaves out is on the sheet no more. */
export function withCues(
  cues: readonly CueSummary[],
  asked: ReadonlySet<string>,
  answer: readonly CueSummary[],
): CueSummary[] {
  const others = cues.filter(({ id }) => !asked.has(id));
  return [...others, ...answer].sort((a, b) =>
    compareInFilmOrder({ ...a, in: a.inFlicks }, { ...b, in: b.inFlicks }),
  );
}
