import type { RefusalCode } from '@segue/protocol';
import type * as Y from 'yjs';

/** A Yjs client id and the person it belongs to. */
export interface Writer {
  readonly clientId: number;
  readonly personId: string;
}

/** An update as the log holds it: everything that one commit brought into one document. */
export interface LoggedUpdate {
  /** 1, 2, 3 … in the document, without gaps. */
  readonly sequence: number;
  readonly bytes: Uint8Array;
  /** The client ids the update moves forward, and whose they are. */
  readonly writers: readonly Writer[];
}

/** One update to append. A batch holds at most one for each document. */
export interface Append extends LoggedUpdate {
  readonly document: string;
  /** Those of `writers` whose client id the document has never seen: from now on it is theirs. */
  readonly newcomers: readonly Writer[];
}

/** A document as it is stored: a snapshot, and what was logged after it. */
export interface StoredDocument {
  /** Everything up to `sequence` as one update; null when there is no snapshot. */
  readonly snapshot: { readonly sequence: number; readonly bytes: Uint8Array } | null;
  readonly updates: readonly LoggedUpdate[];
  /** Whose every client id of the document is. */
  readonly writers: readonly Writer[];
}

/** The durable order of all updates. Implementations pass `update-log.contract.ts`. */
export interface UpdateLog {
  /** Everything of a document, as it was at one moment. Unknown documents are empty. */
  load(document: string): Promise<StoredDocument>;
  /** The updates of a document with a sequence above `after`, in order. */
  read(document: string, after: number): Promise<readonly LoggedUpdate[]>;
  /** The last sequence of each of these documents that has one. */
  heads(documents: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /**
   * Appends in one transaction that is durable when the promise resolves. One answer per element, in order: false, and
   * nothing written for that element, when the document has an update of that sequence already: its author has not seen
   * everything. Rejects when nothing was written at all.
   */
  append(batch: readonly Append[]): Promise<readonly boolean[]>;
  /** Keeps a snapshot that stands for everything up to `sequence`. The log itself stays: history is pruned elsewhere. */
  saveSnapshot(document: string, sequence: number, bytes: Uint8Array): Promise<void>;
}

/** News between nodes: hints that something happened, never the thing itself. Losing one is repaired from the log. */
export interface Bus {
  publish(news: News): void;
  /** Calls back for every piece of news from *other* nodes. */
  subscribe(listener: (news: News) => void): void;
}

export type News =
  /** These documents have come to these sequences. */
  | { readonly type: 'appended'; readonly heads: readonly (readonly [document: string, sequence: number])[] }
  /** An awareness update in base64. */
  | { readonly type: 'awareness'; readonly document: string; readonly update: string }
  /** A node has opened a document and does not know who is there. */
  | { readonly type: 'opened'; readonly document: string }
  | { readonly type: 'authority'; readonly personId: string };

/** Why an update or an entry was not admitted, by the codes of the table of refusals. */
export interface Refused {
  readonly code: RefusalCode;
  readonly detail: string;
}

/** An entry of a part: its key, and one plain value. */
export interface Entry {
  readonly id: string;
  readonly value: unknown;
}

/**
 * The rules of one open document of parts. It is fed every entry the document holds (`admit`) before it is asked about a
 * new one (`check`). `Standing` is what the engine was told about the person when they connected.
 */
export interface Judge<Standing> {
  /** Whether the entries of one update may come in, all or none. Their order says nothing about when they were written. */
  check(author: string, standing: Standing, entries: readonly Entry[]): Refused | null;
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

/** What the engine tells of its work while it goes on: that something is durable, and what went wrong. Content never passes here. */
export interface Observer {
  /** A transaction has committed: what it held, and how long the log took for it, in milliseconds. */
  committed?(commit: {
    readonly documents: readonly string[];
    readonly updates: number;
    readonly bytes: number;
    readonly milliseconds: number;
  }): void;
  refused?(event: {
    readonly document: string;
    readonly personId: string;
    readonly code: string;
    readonly detail: string;
  }): void;
  /** A document could not be saved or read. */
  fault?(document: string, error: unknown): void;
  /** The log held updates that no news had told of. */
  repaired?(document: string): void;
  /** A client read too slowly. */
  cutOff?(document: string): void;
}
