import type { QueryClient } from '@tanstack/react-query';
import { sessionQuery } from '../api/session';

/** Forgets everything that was shown to the person who has just signed out. */
export function forgetPerson(client: QueryClient): void {
  client.setQueryData(sessionQuery.queryKey, { person: null, setupNeeded: false });
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
}
