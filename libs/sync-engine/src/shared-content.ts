import * as Y from 'yjs';
import {
  applyObserved,
  claimClientIds,
  MALFORMED,
  type Applied,
  type Content,
  type Received,
} from './content.js';
import type { DocumentRules, LoggedUpdate } from './ports.js';
import type { ServedBytes } from './served-bytes.js';

/** An ordinary Yjs document: those who may write it may write all of it, as long as its form holds. */
export class SharedContent<Standing> implements Content<Standing> {
  private readonly accepted: Uint8Array[] = [];
  private document: Y.Doc | null = null;

  constructor(
    private readonly rules: Extract<DocumentRules<Standing>, { kind: 'shared' }>,
    private readonly served: ServedBytes,
  ) {}

  absorb(update: LoggedUpdate): void {
    this.accepted.push(update.bytes);
    if (this.document) Y.applyUpdate(this.document, update.bytes);
  }

  receive(author: string, standing: Standing, bytes: Uint8Array): Received {
    const claim = claimClientIds(author, bytes, this.served);
    if (claim.type !== 'own') return claim;
    const document = this.opened();
    let applied: Applied;
    try {
      applied = applyObserved(document, claim.bytes);
    } catch {
      this.close();
      return MALFORMED;
    }
    if (!applied.emitted) return { type: applied.pending ? 'incomplete' : 'nothing' };
    // Asked only now: a reader's first message repeats what everybody knows, and that is no offence.
    if (!this.rules.mayWrite(standing)) {
      this.close();
      return { type: 'refused', code: 'update.role', detail: 'your role does not allow you to write here' };
    }
    const problem = this.rules.problem(document);
    if (problem !== null) {
      this.close();
      return { type: 'refused', code: 'update.schema', detail: problem };
    }
    this.accepted.push(applied.emitted);
    return {
      type: 'accepted',
      bytes: applied.emitted,
      clientIds: applied.clientIds,
      pending: applied.pending,
    };
  }

  /** Drops the open document; it is made again from the accepted updates when the next person writes. */
  close(): void {
    this.document?.destroy();
    this.document = null;
  }

  private opened(): Y.Doc {
    if (this.document) return this.document;
    const document = new Y.Doc();
    document.transact(() => {
      for (const bytes of this.accepted) Y.applyUpdate(document, bytes);
    });
    return (this.document = document);
  }
}
