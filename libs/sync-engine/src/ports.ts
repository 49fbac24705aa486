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
