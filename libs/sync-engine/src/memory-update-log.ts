import type { LoggedUpdate, UpdateLog, Writer } from './ports.js';

interface Document {
  readonly updates: LoggedUpdate[];
  readonly writers: Writer[];
  snapshot: { readonly sequence: number; readonly bytes: Uint8Array } | null;
}

/** An update log in memory: for tests of what stands above it. It passes the same contract as the durable one. */
export function memoryUpdateLog(): UpdateLog {
  const documents = new Map<string, Document>();
  const find = (name: string): Document => {
    const document = documents.get(name) ?? { updates: [], writers: [], snapshot: null };
    documents.set(name, document);
    return document;
  };
  const after = (name: string, sequence: number): LoggedUpdate[] =>
    find(name).updates.filter((update) => update.sequence > sequence);

  return {
    load: (name) => {
      const { snapshot, writers } = find(name);
      return Promise.resolve({
        snapshot,
        updates: after(name, snapshot?.sequence ?? 0),
        writers: [...writers],
      });
    },
    read: (name, sequence) => Promise.resolve(after(name, sequence)),
    heads: (names) =>
      Promise.resolve(
        new Map(
          names.flatMap((name) => {
            const head = find(name).updates.at(-1)?.sequence;
            return head === undefined ? [] : [[name, head] as const];
          }),
        ),
      ),
    append: (batch) =>
      Promise.resolve(
        batch.map(({ document: name, sequence, bytes, writers, newcomers }) => {
          const document = find(name);
          if (document.updates.some((update) => update.sequence === sequence)) return false;
          document.updates.push({ sequence, bytes, writers });
          document.writers.push(...newcomers);
          return true;
        }),
      ),
    saveSnapshot: (name, sequence, bytes) => {
      find(name).snapshot = { sequence, bytes };
      return Promise.resolve();
    },
  };
}
