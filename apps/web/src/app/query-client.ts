import { notifications } from '@mantine/notifications';
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { refresh, type Noun } from '../api/fresh';
import { RequestFailed } from '../api/http';
import { keepAnswers, restoreAnswers } from '../api/kept-answers';
import { sessionQuery } from '../api/session';

declare module '@tanstack/react-query' {
  interface Register {
    mutationMeta: {
      /** Nouns to fetch again when it worked: the live socket says so too, but it may be down. */
      changes?: readonly Noun[];
      /** The screen that asked shows the failure itself. */
      ownError?: boolean;
    };
  }
}

/** Everything the app knows of the server's answers. What fails is said here, once, in the server's words. */
export const queryClient: QueryClient = new QueryClient({
  defaultOptions: {
    mutations: { networkMode: 'always' },
    queries: {
      staleTime: 30_000,
      // A server may stand in the same house: whether there is an internet says nothing about it.
      networkMode: 'always',
      // A no does not become a yes by asking again.
      retry: (failures, error) =>
        failures < 2 && !(error instanceof RequestFailed && error.status >= 400 && error.status < 500),
    },
  },
  queryCache: new QueryCache({
    onError: (error) => {
      askWhoIsSignedIn(error);
    },
  }),
  mutationCache: new MutationCache({
    onSuccess: async (_answer, _input, _result, mutation) => {
      await refresh(queryClient, ...(mutation.meta?.changes ?? []));
    },
    onError: (error, _input, _result, mutation) => {
      askWhoIsSignedIn(error);
      if (mutation.meta?.ownError) return;
      notifications.show({ color: 'red', message: error.message, autoClose: 10_000 });
    },
  }),
});

keepAnswers(queryClient);

/**
 * Makes sure that a page has what it stands on. Where the server cannot be reached, its earlier answers stand in, also
 * those from before the page was opened.
 */
export async function answerOrKept<T>(ask: () => Promise<T>, kept: () => T | undefined): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof RequestFailed && error.unreachable)) throw error;
    const answer = kept() ?? (restoreAnswers(queryClient) ? kept() : undefined);
    if (answer === undefined) throw error;
    return answer;
  }
}

/** A session can end under one's hands: signed out on another device, link revoked. */
function askWhoIsSignedIn(error: Error): void {
  if (error instanceof RequestFailed && error.code === 'session.missing') {
    void queryClient.invalidateQueries(sessionQuery);
  }
}
