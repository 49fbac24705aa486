import { useSyncExternalStore } from 'react';

/** Something that is chosen on this device and kept on it: for what belongs to the device rather than to the person. */
export class DeviceChoice<T> {
  private known: { readonly value: T } | null = null;
  private readonly listeners = new Set<() => void>();

  /**
   * @param key under which it is kept.
   * @param read the choice in what is kept, null where nothing is. What it cannot read counts as nothing.
   * @param write what is kept of a choice; null keeps nothing.
   */
  constructor(
    private readonly key: string,
    private readonly read: (kept: string | null) => T,
    private readonly write: (value: T) => string | null = String,
  ) {}

  /** The choice: the same object until it changes. */
  readonly get = (): T => {
    this.known ??= { value: this.kept() };
    return this.known.value;
  };

  /** Chooses, and keeps the choice on this device. */
  set(value: T): void {
    this.known = { value };
    const kept = this.write(value);
    try {
      if (kept === null) localStorage.removeItem(this.key);
      else localStorage.setItem(this.key, kept);
    } catch {
      // Full or forbidden: then it holds until the page is closed.
    }
    for (const listener of this.listeners) listener();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private kept(): T {
    try {
      return this.read(localStorage.getItem(this.key));
    } catch {
      return this.read(null);
    }
  }
}

/** The choice, and every change of it. */
export function useDeviceChoice<T>(choice: DeviceChoice<T>): T {
  return useSyncExternalStore(choice.subscribe, choice.get);
}
