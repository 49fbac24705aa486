import { openProxy, type CuttableProxy } from '../harness/cuttable-proxy.js';
import { ownPostgres, type OwnPostgres } from '../harness/own-postgres.js';
import { ownRedis, type OwnRedis } from '../harness/own-redis.js';
import { startSegue, type SegueServer } from '../harness/segue-server.js';
import { untilReady } from './readiness.js';

/** A node, the way of people to it, and its way to Redis. */
export interface ClusterNode {
  readonly server: SegueServer;
  readonly front: CuttableProxy;
  readonly news: CuttableProxy;
}

const NODES = 3;

/** Three nodes on a PostgreSQL and a Redis of their own, all of which may be killed. */
export interface Cluster {
  readonly postgres: OwnPostgres;
  readonly redis: OwnRedis;
  readonly nodes: readonly ClusterNode[];
  /** Leads each new connection to the next node, as a load balancer in front of them would. */
  readonly balancer: CuttableProxy;
  /** Comes out like `work`. @throws Error with a node's last words when one ends meanwhile that nobody killed. */
  whileAlive<T>(work: Promise<T>): Promise<T>;
  /** Brings back whatever is broken or gone. */
  mend(): Promise<void>;
  stop(): Promise<void>;
}

export async function startCluster(): Promise<Cluster> {
  const postgres = await ownPostgres();
  const redis = await ownRedis();
  const nodes: ClusterNode[] = [];
  // One after the other: the first brings the database up to date and prints the set-up link.
  while (nodes.length < NODES) {
    const news = await openProxy(redis.url);
    const env = { DATABASE_URL: postgres.url, REDIS_URL: news.through(redis.url) };
    const server = await startSegue(env);
    nodes.push({ server, news, front: await openProxy(server.url) });
  }
  let turn = 0;
  const balancer = await openProxy(() => nodes[turn++ % nodes.length]?.front.url ?? '');
  return {
    postgres,
    redis,
    nodes,
    balancer,
    whileAlive: (work) => nodes.reduce((watched, { server }) => server.whileAlive(watched), work),
    mend: async () => {
      for (const { front, news } of nodes) for (const line of [front, news]) line.mend();
      await Promise.all([postgres.start(), redis.start()]);
      for (const { server } of nodes) {
        await server.whileAlive(Promise.resolve()).catch(() => server.restart());
        await untilReady(server);
      }
    },
    stop: async () => {
      await balancer.close();
      await Promise.all(
        nodes.map(async ({ server, front, news }) => {
          await front.close();
          await server.stop();
          await news.close();
        }),
      );
      await redis.stop();
      await postgres.stop();
    },
  };
}
