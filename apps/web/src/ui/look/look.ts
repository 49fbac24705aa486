import { useSyncExternalStore } from 'react';
import { THEMES, type Theme } from '../theme/themes';
import { LANGUAGES, type Language } from './languages';

/** What a person has chosen on this device; null where nothing was chosen. */
export interface Look {
  readonly theme: Theme | null;
  readonly language: Language | null;
}

const NOTHING_CHOSEN: Look = { theme: null, language: null };

/** Says which person's pages are shown; kept so that the next page is dressed for them before it knows who they are. */
const PERSON = 'segue/look';
/** public/first-paint.js listens: it puts the theme on. */
const CHANGED = 'segue-look';

let person = read(PERSON) ?? '';
let look = kept();

/** The look of the person whose pages are shown. */
export function currentLook(): Look {
  return look;
}

export function useLook(): Look {
  return useSyncExternalStore(onLookChange, currentLook);
}

/** Calls back whenever another look was chosen, here or in another window. @returns stops it */
export function onLookChange(listener: () => void): () => void {
  window.addEventListener(CHANGED, listener);
  return () => {
    window.removeEventListener(CHANGED, listener);
  };
}

/** Chooses for the person whose pages are shown, and keeps it on this device. */
export function chooseLook(change: Partial<Look>): void {
  look = { ...look, ...change };
  write(`${PERSON}/${person}`, JSON.stringify(look));
  window.dispatchEvent(new Event(CHANGED));
}

/** From here on the pages are shown to this person, in the look that they chose. */
export function showTo(personId: string): void {
  if (personId === person) return;
  person = personId;
  write(PERSON, personId);
  look = kept();
  window.dispatchEvent(new Event(CHANGED));
}

window.addEventListener('storage', ({ key }) => {
  if (key !== `${PERSON}/${person}`) return;
  look = kept();
  window.dispatchEvent(new Event(CHANGED));
});

function kept(): Look {
  try {
    const { theme, language } = JSON.parse(read(`${PERSON}/${person}`) ?? '{}') as {
      [Field in keyof Look]?: unknown;
    };
    return {
      theme: THEMES.find((known) => known === theme) ?? null,
      language: LANGUAGES.find((known) => known === language) ?? null,
    };
  } catch {
    return NOTHING_CHOSEN;
  }
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Full or forbidden: then it holds until the page is closed.
  }
}
