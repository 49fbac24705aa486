import { useSyncExternalStore } from 'react';

/** The theme that is on: what is drawn by hand has to be drawn again with another one. */
export function useTheme(): string {
  return useSyncExternalStore(onTheme, () => document.documentElement.dataset['theme'] ?? '');
}

function onTheme(listener: () => void): () => void {
  const watch = new MutationObserver(listener);
  watch.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => {
    watch.disconnect();
  };
}
