import * as Y from 'yjs';
import { openDocument } from '../harness/sync-client.js';
import type { Fleet } from './fleet.js';
import type { Writer } from './writer.js';

/** What a newcomer without anything of their own is given, document by document. */
export type Shelf = ReadonlyMap<string, Y.Doc>;

/** Opens each document as a newcomer would, with the stock provider. */
export async function readAfresh(
  reader: { readonly cookie: string },
  url: string,
  documents: Iterable<string>,
): Promise<Shelf> {
  const read = async (name: string): Promise<[string, Y.Doc]> => {
    const opened = await openDocument({ url, cookie: reader.cookie }, name);
    opened.close();
    return [name, opened.doc];
  };
  return new Map(await Promise.all([...new Set(documents)].map(read)));
}

/** What was promised to the writers at one moment. Take it before the shelf is read. */
export interface Promised {
  /** Updates the server called saved. */
  readonly acknowledged: number;
  /** What of it is not on the shelf, in words; of the documents that are there at all. */
  missingFrom(shelf: Shelf): string[];
}

/**
 * Notes down what has been promised up to now: every update that the server called saved, how far each client showed
 * "saved", and everything of others that anybody was shown.
 */
export function promisedTo(fleet: Fleet): Promised {
  const promises = fleet.writers.map((writer) => ({
    writer,
    acknowledged: [...writer.witness.acknowledged],
    claimed: new Map([[writer.clientId, writer.claimedClock]]),
    shown: foreignClocks(writer),
  }));
  return {
    acknowledged: fleet.acknowledged,
    missingFrom: (shelf) =>
      promises.flatMap(({ writer: { document }, acknowledged, claimed, shown }) => {
        const there = shelf.get(document);
        if (!there) return [];
        const lost = acknowledged.filter((update) => !isIn(there, Y.parseUpdateMeta(update).to));
        return [
          ...lost.map(() => `${document}: an update that was called saved`),
          ...(isIn(there, claimed) ? [] : [`${document}: something under a client's "saved"`]),
          ...(isIn(there, shown) ? [] : [`${document}: something that was shown to others`]),
        ];
      }),
  };
}

/**
 * Where the shelf is not exactly the union of what all clients hold and of every update that was called saved, deletions
 * included; in words.
 */
export function differencesBetween(shelf: Shelf, fleet: Fleet): string[] {
  return [...shelf].flatMap(([name, there]) => {
    const union = new Y.Doc();
    const writers = fleet.writers.filter(({ document }) => document === name);
    Y.applyUpdate(union, Y.encodeStateAsUpdate(there));
    for (const { session, witness } of writers) {
      Y.applyUpdate(union, Y.encodeStateAsUpdate(session.doc));
      for (const update of witness.acknowledged) Y.applyUpdate(union, update);
    }
    return isSame(union, there) ? [] : [`${name}: clients hold what a newcomer is not given`];
  });
}

/** Resolves when everybody's own copy of each document is exactly what is on the shelf. */
export function everybodyHas(shelf: Shelf, fleet: Fleet, withinMs: number): Promise<void> {
  return fleet.until(
    'everybody has what a newcomer is given',
    () =>
      fleet.writers.every(({ document, session }) => {
        const there = shelf.get(document);
        return there !== undefined && isSame(session.doc, there);
      }),
    withinMs,
  );
}

export function isSame(a: Y.Doc, b: Y.Doc): boolean {
  return Y.equalSnapshots(Y.snapshot(a), Y.snapshot(b));
}

function isIn(doc: Y.Doc, clocks: ReadonlyMap<number, number>): boolean {
  return [...clocks].every(([client, clock]) => Y.getState(doc.store, client) >= clock);
}

/** How far a writer's copy has come in what others wrote. */
function foreignClocks({ session, clientId }: Writer): Map<number, number> {
  const clocks = Y.decodeStateVector(Y.encodeStateVector(session.doc));
  clocks.delete(clientId);
  return clocks;
}
