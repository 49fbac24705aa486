/** Somebody who can be named in a note. */
export interface Nameable {
  readonly personId: string;
  readonly name: string;
}

/** As many as an entry may hold. */
const MOST = 20;

/** A piece of a text; `personId` says who is named in it, null for nobody. */
interface Piece {
  readonly text: string;
  readonly personId: string | null;
}

/** A text in pieces: those in which one of these people is named as `@Name`, and what stands between. */
export function piecesOf(text: string, people: readonly Nameable[]): readonly Piece[] {
  // Whoever is called Anna Maria is not Anna.
  const longestFirst = [...people].sort((one, other) => other.name.length - one.name.length);
  const pieces: Piece[] = [];
  let from = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    if (!beginsWord(text, at)) continue;
    const named = longestFirst.find(({ name }) => isNamedAt(text, at + 1, name));
    if (!named) continue;
    const end = at + 1 + named.name.length;
    if (at > from) pieces.push({ text: text.slice(from, at), personId: null });
    pieces.push({ text: text.slice(at, end), personId: named.personId });
    from = end;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), personId: null });
  return pieces;
}

/** Ids of the people who are named in a text, each once. */
export function mentionsIn(text: string, people: readonly Nameable[]): string[] {
  return [...new Set(piecesOf(text, people).flatMap(({ personId }) => personId ?? []))].slice(0, MOST);
}

/** The name that is being typed in front of the caret: where its `@` stands, and what there is of it; null for none. */
export function nameBefore(
  text: string,
  caret: number,
): { readonly at: number; readonly begun: string } | null {
  const at = text.lastIndexOf('@', caret - 1);
  if (at < 0 || caret <= at || !beginsWord(text, at)) return null;
  const begun = text.slice(at + 1, caret);
  return /^[^\n@]{0,40}$/.test(begun) ? { at, begun } : null;
}

/** The people whose name, or a later word of it, begins so. */
export function matching<P extends Nameable>(people: readonly P[], begun: string): readonly P[] {
  const start = begun.toLocaleLowerCase();
  return people.filter(({ name }) => {
    const lower = name.toLocaleLowerCase();
    return lower.startsWith(start) || lower.includes(` ${start}`);
  });
}

/** An `@` in the middle of a word is an e-mail address. */
function beginsWord(text: string, at: number): boolean {
  return !/[\p{L}\p{N}]$/u.test(text.slice(Math.max(0, at - 2), at));
}

function isNamedAt(text: string, at: number, name: string): boolean {
  if (name === '' || !text.startsWith(name, at)) return false;
  return !/^[\p{L}\p{N}]/u.test(text.slice(at + name.length, at + name.length + 2));
}
