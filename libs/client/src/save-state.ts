/** The one truth about one's own work: where is it? */
export interface SaveState {
  readonly status:
    | 'connecting'
    | 'saved'
    | 'saving'
    /** The server cannot be reached; what is unsaved is kept here. */
    | 'offline'
    /** The server is there, but its storage takes nothing; it goes on trying. */
    | 'not-saved'
    | 'closed';
  /** Own changes that the server has not confirmed as durable. */
  readonly unsaved: number;
  /** Present when this device could not keep them either: leaving the page would lose them. */
  readonly onlyInPage?: true;
  readonly closedBecause?: ClosedBecause;
}

/** Why the server has closed a document: not signed in any more, or not shared any more. */
export type ClosedBecause = 'authority' | 'not-found';

/** What the state of a document follows from. */
export interface Situation {
  readonly connected: boolean;
  /** Whether the first try to reach the server has not come to an end yet. */
  readonly firstTry: boolean;
  /** Whether the document has its content, from this device or from the server. */
  readonly loaded: boolean;
  readonly unsaved: number;
  readonly onlyInPage: boolean;
  readonly storageRefuses: boolean;
  readonly closedBecause: ClosedBecause | null;
}

/** Says truthfully what holds in a situation. Returns `previous` itself when nothing has changed. */
export function saveStateOf(situation: Situation, previous: SaveState): SaveState {
  const { unsaved, closedBecause } = situation;
  const status = statusOf(situation);
  const onlyInPage = situation.onlyInPage && unsaved > 0;
  if (
    previous.status === status &&
    previous.unsaved === unsaved &&
    (previous.onlyInPage ?? false) === onlyInPage &&
    (previous.closedBecause ?? null) === closedBecause
  )
    return previous;
  return {
    status,
    unsaved,
    ...(onlyInPage ? { onlyInPage } : {}),
    ...(closedBecause ? { closedBecause } : {}),
  };
}

function statusOf({
  connected,
  firstTry,
  loaded,
  unsaved,
  storageRefuses,
  closedBecause,
}: Situation): SaveState['status'] {
  if (closedBecause) return 'closed';
  // Who has only just come should not read for a moment that they are cut off.
  if (!connected) return unsaved > 0 || (loaded && !firstTry) ? 'offline' : 'connecting';
  if (storageRefuses && unsaved > 0) return 'not-saved';
  if (!loaded) return 'connecting';
  return unsaved > 0 ? 'saving' : 'saved';
}
