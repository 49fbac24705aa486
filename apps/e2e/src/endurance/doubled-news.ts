import { createClient } from 'redis';

/** The channels on which nodes tell each other news. */
const NEWS = 'segue:news:*';

/** Sends everything that nodes tell each other over this Redis a second time, until it is ended. Survives the Redis. */
export async function doubleNews(url: string): Promise<{ end(): void }> {
  const clients = [1, 2].map(() => createClient({ url, socket: { reconnectStrategy: 50 } }));
  for (const client of clients) {
    // Each is followed by an attempt to connect again.
    client.on('error', () => undefined);
    await client.connect();
  }
  const [listener, speaker] = clients;
  const own = new Map<string, number>();
  await listener?.pSubscribe(NEWS, (message, channel) => {
    const echoes = own.get(message) ?? 0;
    if (echoes > 0) {
      own.set(message, echoes - 1);
      return;
    }
    own.set(message, 1);
    speaker?.publish(channel, message).catch(() => own.delete(message));
  });
  return {
    end: () => {
      for (const client of clients) client.destroy();
    },
  };
}
