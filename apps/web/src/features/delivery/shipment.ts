import type { Delivery, DeliveryRequest } from '@segue/protocol';
import type { DetailedError, Upload } from 'tus-js-client';
import { announceDelivery } from '../../api/deliveries';
import { hashFile } from './hash-file';

type WithoutFile<T> = T extends unknown ? Omit<T, 'fileName' | 'size' | 'sha256'> : never;

/** What a file is delivered as: a version of a cue, or the movie of a cut. */
export type Destination = WithoutFile<DeliveryRequest>;

export interface ShipmentState {
  readonly stage: 'checking' | 'uploading' | 'paused' | 'arrived' | 'failed';
  /** Share of the stage that is done, 0 to 1. */
  readonly done: number;
  /** What went wrong, in words. */
  readonly problem: string | null;
}

/** Waits between attempts when the connection is gone, in milliseconds; after the last the person is asked. */
const RETRY_DELAYS = [0, 1000, 3000, 5000, 10_000, 20_000];
/** Proxies between here and the server may cap a request; tus puts the pieces together. */
const PIECE_BYTES = 64 * 1024 * 1024;

/** One file on its way from this page to the server. It goes on while people look at other pages. */
export class Shipment {
  private current: ShipmentState = { stage: 'checking', done: 0, problem: null };
  private upload: Upload | null = null;
  private readonly ending = new AbortController();
  private readonly listeners = new Set<() => void>();

  /**
   * @param mismatch what to say when the file is not the one that `unfinished` began with.
   * @param unfinished the delivery to go on with, begun before the page was loaded anew.
   */
  constructor(
    private readonly file: File,
    private readonly destination: Destination,
    private readonly unfinished: Delivery | null,
    private readonly mismatch: string,
    private readonly onMoved: () => void,
  ) {
    void this.run();
  }

  get fileName(): string {
    return this.file.name;
  }

  readonly getSnapshot = (): ShipmentState => this.current;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

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

  /** Stops for good. What the server knows of it is left to be put away. */
  stop(): void {
    this.ending.abort();
    void this.upload?.abort();
  }

  private async run(): Promise<void> {
    try {
      const delivery = await this.announce();
      this.ending.signal.throwIfAborted();
      this.onMoved();
      await this.send(delivery);
    } catch (error) {
      if (this.ending.signal.aborted) return;
      this.fail(error instanceof Error ? error.message : String(error));
    }
  }

  private async announce(): Promise<Delivery> {
    const { file, unfinished } = this;
    if (unfinished && unfinished.size !== file.size) throw new Error(this.mismatch);
    const sha256 = await hashFile(
      file,
      (done) => {
        this.set({ done });
      },
      this.ending.signal,
    );
    if (!unfinished)
      return announceDelivery({ ...this.destination, fileName: file.name, size: file.size, sha256 });
    if (unfinished.sha256 !== sha256) throw new Error(this.mismatch);
    return unfinished;
  }

  private async send(delivery: Delivery): Promise<void> {
    const tus = await import('tus-js-client');
    this.set({ stage: 'uploading', done: 0 });
    this.upload = new tus.Upload(this.file, {
      endpoint: '/api/uploads',
      // The id of an upload is that of its delivery; an upload that never began is created by tus after all.
      ...(this.unfinished ? { uploadUrl: `/api/uploads/${delivery.id}` } : {}),
      metadata: { delivery: delivery.id },
      chunkSize: PIECE_BYTES,
      retryDelays: RETRY_DELAYS,
      storeFingerprintForResuming: false,
      onProgress: (sent, total) => {
        this.set({ done: sent / total });
      },
      onSuccess: () => {
        this.set({ stage: 'arrived', done: 1 });
        this.onMoved();
      },
      onError: (error) => {
        this.fail(wordsOf(error));
        this.onMoved();
      },
    });
    this.upload.start();
  }

  private fail(problem: string): void {
    this.set({ stage: 'failed', problem });
  }

  private set(change: Partial<ShipmentState>): void {
    this.current = { ...this.current, ...change };
    for (const listener of this.listeners) listener();
  }
}

/** The server's own words where it gave any. */
function wordsOf(error: Error | DetailedError): string {
  const body = 'originalResponse' in error ? error.originalResponse?.getBody() : undefined;
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
