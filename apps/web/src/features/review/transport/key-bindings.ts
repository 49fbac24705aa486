import { DeviceChoice, useDeviceChoice } from '../../../ui/device-choice';
import { DEFAULT_KEYS, KEY_ACTS, type KeyBindings } from './keys';

/** Of the device: it is the keyboard that differs. */
const bindings = new DeviceChoice<KeyBindings>('segue/keys', read, (chosen) =>
  chosen === DEFAULT_KEYS ? null : JSON.stringify(chosen),
);

/** The keys as they are bound on this device. */
export const keyBindings = bindings.get;

/** Binds the keys anew, and keeps that on this device; null goes back to those that Segue comes with. */
export function setKeyBindings(chosen: KeyBindings | null): void {
  bindings.set(chosen ?? DEFAULT_KEYS);
}

/** The bindings, and every change of them. */
export function useKeyBindings(): KeyBindings {
  return useDeviceChoice(bindings);
}

function read(kept: string | null): KeyBindings {
  if (kept === null) return DEFAULT_KEYS;
  const found = JSON.parse(kept) as Record<string, unknown>;
  // Acts that came later have the keys that Segue gives them.
  const own = KEY_ACTS.map((act) => [act, isNames(found[act]) ? found[act] : DEFAULT_KEYS[act]] as const);
  return Object.fromEntries(own) as unknown as KeyBindings;
}

function isNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((name) => typeof name === 'string');
}
