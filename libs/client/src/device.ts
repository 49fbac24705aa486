import { clearDocument } from 'y-indexeddb';
import { copyName } from './document-copy.js';
import { KeptWork, nameOnDevice, type RefusedWork } from './kept-work.js';
import { wordsIn } from './words.js';

/** How many changes of a person only this device has, in all documents. */
export function countUnsent(personId: string): Promise<number> {
  return withKept(personId, 0, (kept) => kept.count());
}

/** A person's own texts from a document. */
export interface OwnTexts extends RefusedWork {
  readonly document: string;
}

/** The person's own texts from documents that the server has closed to them, which therefore no page shows any more. */
export function leftBehind(personId: string): Promise<readonly OwnTexts[]> {
  return withKept(personId, [], async (kept) =>
    (await kept.refusals()).filter(({ code }) => code === 'not-found'),
  );
}

/** All the person's own texts that the server does not have, for somebody who cannot open the documents any more. */
export function unsentTexts(personId: string): Promise<readonly string[]> {
  return withKept(personId, [], async (kept) => {
    const refused = (await kept.refusals()).flatMap(({ texts }) => texts);
    const unsent = (await kept.changes()).flatMap(({ document, update }) =>
      wordsIn(document, update, personId),
    );
    return [...refused, ...unsent];
  });
}

/** The person has seen what was left behind in these documents. */
export function dismissLeftBehind(personId: string, documents: readonly string[]): Promise<void> {
  return withKept(personId, undefined, async (kept) => {
    await Promise.all(documents.map((document) => kept.dismiss(document)));
  });
}

/** Removes everything this device keeps of a person, unsent work included. */
export async function forgetOnDevice(personId: string): Promise<void> {
  const documents = await withKept(personId, [], (kept) => kept.documents());
  await Promise.all(
    documents.map((document) => clearDocument(copyName(personId, document)) as Promise<void>),
  );
  if (!keepsAnything()) return;
  await new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(nameOnDevice(personId));
    request.onsuccess = request.onerror = resolve;
  });
}

/** Whether there is anywhere to keep copies: programs outside of browsers have no IndexedDB. */
export function keepsAnything(): boolean {
  return typeof indexedDB !== 'undefined';
}

async function withKept<T>(personId: string, none: T, act: (kept: KeptWork) => Promise<T>): Promise<T> {
  const kept = keepsAnything() ? await KeptWork.open(personId).catch(() => null) : null;
  if (!kept) return none;
  try {
    return await act(kept);
  } finally {
    kept.close();
  }
}
