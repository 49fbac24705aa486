import { useSyncExternalStore } from 'react';
import { Listeners } from '../../../player/listeners';

/** Of the device rather than of the person: it is the link that is slow. */
const KEY = 'segue/light-sound';

const changes = new Listeners();
let known: boolean | null = null;

/** Whether the light rendition is listened to on this device. */
function isLightSound(): boolean {
  known ??= kept();
  return known;
}

/** Chooses it, and keeps the choice on this device. */
export function setLightSound(light: boolean): void {
  known = light;
  try {
    localStorage.setItem(KEY, String(light));
  } catch {
    // Full or forbidden: then it holds until the page is closed.
  }
  changes.call();
}

/** The choice, and every change of it. */
export function useLightSound(): boolean {
  return useSyncExternalStore(changes.add, isLightSound);
}

function kept(): boolean {
  try {
    return localStorage.getItem(KEY) === 'true';
  } catch {
    return false;
  }
}
