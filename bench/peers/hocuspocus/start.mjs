// @hocuspocus/server with its defaults. SQLITE names the file of extension-sqlite, REDIS_PORT turns on extension-redis.
import { Server } from '@hocuspocus/server';

const { PORT, SQLITE, REDIS_PORT } = process.env;
const extensions = [];
if (REDIS_PORT) {
  const { Redis } = await import('@hocuspocus/extension-redis');
  extensions.push(new Redis({ host: '127.0.0.1', port: Number(REDIS_PORT) }));
}
if (SQLITE) {
  const { SQLite } = await import('@hocuspocus/extension-sqlite');
  extensions.push(new SQLite({ database: SQLITE }));
}

const server = new Server({
  port: Number(PORT),
  address: '127.0.0.1',
  quiet: true,
  extensions,
  onAuthenticate: async ({ token }) => {
    if (token !== 'bench') throw new Error('a stranger');
  },
});
await server.listen();
