import type { Page } from 'playwright-core';

/** As many elements make a part of a page: a smaller thing may come and go. */
const PART = 12;

/** Has every page that is opened from now on note what moves by itself, and what is taken away whole to be made anew. */
export async function watchSteadiness(page: Page): Promise<void> {
  await page.addInitScript((part) => {
    const jumps: string[] = [];
    const nameOf = (node: Node | null): string =>
      node instanceof Element ? `${node.tagName} "${node.textContent.slice(0, 40)}"` : 'text';
    // What says how things stand has other words at other times, and people come and go.
    const mayMove = (node: Node | null): boolean =>
      node?.parentElement?.closest('[role="status"]') != null ||
      (node instanceof Element && node.matches('header ul, header :has(> ul)'));
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { hadRecentInput, sources } = entry as PerformanceEntry & {
          readonly hadRecentInput: boolean;
          readonly sources: readonly {
            readonly node: Node | null;
            readonly previousRect: DOMRectReadOnly;
            readonly currentRect: DOMRectReadOnly;
          }[];
        };
        if (hadRecentInput) continue;
        for (const { node, previousRect: from, currentRect: to } of sources)
          if (!mayMove(node))
            jumps.push(`${nameOf(node)} moved from ${from.x}, ${from.y} to ${to.x}, ${to.y}`);
      }
    }).observe({ type: 'layout-shift', buffered: true });
    new MutationObserver((changes) => {
      for (const { removedNodes } of changes)
        for (const node of removedNodes)
          if (node instanceof Element && node.querySelectorAll('*').length > part)
            jumps.push(`${nameOf(node)} was made anew`);
    }).observe(document, { subtree: true, childList: true });
    Object.assign(window, { jumps });
  }, PART);
}

/** What has moved since the page was opened, or was made anew; one line each. */
export function jumpsOn(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => (window as unknown as { jumps: readonly string[] }).jumps);
}
