import type { RefusalCode } from '@segue/protocol';

/** Own work that the server did not take, with the texts in it. */
export interface RefusedWork {
  readonly code: RefusalCode;
  readonly detail: string;
  readonly texts: readonly string[];
}

/** An own change that the server has not confirmed as durable, as the Yjs update that it was. */
export interface KeptChange {
  readonly key: number;
  readonly document: string;
  readonly update: Uint8Array;
}

type ChangeRow = Omit<KeptChange, 'key'>;
interface RefusedRow extends RefusedWork {
  readonly document: string;
}

/** Name of everything that is stored on this device for a person: nobody else's tab ever opens it. */
export function nameOnDevice(personId: string): string {
  return `segue/${personId}`;
}

/**
 * What this device keeps of one person's own work, in an IndexedDB database of that person: changes the server has not
 * confirmed, texts it refused, and which documents have a copy here. All tabs of the person share it. Every method
 * resolves when its transaction has been committed, and rejects when it could not be.
 */
export class KeptWork {
  private constructor(private readonly database: IDBDatabase) {}

  /** Rejects where the browser keeps nothing, as in some private windows. */
  static open(personId: string): Promise<KeptWork> {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open(nameOnDevice(personId), 1);
      request.onupgradeneeded = () => {
        const { result } = request;
        for (const store of ['changes', 'refused'])
          result
            .createObjectStore(store, { autoIncrement: true })
            .createIndex('document', 'document', { unique: false });
        result.createObjectStore('documents');
      };
      request.onerror = () => {
        reject(request.error ?? new Error('this device keeps nothing'));
      };
      request.onsuccess = () => {
        const { result } = request;
        // Another tab signs out, and this connection must not hold up the deletion.
        result.onversionchange = () => {
          result.close();
        };
        resolve(new KeptWork(result));
      };
    });
  }

  /** Unconfirmed changes of one document, or of all, in the order they were made. */
  async changes(document?: string): Promise<readonly KeptChange[]> {
    const rows: KeptChange[] = [];
    await this.each('changes', document, (cursor) => {
      rows.push({ key: cursor.primaryKey as number, ...(cursor.value as ChangeRow) });
    });
    return rows;
  }

  /** Keeps a change; resolves to its key. */
  async keep(document: string, update: Uint8Array): Promise<number> {
    const row: ChangeRow = { document, update };
    return (await this.run('changes', (store) => store.add(row))) as number;
  }

  async drop(keys: readonly number[]): Promise<void> {
    if (keys.length === 0) return;
    await this.run('changes', (store) => {
      for (const key of keys) store.delete(key);
    });
  }

  /** How many changes of all documents the server has not confirmed. */
  count(): Promise<number> {
    return this.run('changes', (store) => store.count(), 'readonly') as Promise<number>;
  }

  /** Refused work of one document, or of all. */
  async refusals(document?: string): Promise<readonly (RefusedWork & { readonly document: string })[]> {
    // Two tabs may have been refused the same.
    const rows = new Map<string, RefusedRow>();
    await this.each('refused', document, (cursor) => {
      rows.set(JSON.stringify(cursor.value), cursor.value as RefusedRow);
    });
    return [...rows.values()];
  }

  async refuse(document: string, { code, detail, texts }: RefusedWork): Promise<void> {
    const row: RefusedRow = { document, code, detail, texts };
    await this.run('refused', (store) => store.add(row));
  }

  /** The person has seen what was refused in a document. */
  async dismiss(document: string): Promise<void> {
    await this.run('refused', (store) => {
      const request = store.index('document').openKeyCursor(IDBKeyRange.only(document));
      request.onsuccess = () => {
        const cursor = request.result;
        if (!cursor) return;
        store.delete(cursor.primaryKey);
        cursor.continue();
      };
    });
  }

  /** Notes that a document has been loaded from the server, so that its copy is more than an empty page. */
  async remember(document: string): Promise<void> {
    await this.run('documents', (store) => store.put(true, document));
  }

  async forget(document: string): Promise<void> {
    await this.run('documents', (store) => store.delete(document));
  }

  /** Names of the documents that have a copy here. */
  async documents(): Promise<readonly string[]> {
    return (await this.run('documents', (store) => store.getAllKeys(), 'readonly')) as string[];
  }

  close(): void {
    this.database.close();
  }

  private each(
    store: 'changes' | 'refused',
    document: string | undefined,
    see: (cursor: IDBCursorWithValue) => void,
  ): Promise<unknown> {
    const range = document === undefined ? null : IDBKeyRange.only(document);
    return this.run(
      store,
      (rows) => {
        const request = rows.index('document').openCursor(range);
        request.onsuccess = () => {
          const cursor = request.result;
          if (!cursor) return;
          see(cursor);
          cursor.continue();
        };
      },
      'readonly',
    );
  }

  private run(
    store: 'changes' | 'refused' | 'documents',
    act: (store: IDBObjectStore) => IDBRequest | undefined,
    mode: IDBTransactionMode = 'readwrite',
  ): Promise<unknown> {
    return new Promise((resolve, reject) => {
      // Strict: what is called kept has to survive more than the tab.
      const transaction = this.database.transaction(store, mode, { durability: 'strict' });
      const request = act(transaction.objectStore(store));
      transaction.oncomplete = () => {
        resolve(request?.result);
      };
      transaction.onabort = () => {
        reject(transaction.error ?? new Error('this device could not keep it'));
      };
    });
  }
}
