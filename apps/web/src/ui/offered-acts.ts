import { useEffect, useSyncExternalStore } from 'react';

/** Something that can be done on the screen that is open, by its name. */
export interface OfferedAct {
  readonly id: string;
  readonly label: string;
  /** The keys that do it, as they are written on them. */
  readonly keys?: string | undefined;
  readonly run: () => void;
}

const NONE: readonly OfferedAct[] = [];
let offers: readonly (readonly OfferedAct[])[] = [];
let all = NONE;
const listeners = new Set<() => void>();

/** Offers these acts for as long as the component is there. They must be stable. */
export function useOfferActs(acts: readonly OfferedAct[]): void {
  useEffect(() => {
    change([...offers, acts]);
    return () => {
      change(offers.filter((each) => each !== acts));
    };
  }, [acts]);
}

/** Everything that is offered now. */
export function useOfferedActs(): readonly OfferedAct[] {
  return useSyncExternalStore(subscribe, () => all);
}

function change(next: readonly (readonly OfferedAct[])[]): void {
  offers = next;
  all = next.flat();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
