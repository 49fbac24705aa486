import { forgetOnDevice } from '@segue/client';
import type { QueryClient } from '@tanstack/react-query';
import { forgetAnswers } from '../api/kept-answers';
import { sessionQuery } from '../api/session';

/** Forgets everything that was shown to, and kept on this device for, the person who has just signed out. */
export async function forgetPerson(client: QueryClient, personId: string): Promise<void> {
  client.setQueryData(sessionQuery.queryKey, { person: null, setupNeeded: false });
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
  forgetAnswers();
  await forgetOnDevice(personId);
}
