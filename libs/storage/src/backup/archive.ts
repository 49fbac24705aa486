/** What a backup says about itself, in its first entry. */
export interface Description {
  /** Of the archive; 1. */
  readonly format: number;
  /** How many migrations the database has had. */
  readonly schema: number;
  /** When the database looked like this, in ISO 8601. */
  readonly at: string;
  /** The columns of each table, in the order of the values in its rows. */
  readonly tables: Readonly<Record<string, readonly string[]>>;
  /** The last number each sequence gave out; null when none. */
  readonly sequences: Readonly<Record<string, string | null>>;
}

/** The only format there is. */
export const FORMAT = 1;

/** The first entry: a Description as JSON. */
export const DESCRIPTION = 'backup.json';
/** The last entry: the SHA-256 of every other, in the order of the archive, as `sha256sum --check` reads it. */
export const CHECKSUMS = 'SHA256SUMS';

/** Some rows of a table, numbered from 1, as `COPY FROM` reads them. */
export function partName(table: string, number: number): string {
  return `tables/${table}/${String(number).padStart(6, '0')}.copy`;
}

export function blobName(sha256: string): string {
  return `files/${sha256}`;
}

/** What an entry holds, the checksums apart. */
export type EntryKind =
  | { readonly kind: 'description' }
  | { readonly kind: 'rows'; readonly table: string }
  | { readonly kind: 'blob'; readonly sha256: string };

/** Null for a name that no backup has. */
export function kindOf(name: string): EntryKind | null {
  if (name === DESCRIPTION) return { kind: 'description' };
  const table = /^tables\/([^/]+)\/\d{6,}\.copy$/.exec(name)?.[1];
  if (table !== undefined) return { kind: 'rows', table };
  const sha256 = /^files\/([0-9a-f]{64})$/.exec(name)?.[1];
  return sha256 === undefined ? null : { kind: 'blob', sha256 };
}
