import { dismissLeftBehind, leftBehind, unsentTexts } from '@segue/client';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RefusedNotice } from '../ui/refused-notice';

/** What this device keeps of a person, and how to take it off the page; nothing while nobody is known. */
function useKept<T>(
  personId: string | null,
  find: (personId: string) => Promise<readonly T[]>,
): readonly [kept: readonly T[], clear: () => void] {
  const [kept, setKept] = useState<readonly T[]>([]);
  useEffect(() => {
    if (personId === null) return;
    let shown = true;
    void find(personId).then((found) => {
      if (shown) setKept(found);
    });
    return () => {
      shown = false;
    };
  }, [personId, find]);
  return [
    kept,
    () => {
      setKept([]);
    },
  ];
}

/** A person's own words from documents that were closed to them before they were sent: no other page can show them. */
export function LeftBehind({ personId }: { personId: string }) {
  const [works, clear] = useKept(personId, leftBehind);
  return (
    <RefusedNotice
      refused={works}
      onDismiss={() => {
        clear();
        void dismissLeftBehind(personId, [...new Set(works.map(({ document }) => document))]);
      }}
    />
  );
}

/** Per tab, and so never shown to somebody who opens the browser later. */
const LAST_PERSON = 'segue/last-person';

/** Notes who is signed in in this tab, for the case that their session ends. */
export function noteLastPerson(personId: string): void {
  sessionStorage.setItem(LAST_PERSON, personId);
}

/** On the page for signing in: what the person whose session has just ended in this tab could not send any more. */
export function WordsOfEnded() {
  const { t } = useTranslation();
  const [personId] = useState(() => sessionStorage.getItem(LAST_PERSON));
  const [texts, clear] = useKept(personId, unsentTexts);
  return (
    <RefusedNotice
      refused={texts.length === 0 ? [] : [{ detail: t('signIn.unsent'), texts }]}
      onDismiss={() => {
        clear();
        // Only out of sight: it is sent when they sign in again.
        sessionStorage.removeItem(LAST_PERSON);
      }}
    />
  );
}
