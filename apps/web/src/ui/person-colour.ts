/** Light enough for dark grounds (at least 6:1 on them) and told apart at 8 pixels. */
const COLOURS = [
  '#f2a65a',
  '#7cc4ff',
  '#c9a2ff',
  '#8fd694',
  '#ff9db0',
  '#ffd866',
  '#6fd6d0',
  '#e39cf0',
] as const;

/** The colour that stands for a person, the same everywhere, by any stable key of theirs. */
export function personColour(key: string): string {
  let sum = 0;
  for (const letter of key) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return COLOURS[sum % COLOURS.length] ?? COLOURS[0];
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
