import type { Person } from '@segue/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { changeLanguage, sessionQuery } from '../api/session';
import { onLookChange } from '../ui/look/look';
import { chosenLanguage } from './i18n';

/** Tells the server, which writes mails, what the person reads: when nobody has said so yet, and when they choose another one. */
export function useToldLanguage(person: Person | null | undefined): void {
  const queryClient = useQueryClient();
  const personId = person?.id;
  const isUnsaid = person?.language === null;
  useEffect(() => {
    if (personId === undefined) return;
    // What other devices show is theirs: only what changes here is told.
    let told = isUnsaid ? null : chosenLanguage();
    const tell = (): void => {
      const language = chosenLanguage();
      if (language === told) return;
      told = language;
      changeLanguage(language).then(
        (changed) => {
          queryClient.setQueryData(sessionQuery.queryKey, { person: changed, setupNeeded: false });
        },
        () => {
          // Out of reach: mails stay in the language they are in until it is chosen again.
        },
      );
    };
    tell();
    return onLookChange(tell);
  }, [personId, isUnsaid, queryClient]);
}
