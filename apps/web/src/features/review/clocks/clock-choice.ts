import { FOOTAGE_COUNTS, type FootageCount } from '@segue/timecode';
import { useSyncExternalStore } from 'react';
import { Listeners } from '../../../player/listeners';
import { CLOCKS, type Clock } from './clock';

/** How a person wants positions to be told. */
export interface ClockChoice {
  /** The clock that is shown large, and on notes. */
  readonly primary: Clock;
  readonly feetCount: FootageCount;
}

const AT_FIRST: ClockChoice = { primary: 'picture', feetCount: 'timecode' };
const changes = new Listeners();
/** What has been read or chosen in this page: the same object until it changes. */
const known = new Map<string, ClockChoice>();

/** What a person has chosen on this device. */
export function useClockChoice(personId: string): ClockChoice {
  return useSyncExternalStore(changes.add, () => clockChoice(personId));
}

/** The same outside of a render. */
function clockChoice(personId: string): ClockChoice {
  const choice = known.get(personId) ?? kept(personId);
  known.set(personId, choice);
  return choice;
}

/** Chooses for a person, and keeps it on this device. */
export function chooseClock(personId: string, change: Partial<ClockChoice>): void {
  const choice = { ...clockChoice(personId), ...change };
  known.set(personId, choice);
  try {
    localStorage.setItem(keyOf(personId), JSON.stringify(choice));
  } catch {
    // Full or forbidden: then it holds until the page is closed.
  }
  changes.call();
}

function keyOf(personId: string): string {
  return `segue/clocks/${personId}`;
}

function kept(personId: string): ClockChoice {
  try {
    const { primary, feetCount } = JSON.parse(localStorage.getItem(keyOf(personId)) ?? '{}') as {
      [Field in keyof ClockChoice]?: unknown;
    };
    return {
      primary: CLOCKS.find((clock) => clock === primary) ?? AT_FIRST.primary,
      feetCount: FOOTAGE_COUNTS.find((count) => count === feetCount) ?? AT_FIRST.feetCount,
    };
  } catch {
    return AT_FIRST;
  }
}
