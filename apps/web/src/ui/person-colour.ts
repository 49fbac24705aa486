/** How many colours the themes have for people: `--person-1` and so on. */
const COLOURS = 8;

/** The colour that stands for a person, the same everywhere, by any stable key of theirs. A CSS value. */
export function personColour(key: string): string {
  let sum = 0;
  for (const letter of key) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return `var(--person-${(sum % COLOURS) + 1})`;
}

/** The first letters of the first and the last word of a name. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const ends = words.length > 1 ? [words.at(0), words.at(-1)] : words;
  return ends
    .map((word) => /^./u.exec(word ?? '')?.[0] ?? '')
    .join('')
    .toUpperCase();
}
