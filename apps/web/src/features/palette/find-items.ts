/** One thing that can be found in the palette. */
export interface FoundItem {
  readonly id: string;
  readonly label: string;
  /** What else it is found by, and what is shown beside it. */
  readonly detail?: string;
  readonly keys?: string | undefined;
  readonly run: () => void;
}

/** Items of one kind, in their own order. */
export interface ItemGroup {
  readonly name: string;
  readonly items: readonly FoundItem[];
}

/** Items of one group that are shown: the rest is found by typing on. */
export const SHOWN = 8;

/**
 * The items in which every word that was typed occurs, whatever its case and accents. Those whose name begins with what
 * was typed come first. Groups that have none are left out.
 */
export function findItems(groups: readonly ItemGroup[], typed: string): ItemGroup[] {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  const start = plain(typed).trim();
  return groups
    .map(({ name, items }) => ({
      name,
      items: items
        .map((item) => ({ item, text: plain(`${item.label} ${item.detail ?? ''}`) }))
        .filter(({ text }) => words.every((word) => text.includes(word)))
        .sort((a, b) => Number(b.text.startsWith(start)) - Number(a.text.startsWith(start)))
        .slice(0, SHOWN)
        .map(({ item }) => item),
    }))
    .filter(({ items }) => items.length > 0);
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}
