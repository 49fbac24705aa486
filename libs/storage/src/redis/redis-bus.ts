import { randomUUID } from 'node:crypto';
import type { Bus, News } from '@segue/sync-engine';
import { createClient } from 'redis';

// The number is that of the form of the messages: servers of two forms on one Redis do not hear each other.
const CHANNEL = 'segue:news:2';

interface Message {
  readonly from: string;
  readonly news: News;
}

/**
 * News between the servers of one installation, over Redis pub/sub. A connection that is lost is opened again, however
 * long that takes; news from meanwhile is lost, as the port allows.
 *
 * @param url `redis://…` or `rediss://…`
 * @throws Error when Redis cannot be reached at first
 */
export async function redisBus(url: string): Promise<Bus & { close(): Promise<void> }> {
  const node = randomUUID();
  const listeners: ((news: News) => void)[] = [];
  // News that cannot be sent now is worth nothing later: no queue that grows while Redis is away.
  const publisher = await connect(url, true);
  const subscriber = await connect(url, false).catch((error: unknown) => {
    publisher.destroy();
    throw error;
  });
  await subscriber.subscribe(CHANNEL, (text) => {
    const { from, news } = JSON.parse(text) as Message;
    if (from === node) return;
    for (const listener of listeners) listener(news);
  });

  return {
    publish(news) {
      const message: Message = { from: node, news };
      // Losing news is allowed: the log repairs it.
      publisher.publish(CHANNEL, JSON.stringify(message)).catch(() => undefined);
    },
    subscribe(listener) {
      listeners.push(listener);
    },
    async close() {
      for (const client of [subscriber, publisher]) {
        if (client.isReady) await client.close();
        else client.destroy();
      }
    },
  };
}

type Client = ReturnType<typeof createClient>;

async function connect(url: string, disableOfflineQueue: boolean): Promise<Client> {
  let wasConnected = false;
  const reconnectStrategy = (retries: number, cause: Error): number | Error =>
    wasConnected ? Math.min(50 * 2 ** retries, 2000) : cause;
  const client: Client = createClient({ url, disableOfflineQueue, socket: { reconnectStrategy } });
  // Each is followed by an attempt to connect again; without a listener the first would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (cause) {
    throw new Error(`Redis at ${new URL(url).host} cannot be reached. Check REDIS_URL and that Redis runs.`, {
      cause,
    });
  }
  wasConnected = true;
  return client;
}
