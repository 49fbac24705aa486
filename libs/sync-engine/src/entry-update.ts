import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { Refused } from './ports.js';

/**
 * The only kind of Yjs item a part is made of: a plain value set under a new key of a root map. Its bytes (Yjs update
 * format, version 1) are the info byte below, the name of the root, the key, and one value. It has no left or right
 * origin, so nothing about it is implied by its neighbours.
 */
const ENTRY_INFO = 0b0010_1000;
const HAS_ORIGIN = 0b1000_0000;
const HAS_RIGHT_ORIGIN = 0b0100_0000;

/** An item of a client id, as the bytes say; `clock` counts the items of the client id from 0. */
export interface EntryItem {
  readonly clientId: number;
  readonly clock: number;
  readonly root: string;
  readonly key: string;
  readonly value: unknown;
}

/** A range of clocks that the bytes ask to delete. */
export interface Deletion {
  readonly clientId: number;
  readonly clock: number;
  readonly length: number;
}

/** What an update holds. */
export interface EntryUpdate {
  /** Items beyond what is known. */
  readonly items: readonly EntryItem[];
  /** Of those that are known: which client ids they claim for which root. */
  readonly known: readonly Pick<EntryItem, 'clientId' | 'root'>[];
  readonly deletions: readonly Deletion[];
}

/** The bytes hold something else than entries. `buildsOn` is the client id an item hangs on, if it hangs on one. */
export class NotAnEntry extends Error {
  constructor(
    readonly refused: Refused,
    readonly buildsOn: number | null = null,
  ) {
    super(refused.detail);
  }
}

const NO_ENTRY: Refused = {
  code: 'update.not-grow-only',
  detail: 'a part is a map that only gains entries, each a plain value',
};

/**
 * Reads an update that is made of entries and nothing else. Items below `clockOf` of their client id are known.
 *
 * @throws NotAnEntry at the first item of any other kind; Error when the bytes are not a Yjs update (version 1)
 */
export function readEntryUpdate(bytes: Uint8Array, clockOf: (clientId: number) => number): EntryUpdate {
  const decoder = decoding.createDecoder(bytes);
  const items: EntryItem[] = [];
  const known: Pick<EntryItem, 'clientId' | 'root'>[] = [];
  for (let sections = decoding.readVarUint(decoder); sections > 0; sections--) {
    const structs = decoding.readVarUint(decoder);
    const clientId = decoding.readVarUint(decoder);
    const first = decoding.readVarUint(decoder);
    const next = clockOf(clientId);
    let lastRoot: string | null = null;
    for (let clock = first; clock < first + structs; clock++) {
      readInfo(decoder);
      const { root, key, value } = readEntry(decoder);
      if (clock >= next) items.push({ clientId, clock, root, key, value });
      else if (root !== lastRoot) known.push({ clientId, root });
      lastRoot = root;
    }
  }
  const deletions: Deletion[] = [];
  for (let clients = decoding.readVarUint(decoder); clients > 0; clients--) {
    const clientId = decoding.readVarUint(decoder);
    for (let ranges = decoding.readVarUint(decoder); ranges > 0; ranges--) {
      const clock = decoding.readVarUint(decoder);
      deletions.push({ clientId, clock, length: decoding.readVarUint(decoder) });
    }
  }
  if (decoding.hasContent(decoder)) throw new Error('bytes after the end of the update');
  return { items, known, deletions };
}

function readInfo(decoder: decoding.Decoder): void {
  const info = decoding.readUint8(decoder);
  if (info === ENTRY_INFO) return;
  const hangs = (info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) !== 0;
  throw new NotAnEntry(NO_ENTRY, hangs ? decoding.readVarUint(decoder) : null);
}

function readEntry(decoder: decoding.Decoder): Pick<EntryItem, 'root' | 'key' | 'value'> {
  if (decoding.readVarUint(decoder) !== 1) throw new NotAnEntry(NO_ENTRY, decoding.readVarUint(decoder));
  const root = decoding.readVarString(decoder);
  const key = decoding.readVarString(decoder);
  if (decoding.readVarUint(decoder) !== 1) throw new NotAnEntry(NO_ENTRY);
  const value: unknown = decoding.readAny(decoder);
  if (!isPlain(value)) throw new NotAnEntry(NO_ENTRY);
  return { root, key, value };
}

/** The bytes of one entry, as they stand in an update. */
export function writeEntry(encoder: encoding.Encoder, root: string, key: string, value: unknown): void {
  encoding.writeUint8(encoder, ENTRY_INFO);
  encoding.writeVarUint(encoder, 1);
  encoding.writeVarString(encoder, root);
  encoding.writeVarString(encoder, key);
  encoding.writeVarUint(encoder, 1);
  // reason: lib0 types the values it can write loosely; a value that was read with readAny is one of them.
  encoding.writeAny(encoder, value as encoding.AnyEncodable);
}

/** A run of entries of one client id: `count` entries from `clock` on, as their bytes. */
export interface Run {
  readonly clientId: number;
  readonly clock: number;
  readonly count: number;
  readonly bytes: readonly Uint8Array[];
}

/** Puts runs together into one update. Yjs wants client ids in falling order. */
export function writeRuns(runs: readonly Run[]): Uint8Array {
  const pieces: Uint8Array[] = [numbers(runs.length)];
  for (const { clientId, clock, count, bytes } of [...runs].sort((a, b) => b.clientId - a.clientId))
    pieces.push(numbers(count, clientId, clock), ...bytes);
  // Nothing is deleted.
  pieces.push(numbers(0));
  return joined(pieces);
}

function numbers(...values: readonly number[]): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const value of values) encoding.writeVarUint(encoder, value);
  return encoding.toUint8Array(encoder);
}

/** Pieces of bytes put together; the piece itself when there is only one. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const [only] = pieces;
  if (pieces.length === 1 && only) return only;
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/**
 * Takes an update apart that `writeRuns` made, without reading the values. The runs share the memory of `update`.
 *
 * @throws NotAnEntry, Error on bytes that `writeRuns` did not make
 */
export function readRuns(update: Uint8Array): Run[] {
  const decoder = decoding.createDecoder(update);
  const runs: Run[] = [];
  for (let sections = decoding.readVarUint(decoder); sections > 0; sections--) {
    const count = decoding.readVarUint(decoder);
    const clientId = decoding.readVarUint(decoder);
    const clock = decoding.readVarUint(decoder);
    const start = decoder.pos;
    skipEntries(decoder, count);
    runs.push({ clientId, clock, count, bytes: [update.subarray(start, decoder.pos)] });
  }
  if (decoding.readVarUint(decoder) !== 0 || decoding.hasContent(decoder))
    throw new Error('an update of entries deletes nothing and ends there');
  return runs;
}

/** What is left of a run's bytes without its first `count` entries. */
export function withoutFirst(bytes: Uint8Array, count: number): Uint8Array {
  const decoder = decoding.createDecoder(bytes);
  skipEntries(decoder, count);
  return bytes.subarray(decoder.pos);
}

/**
 * Reads the entries of what the log holds of a document of parts, an update or a snapshot: the name of each one's root,
 * its key and its value.
 *
 * @throws NotAnEntry, Error on bytes of any other kind
 */
export function* entriesIn(update: Uint8Array): Generator<Pick<EntryItem, 'root' | 'key' | 'value'>> {
  for (const run of readRuns(update)) for (const bytes of run.bytes) yield* entriesOfRun(bytes);
}

/** Reads the entries of a run's bytes. */
export function* entriesOfRun(bytes: Uint8Array): Generator<Pick<EntryItem, 'root' | 'key' | 'value'>> {
  const decoder = decoding.createDecoder(bytes);
  while (decoding.hasContent(decoder)) {
    readInfo(decoder);
    yield readEntry(decoder);
  }
}

function skipEntries(decoder: decoding.Decoder, count: number): void {
  for (let i = 0; i < count; i++) {
    readInfo(decoder);
    skipEntry(decoder);
  }
  if (decoder.pos > decoder.arr.length) throw new Error('the update ends too early');
}

function skipEntry(decoder: decoding.Decoder): void {
  if (decoding.readVarUint(decoder) !== 1) throw new NotAnEntry(NO_ENTRY);
  skipString(decoder);
  skipString(decoder);
  if (decoding.readVarUint(decoder) !== 1) throw new NotAnEntry(NO_ENTRY);
  skipAny(decoder);
}

function skipString(decoder: decoding.Decoder): void {
  const length = decoding.readVarUint(decoder);
  decoder.pos += length;
  if (decoder.pos > decoder.arr.length) throw new Error('the update ends too early');
}

/** Passes over one value in lib0's "any" encoding; the numbers are its type tags. */
function skipAny(decoder: decoding.Decoder): void {
  const tag = decoding.readUint8(decoder);
  switch (tag) {
    case 127: // undefined
    case 126: // null
    case 121: // false
    case 120: // true
      return;
    case 125:
      decoding.readVarInt(decoder);
      return;
    case 124:
      decoder.pos += 4;
      return;
    case 123: // 64-bit float
    case 122: // 64-bit integer
      decoder.pos += 8;
      return;
    case 119: // string
    case 116: // bytes
      skipString(decoder);
      return;
    case 118:
      for (let keys = decoding.readVarUint(decoder); keys > 0; keys--) {
        skipString(decoder);
        skipAny(decoder);
      }
      return;
    case 117:
      for (let length = decoding.readVarUint(decoder); length > 0; length--) skipAny(decoder);
      return;
    default:
      throw new Error('not a value');
  }
}

/**
 * Whether a value holds itself whatever is read from it. An encoded `__proto__` key would give an object a prototype: it
 * would be judged by what it does not hold, and lose it when it is written anew.
 */
function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return true;
  if (Array.isArray(value)) return value.every(isPlain);
  return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isPlain);
}
