import type { PlacedEntry, Reaction } from './board.js';
import { REACTIONS } from './entries.js';

const NONE: readonly Reaction[] = [];

/** What stands on the notes and replies of a thread, by their ids. `acts` are those of the thread, in board order. */
export function reactionsIn(acts: readonly PlacedEntry[]): (id: string) => readonly Reaction[] {
  const people = new Map<string, Set<string>>();
  for (const { author, entry } of acts) {
    if (entry.type !== 'react' && entry.type !== 'unreact') continue;
    const key = `${entry.of} ${entry.sign}`;
    const by = people.get(key) ?? new Set();
    if (entry.type === 'react') by.add(author);
    else by.delete(author);
    people.set(key, by);
  }
  if (people.size === 0) return () => NONE;
  return (id) =>
    REACTIONS.flatMap((sign) => {
      const by = [...(people.get(`${id} ${sign}`) ?? [])];
      return by.length === 0 ? [] : [{ sign, by }];
    });
}
