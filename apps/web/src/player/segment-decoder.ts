import type { Decoded, DecodeOrder } from './decode.worker';
import type { Samples } from './segment-store';

interface Waiting {
  readonly resolve: (samples: Samples) => void;
  readonly reject: (error: Error) => void;
}

/** Decodes segments in a worker, in the order they are given. A worker that could not be loaded is started anew. */
export class SegmentDecoder {
  private worker: Worker | null;
  private readonly waiting = new Map<number, Waiting>();
  private last = 0;

  constructor() {
    this.worker = this.started();
  }

  /** The samples of one segment; takes the bytes away from the caller. Rejects when they are damaged. */
  readonly decode = (bytes: Uint8Array<ArrayBuffer>): Promise<Samples> =>
    new Promise((resolve, reject) => {
      const id = ++this.last;
      this.waiting.set(id, { resolve, reject });
      const order: DecodeOrder = { id, bytes };
      this.worker ??= this.started();
      this.worker.postMessage(order, [bytes.buffer]);
    });

  close(): void {
    this.worker?.terminate();
  }

  private started(): Worker {
    const worker = new Worker(new URL('./decode.worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<Decoded>) => {
      const waiting = this.waiting.get(data.id);
      this.waiting.delete(data.id);
      if ('channels' in data) waiting?.resolve(data.channels);
      else waiting?.reject(new Error(data.error));
    };
    worker.onerror = () => {
      worker.terminate();
      this.worker = null;
      for (const { reject } of this.waiting.values()) reject(new Error('The decoder could not be started.'));
      this.waiting.clear();
    };
    return worker;
  }
}
