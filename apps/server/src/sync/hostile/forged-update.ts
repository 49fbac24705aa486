import * as Y from 'yjs';

/** A Yjs item's id: client id and clock. */
export type ItemId = readonly [clientId: number, clock: number];

/** What a struct holds, with the number the format gives to that kind. */
export interface Content {
  readonly kind: number;
  write(to: Y.UpdateEncoderV1): void;
}

/** One struct as it stands in an update. An item has its place from its origins, or else from a root or a parent item. */
export interface Struct {
  readonly content: Content;
  readonly left?: ItemId;
  readonly right?: ItemId;
  readonly root?: string;
  readonly parent?: ItemId;
  /** The key in a map. */
  readonly key?: string;
}

/** Structs of one client id that follow each other, the first at `clock`. */
export interface Run {
  readonly clientId: number;
  readonly clock: number;
  readonly structs: readonly Struct[];
}

export interface Deletion {
  readonly clientId: number;
  readonly clock: number;
  readonly length: number;
}

const HAS_LEFT = 0x80;
const HAS_RIGHT = 0x40;
const HAS_KEY = 0x20;
const GC = 0;
const SKIP = 10;

/** An update in Yjs' format, version 1, put together by hand: also what Yjs itself would never write. */
export function forgeUpdate(runs: readonly Run[], deletions: readonly Deletion[] = []): Uint8Array {
  const to = new Y.UpdateEncoderV1();
  to.writeLen(runs.length);
  for (const { clientId, clock, structs } of runs) {
    to.writeLen(structs.length);
    to.writeClient(clientId);
    to.writeLen(clock);
    for (const struct of structs) writeStruct(to, struct);
  }
  to.writeLen(deletions.length);
  for (const { clientId, clock, length } of deletions) {
    to.writeClient(clientId);
    for (const number of [1, clock, length]) to.writeLen(number);
  }
  return to.toUint8Array();
}

function writeStruct(to: Y.UpdateEncoderV1, { content, left, right, root, parent, key }: Struct): void {
  const bare = content.kind === GC || content.kind === SKIP;
  to.writeInfo(
    content.kind | (left ? HAS_LEFT : 0) | (right ? HAS_RIGHT : 0) | (key === undefined ? 0 : HAS_KEY),
  );
  for (const id of [left, right]) if (id) writeId(to, id);
  if (!bare && !left && !right) {
    to.writeParentInfo(parent === undefined);
    if (parent) writeId(to, parent);
    else to.writeString(root ?? '');
    if (key !== undefined) to.writeString(key);
  }
  content.write(to);
}

function writeId(to: Y.UpdateEncoderV1, [clientId, clock]: ItemId): void {
  to.writeClient(clientId);
  to.writeLen(clock);
}

/** Plain values, as an honest entry is one. */
export const any = (...values: readonly unknown[]): Content => ({
  kind: 8,
  write: (to) => {
    to.writeLen(values.length);
    for (const value of values) to.writeAny(value);
  },
});

/** Arrays within arrays, deeper than a reader that calls itself can follow. */
export const bottomless = (depth: number): Content => ({
  kind: 8,
  write: (to) => {
    to.writeLen(1);
    const ARRAY_OF_ONE = [117, 1];
    for (let left = depth; left > 0; left--) for (const byte of ARRAY_OF_ONE) to.writeInfo(byte);
    to.writeAny(null);
  },
});

export const garbageCollected = (length: number): Content => lengthOnly(GC, length);
export const deleted = (length: number): Content => lengthOnly(1, length);
export const skip = (length: number): Content => lengthOnly(SKIP, length);

function lengthOnly(kind: number, length: number): Content {
  return {
    kind,
    write: (to) => {
      to.writeLen(length);
    },
  };
}

export const json = (...values: readonly unknown[]): Content => ({
  kind: 2,
  write: (to) => {
    to.writeLen(values.length);
    for (const value of values) to.writeString(JSON.stringify(value));
  },
});

export const binary = (...bytes: readonly number[]): Content => ({
  kind: 3,
  write: (to) => {
    to.writeBuf(Uint8Array.from(bytes));
  },
});

export const string = (text: string): Content => ({
  kind: 4,
  write: (to) => {
    to.writeString(text);
  },
});

export const embed = (value: unknown): Content => ({
  kind: 5,
  write: (to) => {
    to.writeJSON(value);
  },
});

export const format = (name: string, value: unknown): Content => ({
  kind: 6,
  write: (to) => {
    to.writeKey(name);
    to.writeJSON(value);
  },
});

/** The nested types, by the numbers of the format. */
export const TYPES = { array: 0, map: 1, text: 2, xmlElement: 3, xmlFragment: 4, xmlHook: 5, xmlText: 6 };

export const type = (name: keyof typeof TYPES, nodeName = 'node'): Content => ({
  kind: 7,
  write: (to) => {
    to.writeTypeRef(TYPES[name]);
    if (name === 'xmlElement' || name === 'xmlHook') to.writeKey(nodeName);
  },
});

export const subdocument = (guid: string): Content => ({
  kind: 9,
  write: (to) => {
    to.writeString(guid);
    to.writeAny({});
  },
});

/** A kind of content that the format does not know. */
export const unknown = (kind: number): Content => ({
  kind,
  write: (to) => {
    to.writeLen(1);
  },
});
