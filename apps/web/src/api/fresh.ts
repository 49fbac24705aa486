import type { Changed, ChangedKind } from '@segue/protocol';
import { hashKey, type QueryClient } from '@tanstack/react-query';
import { renewCue } from './changed-cues';
import { cuesQuery } from './cues';

/** First element of every query key: the noun the answer speaks of. */
export type Noun = ChangedKind | 'session' | 'audit' | 'dashboard' | 'round';

/** Which answers a change of a noun makes stale, besides those of the noun itself. */
const ALSO_STALE: Readonly<Record<Noun, readonly Noun[]>> = {
  // Also said after a lost connection: anything may have changed meanwhile.
  film: ['people', 'cut', 'cue', 'version', 'delivery', 'sign-off', 'audit', 'round', 'notices', 'dashboard'],
  people: ['film', 'audit', 'round'],
  cut: ['audit'],
  cue: ['film', 'round', 'dashboard'],
  version: ['cue', 'delivery', 'audit', 'round', 'dashboard'],
  delivery: ['cut', 'version', 'cue'],
  'sign-off': ['cue', 'audit', 'dashboard'],
  notices: ['dashboard'],
  session: [],
  audit: [],
  dashboard: [],
  round: [],
};

/** Fetches again whatever is on the screen and depends on these nouns, and forgets the rest of it. */
export async function refresh(client: QueryClient, ...nouns: readonly Noun[]): Promise<void> {
  await renew(client, nouns);
}

/** Fetches again what a change speaks of and what depends on it: of a film's cues only the one that changed. */
export async function refreshChanged(client: QueryClient, { kind, id, filmId }: Changed): Promise<void> {
  if (kind !== 'cue') return refresh(client, kind);
  const list = hashKey(cuesQuery(filmId).queryKey);
  await Promise.all([renew(client, ['cue'], list), renewCue(client, filmId, id)]);
}

async function renew(client: QueryClient, nouns: readonly Noun[], except?: string): Promise<void> {
  const stale = new Set(nouns.flatMap((noun) => [noun, ...ALSO_STALE[noun]]));
  await client.invalidateQueries({
    predicate: ({ queryKey, queryHash }) => stale.has(queryKey[0] as Noun) && queryHash !== except,
  });
}
