import * as Y from 'yjs';
import { foreignClientId, MALFORMED, type Content, type Draft, type Verdict } from './content.js';
import { mergeUpdates } from './merge.js';
import type { DocumentRules, LoggedUpdate, StoredDocument, Writer } from './ports.js';

/**
 * An ordinary Yjs document: those who may write it may write all of it, as long as its form holds. The `Y.Doc` is there
 * only while somebody writes; readers are served from bytes.
 */
export class SharedContent<Standing> implements Content<Standing> {
  private durable: Uint8Array[] = [];
  private readonly clocks = new Map<number, number>();
  private readonly owners = new Map<number, string>();
  /** The durable content and the draft above it; null while nobody writes. */
  private document: Y.Doc | null = null;
  private drafted: Uint8Array[] = [];
  private readonly draftWriters = new Map<number, string>();

  /** @param speaker who was heard under a client id that the document does not know; undefined when nobody was */
  constructor(
    private readonly rules: Extract<DocumentRules<Standing>, { kind: 'shared' }>,
    private readonly speaker: (clientId: number) => string | undefined,
  ) {}

  get size(): number {
    return this.durable.reduce((bytes, { length }) => bytes + length, 0);
  }

  load({ snapshot, updates, writers }: StoredDocument): void {
    this.own(writers);
    if (snapshot) this.begin(snapshot.bytes);
    for (const { bytes } of updates) this.keep(bytes);
  }

  absorb(updates: readonly LoggedUpdate[]): void {
    for (const { bytes, writers } of updates) {
      this.own(writers);
      this.keep(bytes);
    }
    this.letGo();
  }

  stateVector(): Uint8Array {
    return Y.encodeStateVector(this.clocks);
  }

  missingFrom(stateVector: Uint8Array): readonly Uint8Array[] {
    const known = Y.decodeStateVector(stateVector);
    const [first, ...others] = this.durable;
    if (!first) return [Y.mergeUpdates([])];
    // A long past is not taken apart again for the few updates since: the two travel behind each other.
    if (others.length > 1) this.durable = [first, mergeUpdates(others)];
    return known.size === 0
      ? [...this.durable]
      : this.durable.map((bytes) => Y.diffUpdate(bytes, stateVector));
  }

  whole(): Uint8Array {
    // While somebody writes, the document knows best what of its past is not needed any more.
    const whole =
      this.document && this.drafted.length === 0
        ? Y.encodeStateAsUpdate(this.document)
        : mergeUpdates(this.durable);
    this.durable = [whole];
    return whole;
  }

  admit(author: string, standing: Standing, bytes: Uint8Array): Verdict {
    // Everybody who joins answers the greeting, most with nothing: a long past is not opened for that.
    if (!this.document && this.isKnown(bytes)) return { type: 'nothing' };
    const document = (this.document ??= this.open());
    const applied = applyObserved(document, bytes);
    if (!applied) {
      this.reopen();
      return MALFORMED;
    }
    const { emitted, pending, clientIds } = applied;
    // Part of it may have been taken in before the rest had to wait: all or nothing, so that it comes again as a whole.
    if (pending) {
      if (emitted) this.reopen();
      return { type: 'gap' };
    }
    if (!emitted) return { type: 'nothing' };
    const refused = this.refusal(author, standing, document, clientIds);
    if (refused) {
      this.reopen();
      return refused;
    }
    this.drafted.push(emitted);
    for (const clientId of clientIds) this.draftWriters.set(clientId, author);
    return { type: 'admitted' };
  }

  draft(): Draft | null {
    if (this.drafted.length === 0) return null;
    const writers = [...this.draftWriters].map(([clientId, personId]): Writer => ({ clientId, personId }));
    return {
      bytes: mergeUpdates(this.drafted),
      writers,
      newcomers: writers.filter(({ clientId }) => !this.owners.has(clientId)),
    };
  }

  commit({ bytes, writers }: Draft): void {
    this.own(writers);
    this.keep(bytes);
    this.drafted = [];
    this.draftWriters.clear();
  }

  rollback(): void {
    this.drafted = [];
    this.draftWriters.clear();
    this.letGo();
  }

  /** Whether an update holds nothing that is not durable here already. One that cannot be read is not known. */
  private isKnown(bytes: Uint8Array): boolean {
    try {
      const { structs, ds } = Y.decodeUpdate(bytes);
      if (ds.clients.size > 0) return false;
      return structs.every(({ id, length }) => id.clock + length <= (this.clocks.get(id.client) ?? 0));
    } catch {
      return false;
    }
  }

  private refusal(
    author: string,
    standing: Standing,
    document: Y.Doc,
    clientIds: readonly number[],
  ): Extract<Verdict, { type: 'refused' }> | null {
    const foreign = clientIds.find((clientId) => (this.ownerOf(clientId) ?? author) !== author);
    if (foreign !== undefined) return foreignClientId(foreign);
    // Asked only now: a reader's first message repeats what everybody knows, and that is no offence.
    if (!this.rules.mayWrite(standing)) {
      return { type: 'refused', code: 'update.role', detail: 'your role does not allow you to write here' };
    }
    const problem = this.rules.problem(document);
    return problem === null ? null : { type: 'refused', code: 'update.schema', detail: problem };
  }

  private ownerOf(clientId: number): string | undefined {
    return this.draftWriters.get(clientId) ?? this.owners.get(clientId) ?? this.speaker(clientId);
  }

  private own(writers: readonly Writer[]): void {
    for (const { clientId, personId } of writers)
      if (!this.owners.has(clientId)) this.owners.set(clientId, personId);
  }

  /** Keeps a snapshot, which reaches back to every beginning: that is read faster than an update's. */
  private begin(snapshot: Uint8Array): void {
    this.durable.push(snapshot);
    for (const [clientId, clock] of Y.decodeStateVector(Y.encodeStateVectorFromUpdate(snapshot)))
      this.clocks.set(clientId, clock);
  }

  private keep(bytes: Uint8Array): void {
    this.durable.push(bytes);
    for (const [clientId, clock] of Y.parseUpdateMeta(bytes).to)
      this.clocks.set(clientId, Math.max(clock, this.clocks.get(clientId) ?? 0));
  }

  private open(): Y.Doc {
    const document = new Y.Doc();
    document.transact(() => {
      for (const bytes of [...this.durable, ...this.drafted]) Y.applyUpdate(document, bytes);
    });
    return document;
  }

  /** The document is made anew by the next who writes. */
  private letGo(): void {
    this.document?.destroy();
    this.document = null;
  }

  /** What was refused is in the open document: it is made anew without it. */
  private reopen(): void {
    this.letGo();
    this.document = this.open();
  }
}

interface Applied {
  /** What Yjs made of it; null when it changed nothing. */
  readonly emitted: Uint8Array | null;
  readonly clientIds: readonly number[];
  /** Something in it waits for what has not come. */
  readonly pending: boolean;
}

/** Applies an update in one transaction and tells what it did; null when Yjs cannot read it. What has to wait is thrown away. */
function applyObserved(document: Y.Doc, bytes: Uint8Array): Applied | null {
  let emitted: Uint8Array | null = null;
  let clientIds: number[] = [];
  const onTransaction = ({ beforeState, afterState }: Y.Transaction): void => {
    clientIds = [...afterState].flatMap(([clientId, clock]) =>
      clock === (beforeState.get(clientId) ?? 0) ? [] : [clientId],
    );
  };
  const onUpdate = (update: Uint8Array): void => {
    emitted = update;
  };
  document.on('afterTransaction', onTransaction);
  document.on('update', onUpdate);
  try {
    Y.applyUpdate(document, bytes);
  } catch {
    return null;
  } finally {
    document.off('afterTransaction', onTransaction);
    document.off('update', onUpdate);
  }
  const { store } = document;
  const pending = store.pendingStructs !== null;
  store.pendingStructs = null;
  store.pendingDs = null;
  return { emitted, clientIds, pending };
}
