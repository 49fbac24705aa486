import type { Append, AppendResult, UpdateLog } from './ports.js';

/** Most updates one transaction takes, so that the first of them does not wait for too many. */
const MAX_BATCH = 500;

interface Queued {
  readonly append: Append | null;
  readonly resolve: (result: AppendResult | null) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Group commit: one transaction at a time; whatever arrives while it is under way shares the next one. Results are handed
 * out in the order of submission.
 */
export class Committer {
  private queue: Queued[] = [];
  private running = false;

  constructor(private readonly log: UpdateLog) {}

  /** Resolves when the update is durable, or says why it was refused. Rejects when nothing was written. */
  append(append: Append): Promise<AppendResult> {
    return this.enqueue(append) as Promise<AppendResult>;
  }

  /** Resolves when everything submitted before is durable or has failed. */
  async settled(): Promise<void> {
    await this.enqueue(null);
  }

  private enqueue(append: Append | null): Promise<AppendResult | null> {
    return new Promise((resolve, reject) => {
      this.queue.push({ append, resolve, reject });
      if (!this.running) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.running = true;
    // One turn of the event loop lets everything that has already arrived at the sockets join the first batch.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.queue.length > 0) await this.commit(this.queue.splice(0, MAX_BATCH));
    this.running = false;
  }

  private async commit(batch: readonly Queued[]): Promise<void> {
    const appends = batch.flatMap(({ append }) => append ?? []);
    try {
      const results = appends.length > 0 ? await this.log.append(appends) : [];
      let next = 0;
      for (const { append, resolve } of batch) resolve(append ? (results[next++] ?? null) : null);
    } catch (error) {
      for (const { append, resolve, reject } of batch) {
        if (append) reject(error);
        else resolve(null);
      }
    }
  }
}
