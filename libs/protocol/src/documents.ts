/** The documents that are synced, by what they hold. */
export type DocumentAddress =
  | { readonly kind: 'spotting'; readonly filmId: string }
  | { readonly kind: 'notes'; readonly cueId: string }
  | { readonly kind: 'team'; readonly cueId: string };

const ID = '[0-9A-Za-z]{14}';
const SPOTTING = new RegExp(`^film/(${ID})$`);
const CUE = new RegExp(`^cue/(${ID})/(notes|team)$`);

/** The name of a document as it stands in the address of its socket: `/sync/<name>`. */
export function documentName(address: DocumentAddress): string {
  return address.kind === 'spotting' ? `film/${address.filmId}` : `cue/${address.cueId}/${address.kind}`;
}

/** Reads a document's name; null when no document has such a name. */
export function parseDocumentName(name: string): DocumentAddress | null {
  const spotting = SPOTTING.exec(name);
  if (spotting?.[1]) return { kind: 'spotting', filmId: spotting[1] };
  const cue = CUE.exec(name);
  if (cue?.[1]) return { kind: cue[2] === 'team' ? 'team' : 'notes', cueId: cue[1] };
  return null;
}
