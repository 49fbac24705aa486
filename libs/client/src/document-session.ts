import { CLOSE, decodeSegueMessage, MESSAGE_SEGUE, type RefusalCode } from '@segue/protocol';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { countingSocket } from './counting-socket.js';

/** The one truth about one's own work: is it durable on the server? */
export interface SaveState {
  readonly status: 'connecting' | 'saved' | 'saving' | 'offline' | 'closed';
  /** Own changes that the server has not confirmed as durable. */
  readonly unsaved: number;
  readonly closedBecause?: 'authority' | 'not-found';
}

/** Somebody else in this document. */
export interface Presence {
  readonly clientId: number;
  readonly personId: string;
  readonly name: string;
  /** What they say about themselves: playhead, cell, typing. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Own work that the server did not take, with the texts in it. */
export interface RefusedWork {
  readonly code: RefusalCode;
  readonly detail: string;
  readonly texts: readonly string[];
}

export interface SessionOptions {
  /** Address of the sync endpoint: `wss://host/sync`. */
  readonly baseUrl: string;
  readonly person: { readonly id: string; readonly name: string };
  /** The WebSocket class; the platform's own when left out. */
  readonly WebSocket?: typeof WebSocket;
}

/** Where browsers tell that the network went or came back; other platforms do not tell. */
const network = typeof window === 'undefined' ? null : window;

/**
 * One document, connected through the stock y-websocket provider, with acknowledgements on. Subclasses say what the
 * document means. All getters return the same object until it changes.
 */
export abstract class DocumentSession {
  private document!: Y.Doc;
  private provider!: WebsocketProvider;
  private readonly listeners = new Set<() => void>();
  private saveState: SaveState = { status: 'connecting', unsaved: 0 };
  private hasLoaded = false;
  private presences: readonly Presence[] = [];
  private refusals: readonly RefusedWork[] = [];
  private fields: Record<string, unknown> = {};
  private sent = 0;
  private dealt = 0;
  private unsaved = 0;
  private retriedAuthority = false;
  private closedBecause: SaveState['closedBecause'];
  private ended = false;
  private telling: ReturnType<typeof setTimeout> | undefined;

  protected constructor(
    private readonly name: string,
    protected readonly options: SessionOptions,
  ) {
    this.open();
    // Browsers know at once that the network has gone; a socket would notice only when it times out.
    network?.addEventListener('offline', this.networkGone);
    network?.addEventListener('online', this.networkBack);
  }

  /** The document itself. It is replaced when the server has refused something: do not keep it. */
  get doc(): Y.Doc {
    return this.document;
  }

  get state(): SaveState {
    return this.saveState;
  }

  /** True once the server's content has arrived; before that nothing may be written. */
  get loaded(): boolean {
    return this.hasLoaded;
  }

  get others(): readonly Presence[] {
    return this.presences;
  }

  get refused(): readonly RefusedWork[] {
    return this.refusals;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Tells the others about oneself; fields add up. */
  setPresence(fields: Record<string, unknown>): void {
    this.fields = { ...this.fields, ...fields };
    this.provider.awareness.setLocalState(this.fields);
  }

  dismissRefused(): void {
    this.refusals = [];
    this.changed();
  }

  close(): void {
    this.ended = true;
    clearTimeout(this.telling);
    network?.removeEventListener('offline', this.networkGone);
    network?.removeEventListener('online', this.networkBack);
    this.shut();
  }

  private readonly networkGone = (): void => {
    this.provider.disconnect();
    this.update();
  };

  private readonly networkBack = (): void => {
    if (this.closedBecause === undefined) this.provider.connect();
  };

  /** Called after every change of the document. */
  protected abstract read(): void;

  /** Called when `previous` was thrown away because the server refused a part of it: brings over what it did not refuse. */
  protected abstract salvage(previous: Y.Doc, refused: readonly unknown[]): void;

  private open(): void {
    this.document = new Y.Doc();
    this.sent = this.dealt = this.unsaved = 0;
    this.hasLoaded = false;
    const Socket = countingSocket(this.options.WebSocket ?? WebSocket, {
      opened: () => {
        this.sent = this.dealt = 0;
      },
      sent: () => {
        this.sent++;
        this.update();
      },
    });
    // Tabs do not talk to each other behind the server's back: what one shows as saved must be saved for itself.
    const provider = new WebsocketProvider(this.options.baseUrl, this.name, this.document, {
      params: { ack: '1' },
      WebSocketPolyfill: Socket,
      disableBc: true,
    });
    this.provider = provider;
    provider.awareness.setLocalState(this.fields);
    provider.messageHandlers[MESSAGE_SEGUE] = (_encoder, decoder) => {
      const message = decodeSegueMessage(decoder);
      if (message.type === 'saved') {
        this.dealt = message.messages;
        if (this.dealt === this.sent) this.unsaved = 0;
        this.update();
      } else {
        this.rebuild(message);
      }
    };
    provider.on('status', () => {
      this.update();
    });
    provider.on('sync', (synced: boolean) => {
      if (!synced) return;
      this.hasLoaded = true;
      this.retriedAuthority = false;
      // An empty document brings no update, and what stood before it may be gone.
      this.read();
      this.update();
    });
    provider.on('closed', ({ code }: { code: number }) => {
      this.refusedByServer(code);
    });
    provider.awareness.on('change', () => {
      this.readPresences();
    });
    this.document.on('update', (_update: Uint8Array, origin: unknown) => {
      const own = origin !== provider;
      if (own) this.unsaved++;
      this.read();
      this.update();
      if (own) this.tell();
    });
  }

  private refusedByServer(code: number): void {
    // Rights may have changed for the better, or only the role: ask once more before giving up.
    if (code === CLOSE.authority && !this.retriedAuthority) {
      this.retriedAuthority = true;
      this.provider.connect();
      return;
    }
    this.closedBecause = code === CLOSE.notFound ? 'not-found' : 'authority';
    this.update();
  }

  /** The server did not take something: start afresh from what it has, keep the texts, bring over the rest. */
  private rebuild(refused: { code: RefusalCode; detail: string; entries: readonly unknown[] }): void {
    const { code, detail, entries } = refused;
    this.refusals = [...this.refusals, { code, detail, texts: entries.flatMap(textsIn) }];
    const previous = this.document;
    this.shut();
    if (this.ended) return;
    this.open();
    this.provider.once('sync', () => {
      this.salvage(previous, entries);
    });
    this.changed();
  }

  private shut(): void {
    this.provider.destroy();
    this.provider.awareness.destroy();
  }

  private readPresences(): void {
    const { awareness } = this.provider;
    this.presences = [...awareness.getStates()].flatMap(([clientId, state]) => {
      if (clientId === awareness.clientID) return [];
      const { user, ...fields } = state as { user?: { id?: unknown; name?: unknown } };
      if (typeof user?.id !== 'string' || typeof user.name !== 'string') return [];
      return [{ clientId, personId: user.id, name: user.name, fields }];
    });
    this.changed();
  }

  private update(): void {
    const { unsaved } = this;
    const status = this.currentStatus();
    const { saveState } = this;
    if (saveState.status !== status || saveState.unsaved !== unsaved) {
      this.saveState = {
        status,
        unsaved,
        ...(this.closedBecause ? { closedBecause: this.closedBecause } : {}),
      };
    }
    this.changed();
  }

  private currentStatus(): SaveState['status'] {
    if (this.closedBecause) return 'closed';
    if (!this.provider.wsconnected) return this.hasLoaded || this.unsaved > 0 ? 'offline' : 'connecting';
    if (!this.hasLoaded) return 'connecting';
    return this.unsaved > 0 ? 'saving' : 'saved';
  }

  /** What floods in from the others is told together: a screen that draws for every single note falls behind, then over. */
  private changed(): void {
    this.telling ??= setTimeout(() => {
      this.tell();
    });
  }

  /** Never from inside Yjs: a listener that threw there would leave a document that sends nothing any more. */
  private tell(): void {
    clearTimeout(this.telling);
    this.telling = undefined;
    for (const listener of this.listeners) queueMicrotask(listener);
  }
}

function textsIn(entry: unknown): string[] {
  if (typeof entry === 'string') return [entry];
  if (typeof entry === 'object' && entry !== null && 'text' in entry && typeof entry.text === 'string')
    return [entry.text];
  return [];
}
