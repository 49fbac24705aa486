import type { Changed, ClientEvents, Online, ServerEvents } from '@segue/protocol';
import type { Socket } from 'socket.io-client';

/** The live socket: `changed` events, and who is online on the films that are watched. */
export class LiveSession {
  /** Null until its code has come: pages are of use before it. */
  private socket: Socket<ServerEvents, ClientEvents> | null = null;
  private closed = false;
  private readonly changedListeners = new Set<(event: Changed) => void>();
  private readonly listeners = new Set<() => void>();
  private readonly watched = new Map<string, number>();
  private present: Online['people'] = [];

  /** @param url address of the server; the cookie signs in. */
  constructor(private readonly options: { readonly url: string }) {
    this.connect().catch(() => {
      // Without it the page is told of no changes; the next load of the page fetches it again.
    });
  }

  /** Who has the watched film open now, oneself included. */
  get online(): Online['people'] {
    return this.present;
  }

  /** Hears of a film's changes until the returned function is called. */
  watch(filmId: string): () => void {
    const count = this.watched.get(filmId) ?? 0;
    this.watched.set(filmId, count + 1);
    if (count === 0 && this.socket?.connected) this.ask(filmId);
    return () => {
      const left = (this.watched.get(filmId) ?? 1) - 1;
      if (left > 0) {
        this.watched.set(filmId, left);
        return;
      }
      this.watched.delete(filmId);
      if (this.socket?.connected) this.socket.emit('unwatch', { filmId });
    };
  }

  onChanged(listener: (event: Changed) => void): () => void {
    this.changedListeners.add(listener);
    return () => this.changedListeners.delete(listener);
  }

  /** Called when somebody comes or goes. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  close(): void {
    this.closed = true;
    this.socket?.disconnect();
  }

  private async connect(): Promise<void> {
    const { io } = await import('socket.io-client');
    if (this.closed) return;
    const socket: Socket<ServerEvents, ClientEvents> = io(this.options.url, {
      transports: ['websocket'],
      withCredentials: true,
    });
    this.socket = socket;
    socket.on('connect', () => {
      for (const filmId of this.watched.keys()) this.ask(filmId);
      // What the person was told while nobody listened.
      for (const listener of this.changedListeners) listener({ kind: 'notices', id: '', filmId: '' });
    });
    socket.on('changed', (event) => {
      for (const listener of this.changedListeners) listener(event);
    });
    socket.on('online', ({ filmId, people }) => {
      if (!this.watched.has(filmId)) return;
      this.present = people;
      for (const listener of this.listeners) listener();
    });
  }

  private ask(filmId: string): void {
    this.socket?.emit('watch', { filmId }, () => {
      // What changed while nobody listened is fetched again.
      for (const listener of this.changedListeners) listener({ kind: 'film', id: filmId, filmId });
    });
  }
}
