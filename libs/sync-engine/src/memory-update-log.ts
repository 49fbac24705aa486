import type { Append, AppendResult, LoggedUpdate, UpdateLog } from './ports.js';

/** An update log in memory: for tests of what stands above it. It passes the same contract as the durable one. */
export function memoryUpdateLog(): UpdateLog {
  const documents = new Map<string, LoggedUpdate[]>();
  const owners = new Map<string, string>();

  function appendOne({ document, author, bytes, clientIds }: Append): AppendResult {
    const keys = clientIds.map((clientId) => `${String(clientId)} ${document}`);
    if (keys.some((key) => (owners.get(key) ?? author) !== author)) return { refused: 'foreign-client-id' };
    for (const key of keys) owners.set(key, author);
    const updates = documents.get(document) ?? [];
    documents.set(document, updates);
    const sequence = updates.length + 1;
    updates.push({ sequence, author, bytes });
    return { sequence };
  }

  return {
    read: (document, after) =>
      Promise.resolve((documents.get(document) ?? []).filter(({ sequence }) => sequence > after)),
    append: (batch) => Promise.resolve(batch.map(appendOne)),
  };
}
