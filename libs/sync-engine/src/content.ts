import type { LoggedUpdate, Refused, StoredDocument, Writer } from './ports.js';

/** What became of an update that a person sent. */
export type Verdict =
  /** It is in the draft. */
  | { readonly type: 'admitted' }
  /** It held nothing that was not known. */
  | { readonly type: 'nothing' }
  /** It builds on something that has not come. */
  | { readonly type: 'gap' }
  | ({ readonly type: 'refused' } & Refused);

/** What was admitted since the last commit, as one update. */
export interface Draft {
  readonly bytes: Uint8Array;
  readonly writers: readonly Writer[];
  /** Those of the writers whose client id is new to the document. */
  readonly newcomers: readonly Writer[];
}

/**
 * What an open document holds: what is durable, and above it a draft of what is to be committed next. Whoever reads gets
 * what is durable, nothing else.
 */
export interface Content<Standing> {
  /** Bytes of the durable content, roughly. */
  readonly size: number;
  /** Takes over what is stored; called once, before anything else. */
  load(stored: StoredDocument): void;
  /** Takes in what another node has committed. There is no draft at that moment. */
  absorb(updates: readonly LoggedUpdate[]): void;
  /** How far each client id has come, as a Yjs state vector. */
  stateVector(): Uint8Array;
  /** What somebody with this state vector lacks, as updates in order. Throws on bytes that are no state vector. */
  missingFrom(stateVector: Uint8Array): readonly Uint8Array[];
  /** Everything, as one update. */
  whole(): Uint8Array;
  /** Admits an update from a person into the draft. Nothing of it stays when it is refused. */
  admit(author: string, standing: Standing, bytes: Uint8Array): Verdict;
  /** The draft as it stands; null when it is empty. */
  draft(): Draft | null;
  /** The draft has become durable. */
  commit(draft: Draft): void;
  /** The draft was not written: it is forgotten. */
  rollback(): void;
}

export const MALFORMED: Verdict = {
  type: 'refused',
  code: 'update.malformed',
  detail: 'the bytes are not a Yjs update',
};

/** The client id is not its sender's. */
export function foreignClientId(clientId: number): Extract<Verdict, { type: 'refused' }> {
  return {
    type: 'refused',
    code: 'update.foreign-client-id',
    detail: `client id ${String(clientId)} belongs to somebody else`,
  };
}
