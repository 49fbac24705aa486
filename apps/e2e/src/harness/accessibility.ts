import { source, type ElementContext, type RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const THEMES = ['dark', 'stage', 'light', 'contrast'] as const;

/** Rules whose answer depends on the theme; all others are asked once. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block'];

/**
 * Has axe look at a page as it is, in every theme.
 *
 * @returns what it finds serious or critical, one line each; nothing is what is wanted.
 */
export async function barriers(page: Page, within = 'html'): Promise<readonly string[]> {
  await page.evaluate(source);
  const found: string[] = [];
  for (const [index, theme] of THEMES.entries()) {
    await page.evaluate(async (name) => {
      document.documentElement.dataset['theme'] = name;
      // What is half faded has the contrast of neither; what inherits a colour begins when its parent has ended.
      while (document.getAnimations().length > 0)
        await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
    }, theme);
    const options: RunOptions = {
      resultTypes: ['violations'],
      ...(index > 0 ? { runOnly: OF_COLOUR } : {}),
    };
    found.push(...(await look(page, within, options)).map((line) => `${theme}: ${line}`));
  }
  return found;
}

function look(page: Page, within: string, options: RunOptions): Promise<readonly string[]> {
  return page.evaluate(
    async ({ place, asked }) => {
      interface Axe {
        run(context: ElementContext, options: RunOptions): Promise<import('axe-core').AxeResults>;
      }
      const { axe } = window as unknown as { axe: Axe };
      const { violations } = await axe.run(place, asked);
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .flatMap(({ id, nodes }) =>
          nodes.map(({ html, any, all }) => {
            const why = [...any, ...all].map(({ message }) => message).join('; ');
            return `${id}: ${html.slice(0, 200)} (${why})`;
          }),
        );
    },
    { place: within, asked: options },
  );
}

/** More than any screen has; a page that never comes round again would be a trap of its own. */
const MOST_STOPS = 400;

/**
 * Walks through a page with the Tab key, from its top until it comes round.
 *
 * @returns the stops at which the focus could not be seen: out of view, under something else, or not marked.
 */
export async function hiddenStops(page: Page): Promise<readonly string[]> {
  await page.evaluate(() => {
    // Focused without a mouse or a key: the walk begins at the top of the page.
    document.body.tabIndex = -1;
    document.body.focus();
  });
  const seen = new Set<string>();
  const hidden: string[] = [];
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await page.keyboard.press('Tab');
    const { where, problem } = await page.evaluate(lookAtFocus);
    if (where === null || seen.has(where)) return seen.size === 0 ? ['nothing takes the focus'] : hidden;
    seen.add(where);
    if (problem !== null) hidden.push(`${problem}: ${where.replace(/^\d+ /, '')}`);
  }
  return [...hidden, `no end after ${MOST_STOPS} stops`];
}

/** Runs in the page. `where` names the focused element, null where the page itself has the focus. */
async function lookAtFocus(): Promise<{ where: string | null; problem: string | null }> {
  await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
  // What has the focus is scrolled into view with the next frame.
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const element = document.activeElement;
  if (!element || element === document.body) return { where: null, problem: null };
  const index = [...document.querySelectorAll('*')].indexOf(element);
  const name = element.getAttribute('aria-label') ?? element.textContent;
  const where = `${index} ${element.tagName.toLowerCase()} “${name.trim()}”`;
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return { where, problem: 'out of view' };
  const above = document.elementFromPoint(x, y);
  // A file is chosen with a field that lies under its button, a box is drawn over its field, and a choice over its radio button.
  const isOnTop =
    above !== null &&
    (above.parentElement?.contains(element) === true || element.parentElement?.contains(above) === true);
  if (!isOnTop) return { where, problem: `under ${above?.outerHTML.slice(0, 80) ?? 'nothing'}` };
  // A button that stands for the whole of its surroundings draws its mark around them.
  const isMarked = [undefined, '::after'].some((part) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element, part);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
  });
  return { where, problem: isMarked ? null : 'not marked' };
}
