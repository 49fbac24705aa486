import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** Longest awareness state a client may set, in characters of JSON. */
const MAX_STATE = 4096;
/** Most Yjs client ids one connection may speak for: its own, and some more while it rebuilds. */
const MAX_CLIENTS = 4;
/** A state not renewed for this long is gone (y-protocols' own limit), in milliseconds. */
const OUTDATED_AFTER = 30_000;

const GONE = 'null';

/** A connection, as presence sees it. */
interface Speaker {
  readonly peer: { readonly personId: string; readonly name: string };
}

interface State {
  readonly clock: number;
  /** JSON; stamped already when it came from another node, when it is sent otherwise. `null` when the client has left. */
  readonly json: string;
  /** The connection it came over; null when it came from another node. */
  readonly owner: Speaker | null;
  readonly personId: string | undefined;
  readonly heard: number;
}

/** What has changed since the last time: all of it, and the part that other nodes have to hear. */
export interface PresenceNews {
  readonly all: Uint8Array;
  readonly own: Uint8Array | null;
}

/**
 * Who is here: the awareness states of a room. Each state is stamped with the identity the server knows, and a client id
 * is spoken for only by the connection that used it first. Changes are collected: only the last state of a client counts.
 */
export class Presence {
  private readonly states = new Map<number, State>();
  private readonly changed = new Set<number>();

  constructor(private readonly now: () => number) {}

  /** Takes an awareness update from a connection. Throws on bytes that are none. */
  receive(update: Uint8Array, owner: Speaker): void {
    for (const { clientId, clock, json } of read(update)) {
      const known = this.states.get(clientId);
      if (known && !this.isOutdated(known) && known.owner !== owner) continue;
      if (known && known.clock >= clock) continue;
      if (json.length > MAX_STATE || (!known && this.clientsOf(owner) >= MAX_CLIENTS)) continue;
      this.set(clientId, { clock, json, owner, personId: owner.peer.personId, heard: this.now() });
    }
  }

  /** Takes an awareness update that another node has stamped. */
  receiveFromNode(update: Uint8Array): void {
    for (const { clientId, clock, json } of read(update)) {
      const known = this.states.get(clientId);
      if (known && (known.owner !== null || known.clock >= clock)) continue;
      this.set(clientId, { clock, json, owner: null, personId: personIn(json), heard: this.now() });
    }
  }

  /** A connection has gone: its states leave. */
  leave(owner: Speaker): void {
    for (const [clientId, state] of this.states) if (state.owner === owner) this.remove(clientId, state);
  }

  /** States that nobody renewed leave: those of a node that died, of a client that fell silent. False when there are none. */
  sweep(): boolean {
    for (const [clientId, state] of this.states) if (this.isOutdated(state)) this.remove(clientId, state);
    return this.changed.size > 0;
  }

  /** What has changed since this was last asked; null when nothing has. */
  news(): PresenceNews | null {
    const changed = [...this.changed];
    this.changed.clear();
    if (changed.length === 0) return null;
    const own = changed.filter((clientId) => this.states.get(clientId)?.owner != null);
    const news = { all: this.encode(changed), own: own.length > 0 ? this.encode(own) : null };
    for (const clientId of changed)
      if (this.states.get(clientId)?.json === GONE) this.states.delete(clientId);
    return news;
  }

  /** Who speaks under a client id; undefined when nobody does. */
  personOf(clientId: number): string | undefined {
    const state = this.states.get(clientId);
    return state && !this.isOutdated(state) ? state.personId : undefined;
  }

  /** Everybody who is here now, for a joiner; null when nobody is. */
  all(): Uint8Array | null {
    return this.encodeWhere(() => true);
  }

  /** Everybody who is here over this node, for another node that has just opened the document. */
  own(): Uint8Array | null {
    return this.encodeWhere(({ owner }) => owner !== null);
  }

  private set(clientId: number, state: State): void {
    this.states.set(clientId, state);
    this.changed.add(clientId);
  }

  private remove(clientId: number, state: State): void {
    if (state.json !== GONE) this.set(clientId, { ...state, clock: state.clock + 1, json: GONE });
  }

  private isOutdated(state: State): boolean {
    return this.now() - state.heard > OUTDATED_AFTER;
  }

  private clientsOf(owner: Speaker): number {
    let clients = 0;
    for (const state of this.states.values()) if (state.owner === owner) clients++;
    return clients;
  }

  private encodeWhere(wanted: (state: State) => boolean): Uint8Array | null {
    const present = [...this.states].filter(
      ([, state]) => state.json !== GONE && !this.isOutdated(state) && wanted(state),
    );
    return present.length > 0 ? this.encode(present.map(([clientId]) => clientId)) : null;
  }

  private encode(clientIds: readonly number[]): Uint8Array {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, clientIds.length);
    for (const clientId of clientIds) {
      const state = this.states.get(clientId);
      encoding.writeVarUint(encoder, clientId);
      encoding.writeVarUint(encoder, state?.clock ?? 0);
      encoding.writeVarString(encoder, state ? stamped(state) : GONE);
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

/** The person another node has stamped a state with. */
function personIn(json: string): string | undefined {
  const state = JSON.parse(json) as { readonly user?: { readonly id?: string } } | null;
  return state?.user?.id;
}

/** The state with the identity of the connection it came over; gone when it is no JSON object. */
function stamped({ json, owner }: State): string {
  if (owner === null || json === GONE) return json;
  try {
    const state: unknown = JSON.parse(json);
    if (typeof state !== 'object' || state === null || Array.isArray(state)) return GONE;
    const { personId: id, name } = owner.peer;
    return JSON.stringify({ ...state, user: { id, name } });
  } catch {
    return GONE;
  }
}
