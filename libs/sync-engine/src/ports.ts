import type { RefusalCode } from '@segue/protocol';
import type * as Y from 'yjs';

/** An update as the log holds it. */
export interface LoggedUpdate {
  /** 1, 2, 3 … in the document, without gaps. */
  readonly sequence: number;
  /** The person in whose hand it was written. */
  readonly author: string;
  readonly bytes: Uint8Array;
}

/** One update to append. `clientIds` are the Yjs client ids it moves forward. */
export interface Append {
  readonly document: string;
  readonly author: string;
  readonly bytes: Uint8Array;
  readonly clientIds: readonly number[];
}

/** `sequence` when the update is durable; `foreign-client-id` when a client id belongs to somebody else (nothing was written). */
export type AppendResult = { readonly sequence: number } | { readonly refused: 'foreign-client-id' };

/**
 * The durable order of all updates. Implementations pass `update-log.contract.ts`.
 */
export interface UpdateLog {
  /** The updates of a document with a sequence above `after`, in order. Unknown documents are empty. */
  read(document: string, after: number): Promise<readonly LoggedUpdate[]>;
  /**
   * Appends a batch in one transaction that is durable when the promise resolves, binding unbound client ids to the
   * authors. One result per element, in order; results of one document have rising sequences. A refused element leaves
   * the others untouched. Rejects when nothing was written.
   */
  append(batch: readonly Append[]): Promise<readonly AppendResult[]>;
}

/** News between nodes: hints that something happened, never the thing itself. Losing one is repaired from the log. */
export interface Bus {
  publish(news: News): void;
  /** Calls back for every piece of news from *other* nodes. */
  subscribe(listener: (news: News) => void): void;
}

export type News =
  | { readonly type: 'appended'; readonly document: string; readonly sequence: number }
  | { readonly type: 'awareness'; readonly document: string; readonly update: string }
  | { readonly type: 'authority'; readonly personId: string };

/** Why an update or an entry was not admitted, by the codes of the table of refusals. */
export interface Refused {
  readonly code: RefusalCode;
  readonly detail: string;
}

/**
 * The rules of one open document of parts. It is fed every entry the document holds (`admit`) before it is asked about a
 * new one (`check`). `Standing` is what the engine was told about the person when they connected.
 */
export interface Judge<Standing> {
  check(
    author: string,
    standing: Standing,
    id: string,
    value: unknown,
    ahead: readonly { readonly id: string; readonly value: unknown }[],
  ): Refused | null;
  admit(author: string, id: string, value: unknown): void;
}

/**
 * What the engine has to know of documents, and no more. A document is either made of parts (one per person) or shared
 * (whoever may write it may write all of it).
 */
export type DocumentRules<Standing> =
  | { readonly kind: 'parts'; partRoot(personId: string): string; judge(): Judge<Standing> }
  | {
      readonly kind: 'shared';
      mayWrite(standing: Standing): boolean;
      /** What is wrong with the document's form now; null when nothing is. */
      problem(document: Y.Doc): string | null;
    };
