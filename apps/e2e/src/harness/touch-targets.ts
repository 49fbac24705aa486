import type { Page } from 'playwright-core';

/** What a finger can be sure to meet, in CSS pixels. */
const LEAST = 40;

/**
 * Everything that is pressed on a page, or in what lies over it, and is too small for a finger: smaller than 40
 * pixels one way, counting what else answers around it, its label or a part of it that is not drawn. Exempt are, as in WCAG
 * 2.5.8, links within a sentence, and marks whose place is what they say, as far as another mark takes their room.
 *
 * @returns one line each; nothing is what is wanted.
 */
export function smallTargets(page: Page, within = 'body'): Promise<readonly string[]> {
  return page.evaluate(measure, { least: LEAST, within });
}

/** Runs in the page. */
function measure({ least, within }: { least: number; within: string }): string[] {
  const PRESSED =
    'a[href], button, input, select, textarea, summary, [role=button], [role=tab], [role=option], [role=slider], [role^=menuitem]';
  /** Flags and blocks that lie where a note or a cue lies. */
  const MARK = '[data-mark-place]';
  const shown = document.querySelectorAll<HTMLElement>(`${within} :is(${PRESSED})`);
  return [...shown].filter(isPressed).flatMap((element) => {
    element.scrollIntoView({ block: 'center', inline: 'center' });
    const parts = [element, ...(element instanceof HTMLInputElement ? (element.labels ?? []) : [])];
    const boxes = parts.map((part) => part.getBoundingClientRect()).filter(isDrawn);
    const [box] = boxes;
    if (!box || boxes.some(({ width, height }) => width >= least && height >= least)) return [];
    const x = (box.left + box.right) / 2;
    const y = (box.top + box.bottom) / 2;
    const answers = (right: number, down: number) => {
      const met = document.elementFromPoint(x + right, y + down);
      if (met === null) return false;
      if (parts.some((part) => part.contains(met))) return true;
      return element.matches(MARK) && met.closest(MARK) !== null;
    };
    const width = 1 + reach((far) => answers(far, 0)) + reach((far) => answers(-far, 0));
    const height = 1 + reach((far) => answers(0, far)) + reach((far) => answers(0, -far));
    // The last pixel of a box that begins between two pixels is half in it.
    if (width >= least - 1 && height >= least - 1) return [];
    const name = element.getAttribute('aria-label') ?? element.textContent.trim();
    const role = element.getAttribute('role') ?? element.tagName.toLowerCase();
    return [`${role} “${name.slice(0, 60)}” ${width} x ${height} (${element.className.slice(0, 60)})`];
  });

  function isPressed(element: HTMLElement): boolean {
    if (element.matches('[type=hidden], [type=file], :disabled, [inert] *')) return false;
    if (!element.checkVisibility({ visibilityProperty: true })) return false;
    // What lies above the page comes with the Tab key.
    if (element.getBoundingClientRect().bottom < 0 && getComputedStyle(element).position === 'absolute')
      return false;
    return !(element.tagName === 'A' && isInSentence(element));
  }

  /** What only screen readers find has the size of a point. */
  function isDrawn({ width, height }: DOMRect): boolean {
    return width > 1 && height > 1;
  }

  function isInSentence(link: HTMLElement): boolean {
    const around = [...(link.parentElement?.childNodes ?? [])];
    return around.some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '');
  }

  /** How far it goes on answering, up to what is needed. */
  function reach(answersAt: (far: number) => boolean): number {
    let far = 0;
    while (far < least && answersAt(far + 1)) far++;
    return far;
  }
}
