import {
  CLOSE,
  decodeSegueMessage,
  MESSAGE_SEGUE,
  REFUSALS,
  SYNC_UPDATE,
  syncMessage,
  type RefusalCode,
} from '@segue/protocol';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { Acknowledgements, countingSocket } from './acknowledgements.js';
import type { RefusedWork } from './kept-work.js';
import { presencesIn, type Presence } from './presence.js';
import { Safekeeping } from './safekeeping.js';
import { saveStateOf, type ClosedBecause, type SaveState } from './save-state.js';
import { wordsIn } from './words.js';

export interface SessionOptions {
  /** Address of the sync endpoint: `wss://host/sync`. */
  readonly baseUrl: string;
  readonly person: { readonly id: string; readonly name: string };
  /** The WebSocket class; the platform's own when left out. */
  readonly WebSocket?: typeof WebSocket;
}

/** What the server did not take: the values it held, and why. */
export interface Refused {
  readonly code: RefusalCode;
  readonly detail: string;
  readonly entries: readonly unknown[];
}

/** Where browsers tell that the network went or came back; other platforms do not tell. */
const network = typeof window === 'undefined' ? null : window;
/** Marks updates that were kept on this device when another page was open. */
const FROM_DEVICE = Symbol('from this device');
/** A storage that does not open in this time (milliseconds) must not keep people from what the server has. */
const LONGEST_LOAD = 3000;

/** Client ids. */
type AwarenessChange = Record<'added' | 'updated' | 'removed', readonly number[]>;

/**
 * One document: connected through the stock y-websocket provider with acknowledgements on, and kept on this device with
 * y-indexeddb where there is IndexedDB. Subclasses say what the document means. All getters return the same object until
 * it changes.
 */
export abstract class DocumentSession {
  private document!: Y.Doc;
  private provider!: WebsocketProvider;
  private readonly acknowledgements = new Acknowledgements();
  private readonly safe: Safekeeping;
  private readonly listeners = new Set<() => void>();
  private saveState: SaveState = { status: 'connecting', unsaved: 0 };
  private hasLoaded = false;
  private firstTry = true;
  private presences: readonly Presence[] = [];
  private fields: Record<string, unknown> = {};
  private retriedAuthority = false;
  private closedBecause: ClosedBecause | null = null;
  private mayConnect = false;
  private rebuilding = false;
  private ended = false;
  private telling: ReturnType<typeof setTimeout> | undefined;

  protected constructor(
    protected readonly name: string,
    protected readonly options: SessionOptions,
  ) {
    this.safe = new Safekeeping(name, options.person.id);
    this.open();
    // Browsers know at once that the network has gone; a socket would notice only when it times out.
    network?.addEventListener('offline', this.networkGone);
    network?.addEventListener('online', this.networkBack);
    void this.start();
  }

  /** The document itself. It is replaced when the server has refused something: do not keep it. */
  get doc(): Y.Doc {
    return this.document;
  }

  get state(): SaveState {
    return this.saveState;
  }

  /** True once the content has arrived, from this device or from the server; before that nothing may be written. */
  get loaded(): boolean {
    return this.hasLoaded;
  }

  /** Whether the page may go without losing anything: all own work is with the server or kept on this device. */
  get mayLeave(): boolean {
    return this.safe.unsent.isKept;
  }

  get others(): readonly Presence[] {
    return this.presences;
  }

  /** Own work that the server did not take, until it is dismissed. */
  get refused(): readonly RefusedWork[] {
    return this.safe.refused;
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
    this.safe.dismiss();
    this.changed();
  }

  close(): void {
    this.ended = true;
    clearTimeout(this.telling);
    network?.removeEventListener('offline', this.networkGone);
    network?.removeEventListener('online', this.networkBack);
    this.shut();
    this.safe.close();
  }

  /** Called after every change of the document. */
  protected abstract read(): void;

  /**
   * Called with the document as the server has it, after an update was refused: writes once more what may still be
   * taken of the unsent `updates`.
   *
   * @returns the texts of what is given up; null when nothing is.
   */
  protected abstract bringOver(updates: readonly Uint8Array[], refused: Refused): readonly string[] | null;

  private readonly networkGone = (): void => {
    this.provider.disconnect();
    this.update();
  };

  private readonly networkBack = (): void => {
    if (this.mayConnect && this.closedBecause === null) this.provider.connect();
  };

  /** Loads what this device keeps, then connects: what was written offline travels in the answer to the greeting. */
  private async start(): Promise<void> {
    const known = await this.safe.open(this.document, LONGEST_LOAD);
    await this.adopt();
    if (this.ended) return;
    if (known) this.hasLoaded = true;
    this.read();
    this.mayConnect = true;
    this.provider.connect();
    this.update();
  }

  /** Takes over unsent changes that a closed page has left on this device. */
  private async adopt(): Promise<void> {
    const updates = await this.safe.unsent.adopt();
    if (this.ended) return;
    this.document.transact(() => {
      for (const update of updates) Y.applyUpdate(this.document, update, FROM_DEVICE);
    }, FROM_DEVICE);
    // They may have been here already, and known to the server: then there is nothing to send and nothing to wait for.
    this.settleIfComplete();
    this.update();
  }

  private open(): void {
    this.document = new Y.Doc();
    const Socket = countingSocket(this.options.WebSocket ?? WebSocket, this.acknowledgements, () => {
      this.update();
    });
    // Tabs do not talk to each other behind the server's back: what one shows as saved must be saved for itself.
    const provider = new WebsocketProvider(this.options.baseUrl, this.name, this.document, {
      // The server holds the person against the cookie: somebody else may have signed in on this browser meanwhile.
      params: { ack: '1', person: this.options.person.id },
      WebSocketPolyfill: Socket,
      disableBc: true,
      connect: false,
    });
    this.provider = provider;
    provider.awareness.setLocalState(this.fields);
    provider.messageHandlers[MESSAGE_SEGUE] = (_encoder, decoder) => {
      const message = decodeSegueMessage(decoder);
      if (message.type === 'refused') {
        this.rebuild(message);
        return;
      }
      if (message.type === 'saved') {
        this.acknowledgements.saved(message.messages);
        this.settleIfComplete();
      } else {
        this.acknowledgements.notSaved();
      }
      this.update();
    };
    provider.on('status', ({ status }) => {
      if (status === 'connected') this.firstTry = false;
      this.update();
    });
    provider.on('connection-close', () => {
      this.firstTry = false;
      this.update();
    });
    provider.on('sync', (synced: boolean) => {
      if (synced) this.synced();
    });
    provider.on('closed', ({ code }: { code: number }) => {
      this.closedByServer(code);
    });
    provider.awareness.on('change', ({ added, updated, removed }: AwarenessChange) => {
      // One's own playhead moves four times a second while music plays: no screen has to be drawn for that.
      const { clientID } = provider.awareness;
      if ([...added, ...updated, ...removed].every((id) => id === clientID)) return;
      this.presences = presencesIn(provider.awareness);
      this.changed();
    });
    this.document.on('update', (update: Uint8Array, origin: unknown) => {
      const own = origin !== provider && origin !== FROM_DEVICE && !this.safe.isOrigin(origin);
      if (own) this.safe.unsent.add(update);
      this.read();
      this.update();
      if (own) this.tell();
    });
  }

  private synced(): void {
    this.hasLoaded = true;
    this.retriedAuthority = false;
    this.safe.remember();
    // While the document is made afresh, what is unsent is about to be written once more.
    if (!this.rebuilding) this.sendUnsent();
    void this.adopt();
    // An empty document brings no update, and what stood before it may be gone.
    this.read();
    this.update();
  }

  /**
   * The answer to the greeting leaves out what the server says it knows, and it counts by client id: somebody else may
   * have used one of ours meanwhile. Sent by itself, such work is refused aloud and written anew.
   */
  private sendUnsent(): void {
    const { updates } = this.safe.unsent;
    if (updates.length === 0) return;
    // reason: the bytes are in an ArrayBuffer of their own; the encoder's type does not say so.
    const message = syncMessage(SYNC_UPDATE, Y.mergeUpdates([...updates])) as Uint8Array<ArrayBuffer>;
    this.provider.ws?.send(message);
  }

  private settleIfComplete(): void {
    if (this.provider.wsconnected && this.acknowledgements.complete) this.safe.unsent.settle();
  }

  private closedByServer(code: number): void {
    // Rights may have changed for the better, or only the role: ask once more before giving up.
    if (code === CLOSE.authority && !this.retriedAuthority) {
      this.retriedAuthority = true;
      this.provider.connect();
      return;
    }
    const { updates } = this.safe.unsent;
    const texts = updates.flatMap((update) => wordsIn(this.name, update, this.options.person.id));
    if (code === CLOSE.notFound) {
      this.closedBecause = 'not-found';
      if (updates.length > 0) this.safe.giveUp({ code: 'not-found', detail: LEFT_BEHIND, texts });
      this.safe.removeCopy();
    } else {
      this.closedBecause = 'authority';
      // Whoever signs in again as the same person sends them.
      if (updates.length > 0) this.safe.show({ ...SIGNED_OUT, texts });
    }
    this.update();
  }

  /**
   * The server did not take something, and Yjs cannot take back what is in a document: starts afresh from what the server
   * has. Until that is here everything unsent stays kept as it was, so that nothing is lost if the page goes.
   */
  private rebuild(refused: Refused): void {
    this.shut();
    if (this.ended) return;
    const { updates, drop } = this.safe.unsent.supersede();
    this.open();
    this.hasLoaded = false;
    this.rebuilding = true;
    this.provider.once('sync', () => {
      this.rebuilding = false;
      const texts = this.bringOver(updates, refused);
      if (texts) this.safe.giveUp({ code: refused.code, detail: refused.detail, texts });
      drop();
      this.safe.startAfresh(this.document);
      this.update();
    });
    this.provider.connect();
    this.changed();
  }

  private shut(): void {
    // Yjs takes another client id when it meets its own in an update; the provider says goodbye for the one it knows.
    this.document.clientID = this.provider.awareness.clientID;
    this.provider.destroy();
    this.provider.awareness.destroy();
  }

  private update(): void {
    const { provider, firstTry, hasLoaded: loaded, closedBecause } = this;
    const { count: unsaved, onlyInPage } = this.safe.unsent;
    const { storageRefuses } = this.acknowledgements;
    const connected = provider.wsconnected;
    this.saveState = saveStateOf(
      { connected, firstTry, loaded, unsaved, onlyInPage, storageRefuses, closedBecause },
      this.saveState,
    );
    this.changed();
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

const LEFT_BEHIND = 'This was not sent before the document was closed to you.';
const SIGNED_OUT = { code: 'session.missing', detail: REFUSALS['session.missing'].message } as const;
