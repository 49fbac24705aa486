import { newId, type Delivery, type DeliveryRequest } from '@segue/protocol';
import type { DetailedError, Upload } from 'tus-js-client';
import { announceDelivery, dismissDelivery, fetchDelivery } from '../../api/deliveries';
import { hashFile } from './hash-file';
import { giveTurn, takeTurn } from './turns';

type WithoutFile<T> = T extends unknown ? Omit<T, 'fileName' | 'size' | 'sha256'> : never;

/** What a file is delivered as: a version of a cue, a stem of one, a bed or the movie of a cut. */
export type Destination = WithoutFile<DeliveryRequest>;

/** Where a file goes. The version of a stem is null while it does not exist yet. */
export type Bound = Pick<Delivery, 'filmId' | 'purpose' | 'cueId' | 'cutId' | 'versionId'>;

/** A file, and where it goes. */
export interface Cargo {
  readonly file: File;
  readonly bound: Bound;
  /** What it is announced as, as soon as that is known; throws in words when it never will be. */
  readonly destination: () => Destination | Promise<Destination>;
  /** The delivery to go on with, begun before the page was loaded anew. */
  readonly unfinished?: Delivery;
}

export interface ShipmentState {
  /** It waits for its turn, or for the version that it belongs to. */
  readonly stage: 'waiting' | 'checking' | 'uploading' | 'paused' | 'arrived' | 'failed';
  /** Share of the stage that is done, 0 to 1. */
  readonly done: number;
  /** What went wrong, in words. */
  readonly problem: string | null;
}

/** What a shipment says and tells on its way. */
export interface ShipmentSurroundings {
  /** What to say when the file is not the one that was begun with, and when another one does not become a version. */
  readonly words: { readonly otherFile: string; readonly noVersion: (fileName: string) => string };
  readonly onChanged: () => void;
  /** The server knows something new of it. */
  readonly onMoved: () => Promise<void>;
}

/** Waits between attempts when the connection is gone, in milliseconds; after the last the person is asked. */
const RETRY_DELAYS = [0, 1000, 3000, 5000, 10_000, 20_000];
/** Proxies between here and the server may cap a request; tus puts the pieces together. */
const PIECE_BYTES = 64 * 1024 * 1024;
/** How often a file that others wait for is asked after while the server reads it, in milliseconds. */
const READING_INTERVAL = 1000;

/** One file on its way from this page to the server. It goes on while people look at other pages. */
export class Shipment {
  /** Tells it from others in lists. */
  readonly key = newId();
  bound: Bound;
  private current: ShipmentState = { stage: 'waiting', done: 0, problem: null };
  private delivery: Delivery | null;
  private upload: Upload | null = null;
  private running: Promise<void>;
  private readonly ending = new AbortController();

  constructor(
    private readonly cargo: Cargo,
    private readonly around: ShipmentSurroundings,
  ) {
    this.bound = cargo.bound;
    this.delivery = cargo.unfinished ?? null;
    this.running = this.run();
  }

  get fileName(): string {
    return this.cargo.file.name;
  }

  get state(): ShipmentState {
    return this.current;
  }

  /** Null before it was announced. */
  get deliveryId(): string | null {
    return this.delivery?.id ?? null;
  }

  pause(): void {
    if (this.current.stage !== 'uploading') return;
    void this.upload?.abort();
    this.set({ stage: 'paused' });
  }

  resume(): void {
    if (this.current.stage !== 'paused') return;
    this.set({ stage: 'uploading' });
    this.upload?.start();
  }

  /** Tries once more after a failure; what has arrived need not be sent again. */
  retry(): void {
    if (this.current.stage !== 'failed') return;
    this.set({ stage: 'waiting', done: 0, problem: null });
    this.running = this.run();
  }

  /** Stops for good. What the server knows of it is left to be put away. */
  stop(): void {
    this.ending.abort();
    void this.upload?.abort();
  }

  /** Id of the version that it becomes, once the server has read it. Throws in words when it becomes none. */
  async version(): Promise<string> {
    await this.running;
    while (this.delivery !== null && this.current.stage === 'arrived') {
      const { state, versionId } = await fetchDelivery(this.delivery.id);
      if (state === 'ready' && versionId !== null) return versionId;
      if (state !== 'reading') break;
      await new Promise((resolve) => setTimeout(resolve, READING_INTERVAL));
    }
    throw new Error(this.around.words.noVersion(this.fileName));
  }

  /** Comes to its end when the file has arrived, when something went wrong, or when it was stopped. */
  private async run(): Promise<void> {
    const { signal } = this.ending;
    try {
      const onto = (await this.begun()) ?? (await this.cargo.destination());
      if (onto.purpose === 'stem') this.bound = { ...this.bound, versionId: onto.versionId };
      await takeTurn();
      try {
        signal.throwIfAborted();
        await this.announce(onto);
        signal.throwIfAborted();
        void this.around.onMoved();
        await this.send();
      } finally {
        giveTurn();
      }
      this.set({ stage: 'arrived', done: 1 });
    } catch (error) {
      if (signal.aborted) return;
      this.set({ stage: 'failed', problem: wordsOf(error) });
    }
    void this.around.onMoved();
  }

  /** What can be gone on with on the server. What it refused or failed to read is put away. */
  private async begun(): Promise<Delivery | null> {
    if (!this.delivery) return null;
    const known = await fetchDelivery(this.delivery.id).catch(() => null);
    if (known?.state === 'uploading') return known;
    if (known?.state === 'refused' || known?.state === 'failed') await dismissDelivery(known.id);
    return null;
  }

  private async announce(onto: Delivery | Destination): Promise<void> {
    const { file } = this.cargo;
    const { otherFile } = this.around.words;
    if ('id' in onto && onto.size !== file.size) throw new Error(otherFile);
    this.set({ stage: 'checking' });
    const sha256 = await hashFile(
      file,
      (done) => {
        this.set({ done });
      },
      this.ending.signal,
    );
    if ('id' in onto) {
      if (onto.sha256 !== sha256) throw new Error(otherFile);
      this.delivery = onto;
    } else {
      this.delivery = await announceDelivery({ ...onto, fileName: file.name, size: file.size, sha256 });
    }
  }

  private async send(): Promise<void> {
    const { delivery } = this;
    if (!delivery) return;
    const tus = await import('tus-js-client');
    this.set({ stage: 'uploading', done: 0 });
    const { signal } = this.ending;
    await new Promise<void>((resolve, reject) => {
      this.upload = new tus.Upload(this.cargo.file, {
        endpoint: '/api/uploads',
        // The id of an upload is that of its delivery; an upload that never began is created by tus after all.
        ...(this.upload || this.cargo.unfinished ? { uploadUrl: `/api/uploads/${delivery.id}` } : {}),
        metadata: { delivery: delivery.id },
        chunkSize: PIECE_BYTES,
        retryDelays: RETRY_DELAYS,
        storeFingerprintForResuming: false,
        onProgress: (sent, total) => {
          this.set({ done: sent / total });
        },
        onSuccess: () => {
          resolve();
        },
        onError: reject,
      });
      signal.addEventListener('abort', () => {
        reject(new Error('stopped'));
      });
      this.upload.start();
    });
  }

  private set(change: Partial<ShipmentState>): void {
    this.current = { ...this.current, ...change };
    this.around.onChanged();
  }
}

/** The server's own words where it gave any. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const body = 'originalResponse' in error ? (error as DetailedError).originalResponse?.getBody() : undefined;
  try {
    const problem: unknown = JSON.parse(body ?? '');
    if (
      typeof problem === 'object' &&
      problem !== null &&
      'detail' in problem &&
      typeof problem.detail === 'string'
    )
      return problem.detail;
  } catch {
    // Not a problem document: the library's words have to do.
  }
  return error.message;
}
