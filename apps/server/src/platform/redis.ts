import { createAdapter } from '@socket.io/redis-adapter';
import { redisBus } from '@segue/storage/redis';
import type { Bus } from '@segue/sync-engine';
import { createClient } from 'redis';

/** What several nodes need to speak with each other. */
export interface NodeLink {
  readonly bus: Bus;
  /** Carries socket.io's events between nodes. */
  readonly socketAdapter: ReturnType<typeof createAdapter>;
  ping(): Promise<unknown>;
  close(): Promise<void>;
}

/**
 * Connects to the other nodes by way of Redis. Import this file only when there is a Redis: nothing of it is loaded otherwise.
 *
 * @throws Error when Redis cannot be reached
 */
export async function linkNodes(url: string): Promise<NodeLink> {
  const bus = await redisBus(url);
  const publisher = createClient({ url });
  const subscriber = publisher.duplicate();
  for (const client of [publisher, subscriber]) {
    // Each is followed by an attempt to connect again; without a listener the first would end the process.
    client.on('error', () => undefined);
    await client.connect();
  }
  return {
    bus,
    socketAdapter: createAdapter(publisher, subscriber),
    ping: () => publisher.ping(),
    async close() {
      for (const client of [publisher, subscriber]) client.destroy();
      await bus.close();
    },
  };
}
