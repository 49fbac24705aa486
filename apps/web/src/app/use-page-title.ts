import { useEffect } from 'react';

/** Names the page in the browser's tab, most specific first. */
export function usePageTitle(...parts: readonly string[]): void {
  const title = [...parts, 'Segue'].join(' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);
}
