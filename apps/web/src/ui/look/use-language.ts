import i18next from 'i18next';
import { useSyncExternalStore } from 'react';

/** The language that the pages are in: a BCP 47 tag. */
export function useLanguage(): string {
  return useSyncExternalStore(onLanguage, language);
}

function onLanguage(listener: () => void): () => void {
  i18next.on('languageChanged', listener);
  return () => {
    i18next.off('languageChanged', listener);
  };
}

function language(): string {
  return i18next.language;
}
