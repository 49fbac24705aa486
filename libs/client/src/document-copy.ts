import { clearDocument, IndexeddbPersistence } from 'y-indexeddb';
import * as Y from 'yjs';
import { nameOnDevice } from './kept-work.js';

/** Name of the database with the copy of a document that this device keeps for a person. */
export function copyName(personId: string, document: string): string {
  return `${nameOnDevice(personId)}/${document}`;
}

/** The copy of one document on this device, kept by y-indexeddb. Several tabs may write into the same copy. */
export class DocumentCopy {
  private persistence: IndexeddbPersistence;
  /** Resolves when the document holds what the copy held. */
  readonly loaded: Promise<void>;

  constructor(
    private readonly name: string,
    document: Y.Doc,
  ) {
    this.persistence = new IndexeddbPersistence(name, document);
    this.loaded = this.follow();
  }

  /** Whether an update of the document came out of the copy. */
  isOrigin(origin: unknown): boolean {
    return origin === this.persistence;
  }

  /**
   * Replaces all that the copy holds by the state of another document, and follows that one from now on. In one
   * transaction: after a crash the copy is the old one or the new one.
   */
  async startAfresh(document: Y.Doc): Promise<void> {
    const { db } = this.persistence;
    if (!db) return;
    await new Promise<void>((resolve, reject) => {
      const transaction = db.transaction('updates', 'readwrite');
      const updates = transaction.objectStore('updates');
      updates.clear();
      updates.add(Y.encodeStateAsUpdate(document));
      transaction.oncomplete = () => {
        resolve();
      };
      transaction.onabort = () => {
        reject(transaction.error ?? new Error('the copy could not be replaced'));
      };
    });
    await this.persistence.destroy();
    this.persistence = new IndexeddbPersistence(this.name, document);
    await this.follow();
  }

  /** Stops following the document; the copy stays. */
  async close(): Promise<void> {
    await this.persistence.destroy();
  }

  /** Removes the copy from this device. */
  async remove(): Promise<void> {
    await this.persistence.destroy();
    await clearDocument(this.name);
  }

  private async follow(): Promise<void> {
    const persistence = await this.persistence.whenSynced;
    // Deleted by another tab that signs out, or by the browser: y-indexeddb would throw from inside Yjs at the next change.
    const stop = (): void => void persistence.destroy();
    persistence.db?.addEventListener('versionchange', stop);
    persistence.db?.addEventListener('close', stop);
  }
}
