import type { PlacedEntry, Reading } from './board.js';

/**
 * The latest reading of a note that stands, with the last word of the note's author on it. `acts` are those of the thread,
 * in board order; `isWithdrawn` tells of its replies.
 */
export function readingIn(
  acts: readonly PlacedEntry[],
  noteAuthor: string,
  isWithdrawn: (replyId: string) => boolean,
): Reading | null {
  const readings = new Map<string, { reading: Reading; withdrawn: boolean }>();
  for (const { author: by, id, entry } of acts) {
    if (entry.type !== 'read-as' || readings.has(id)) continue;
    const { text, at } = entry;
    readings.set(id, { reading: { id, by, text, at, state: 'unconfirmed' }, withdrawn: false });
  }
  if (readings.size === 0) return null;
  for (const { author, id, entry } of acts) {
    if (entry.type === 'withdraw' || entry.type === 'restore') {
      const read = readings.get(entry.of);
      if (read?.reading.by === author) read.withdrawn = entry.type === 'withdraw';
    } else if (author === noteAuthor && (entry.type === 'agree' || entry.type === 'reply')) {
      const read = readings.get((entry.type === 'agree' ? entry.of : entry.corrects) ?? '');
      if (!read || (entry.type === 'reply' && isWithdrawn(id))) continue;
      read.reading = { ...read.reading, state: entry.type === 'agree' ? 'confirmed' : 'corrected' };
    }
  }
  return [...readings.values()].findLast(({ withdrawn }) => !withdrawn)?.reading ?? null;
}
