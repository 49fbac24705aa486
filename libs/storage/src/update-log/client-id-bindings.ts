import type { Append } from '@segue/sync-engine';

/** A Yjs client id of a document, and the person it belongs to. */
export interface Binding {
  readonly document: string;
  readonly clientId: number;
  readonly personId: string;
}

/** Who owns the client ids of the documents of a batch. */
export class ClientIdBindings {
  /** Bindings that were not known before. */
  readonly added: Binding[] = [];
  private readonly owners = new Map<string, string>();

  constructor(known: readonly Binding[]) {
    for (const binding of known) this.owners.set(keyOf(binding), binding.personId);
  }

  /** Binds the unbound client ids of an update to its author; false, and nothing bound, when one belongs to somebody else. */
  bind({ document, author, clientIds }: Append): boolean {
    const wanted = [...new Set(clientIds)].map((clientId) => ({ document, clientId, personId: author }));
    if (wanted.some((binding) => (this.owners.get(keyOf(binding)) ?? author) !== author)) return false;
    for (const binding of wanted) {
      if (this.owners.has(keyOf(binding))) continue;
      this.owners.set(keyOf(binding), author);
      this.added.push(binding);
    }
    return true;
  }
}

function keyOf({ document, clientId }: Binding): string {
  return `${String(clientId)} ${document}`;
}
