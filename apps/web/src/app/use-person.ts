import type { Person } from '@segue/protocol';
import { useSuspenseQuery } from '@tanstack/react-query';
import { sessionQuery } from '../api/session';

/** Who is signed in. Only for pages inside the shell, which shows nothing to anybody else. */
export function usePerson(): Person {
  const { person } = useSuspenseQuery(sessionQuery).data;
  if (person === null) throw new Error('This page is for people who are signed in.');
  return person;
}
