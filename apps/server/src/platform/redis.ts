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
  // Events that cannot be sent now are worth nothing later: no queue that grows while Redis is away.
  const publisher = createClient({ url, disableOfflineQueue: true });
  const subscriber = createClient({ url });
  for (const client of [publisher, subscriber]) {
    // Each is followed by an attempt to connect again; without a listener the first would end the process.
    client.on('error', () => undefined);
    await client.connect();
  }
  const publish = publisher.publish.bind(publisher);
  // The adapter never looks at what became of an event: one that Redis loses must not end the process.
  Object.assign(publisher, {
    publish: (channel: string, event: string | Buffer) => publish(channel, event).catch(() => 0),
  });
  return {
    bus,
    socketAdapter: createAdapter(publisher, subscriber),
    ping: () => publisher.ping(),
    async close() {
      for (const client of [publisher, subscriber]) {
        // The adapter's last commands may still be on their way: destroyed under them, they would reject unheard.
        if (client.isReady) await client.close();
        else client.destroy();
      }
      await bus.close();
    },
  };
}
