import type { WebsocketProvider } from 'y-websocket';

/** Somebody else in a document. */
export interface Presence {
  readonly clientId: number;
  readonly personId: string;
  readonly name: string;
  /** What they say about themselves: playhead, cell, typing. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** The others, as the server vouches for them: states without the identity it stamps are passed over. */
export function presencesIn(awareness: WebsocketProvider['awareness']): readonly Presence[] {
  return [...awareness.getStates()].flatMap(([clientId, state]) => {
    if (clientId === awareness.clientID) return [];
    const { user, ...fields } = state as { user?: { id?: unknown; name?: unknown } };
    if (typeof user?.id !== 'string' || typeof user.name !== 'string') return [];
    return [{ clientId, personId: user.id, name: user.name, fields }];
  });
}
