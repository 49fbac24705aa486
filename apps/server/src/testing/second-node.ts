import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig, type Config } from '../platform/config.js';
import { createServer, type RunningServer } from '../server.js';

/** Another node on a database that has its owner already. */
export async function startSecondNode(
  config: Partial<Config> & { databaseUrl: string },
): Promise<Pick<RunningServer, 'app' | 'close'>> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'segue-node-'));
  const server = await createServer({
    ...readConfig({ SEGUE_DATA: dataFolder, LOG_LEVEL: 'fatal' }),
    port: 0,
    ...config,
  });
  return {
    app: server.app,
    async close() {
      await server.close();
      await rm(dataFolder, { recursive: true });
    },
  };
}
