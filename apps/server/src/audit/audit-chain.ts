import { createHash } from 'node:crypto';
import type { Row } from '@segue/storage';

/** What an entry's hash covers: all of it, and through `previous_hash` everything before it. */
export type ChainedEntry = Omit<Row<'audit'>, 'hash'>;

/** What the first entry names as its predecessor. */
export const CHAIN_START = '0'.repeat(64);

/** The hash of an entry: SHA-256 over the hash before it and the entry as JSON with sorted keys. */
export function hashOfEntry(entry: ChainedEntry): string {
  return createHash('sha256').update(entry.previous_hash).update(canonicalJson(entry)).digest('hex');
}

/** JSON in which equal values are equal texts: the database does not keep the order of keys. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
