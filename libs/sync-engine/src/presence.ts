import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** Longest awareness state a client may set, in characters of JSON. */
const MAX_STATE = 4096;
/** Most Yjs client ids one connection may speak for: its own, and one more while it rebuilds. */
const MAX_CLIENTS = 4;
/** A state not renewed for this long is gone (y-protocols' own limit), in milliseconds. */
const OUTDATED_AFTER = 30_000;

interface State {
  readonly clock: number;
  /** JSON, stamped; `null` when the client has left. */
  readonly json: string;
  /** The connection it came over; null when it came from another node. */
  readonly owner: object | null;
  readonly heard: number;
}

/**
 * Who is here: the awareness states of a room. Each state is stamped with the identity the server knows, and a client id
 * is spoken for only by the connection that used it first.
 */
export class Presence {
  private readonly states = new Map<number, State>();

  constructor(private readonly now: () => number) {}

  /** Takes an awareness update from a connection; returns what may be passed on, null when nothing is. Throws on bytes that are none. */
  receive(
    update: Uint8Array,
    owner: object,
    user: { readonly id: string; readonly name: string },
  ): Uint8Array | null {
    const changed: number[] = [];
    for (const { clientId, clock, json } of read(update)) {
      const known = this.states.get(clientId);
      if (known && !this.outdated(known) && known.owner !== owner) continue;
      if (known && known.clock >= clock) continue;
      if (json.length > MAX_STATE || (!known && this.clientsOf(owner) >= MAX_CLIENTS)) continue;
      this.states.set(clientId, { clock, json: stamp(json, user), owner, heard: this.now() });
      changed.push(clientId);
    }
    return changed.length > 0 ? this.encode(changed) : null;
  }

  /** Takes an awareness update that another node has stamped. */
  receiveFromNode(update: Uint8Array): Uint8Array | null {
    const changed: number[] = [];
    for (const { clientId, clock, json } of read(update)) {
      const known = this.states.get(clientId);
      if (known && (known.owner !== null || known.clock >= clock)) continue;
      this.states.set(clientId, { clock, json, owner: null, heard: this.now() });
      changed.push(clientId);
    }
    return changed.length > 0 ? this.encode(changed) : null;
  }

  /** A connection has gone: its states leave. Returns what to tell the others. */
  leave(owner: object): Uint8Array | null {
    const changed: number[] = [];
    for (const [clientId, state] of this.states) {
      if (state.owner !== owner || state.json === 'null') continue;
      this.states.set(clientId, { ...state, clock: state.clock + 1, json: 'null' });
      changed.push(clientId);
    }
    const update = changed.length > 0 ? this.encode(changed) : null;
    for (const clientId of changed) this.states.delete(clientId);
    return update;
  }

  /** Everybody who is here now, for a joiner; null when nobody is. */
  all(): Uint8Array | null {
    const present = [...this.states].filter(([, state]) => state.json !== 'null' && !this.outdated(state));
    return present.length > 0 ? this.encode(present.map(([clientId]) => clientId)) : null;
  }

  private outdated(state: State): boolean {
    return state.owner === null && this.now() - state.heard > OUTDATED_AFTER;
  }

  private clientsOf(owner: object): number {
    return [...this.states.values()].filter((state) => state.owner === owner).length;
  }

  private encode(clientIds: readonly number[]): Uint8Array {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, clientIds.length);
    for (const clientId of clientIds) {
      const state = this.states.get(clientId);
      encoding.writeVarUint(encoder, clientId);
      encoding.writeVarUint(encoder, state?.clock ?? 0);
      encoding.writeVarString(encoder, state?.json ?? 'null');
    }
    return encoding.toUint8Array(encoder);
  }
}

function* read(update: Uint8Array): Generator<{ clientId: number; clock: number; json: string }> {
  const decoder = decoding.createDecoder(update);
  const count = decoding.readVarUint(decoder);
  for (let i = 0; i < count; i++) {
    yield {
      clientId: decoding.readVarUint(decoder),
      clock: decoding.readVarUint(decoder),
      json: decoding.readVarString(decoder),
    };
  }
}

function stamp(json: string, user: { readonly id: string; readonly name: string }): string {
  const state: unknown = JSON.parse(json);
  return typeof state === 'object' && state !== null && !Array.isArray(state)
    ? JSON.stringify({ ...state, user })
    : 'null';
}
