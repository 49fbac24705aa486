import type { Changed, ClientEvents, ServerEvents } from '@segue/protocol';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { CuttableProxy } from '../harness/cuttable-proxy.js';
import { openDocument, type OpenDocument } from '../harness/sync-client.js';
import { chance as drawn } from './chance.js';
import {
  differencesBetween,
  everybodyHas,
  isSame,
  promisedTo,
  readAfresh,
  type Shelf,
} from './comparison.js';
import { doubleNews } from './doubled-news.js';
import { Fleet } from './fleet.js';
import { QuietReader } from './quiet-reader.js';
import { readiness, untilReady } from './readiness.js';
import { setStage, type Stage } from './stage.js';
import { startCluster, type Cluster, type ClusterNode } from './three-nodes.js';
import type { Writer } from './writer.js';

const CUES = 3;
/** How old what one sees on another node may be. */
const STALE_MS = 2000;
/** A node that says no more of somebody for 30 s takes them with it; stock clients look every 3 s. */
const GHOST_MS = 40_000;

describe('three nodes on one PostgreSQL and one Redis', () => {
  const chance = drawn();
  let cluster: Cluster;
  let stage: Stage;
  let documents: string[];
  let first: string;
  let left: Awaited<ReturnType<typeof layGhost>> | undefined;
  const cleanUps: (() => void)[] = [];

  beforeAll(async () => {
    cluster = await startCluster();
    // Each node that starts without an owner makes a new set-up link: the last one holds.
    stage = await setStage(node(2).server, CUES);
    documents = [stage.sheet, ...stage.notes];
    [first = ''] = stage.notes;
    left = await layGhost();
  });
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0).reverse()) cleanUp();
    // A test that failed may have left something broken.
    await cluster.mend();
  });
  afterAll(async () => {
    left?.observer.close();
    await cluster.stop();
  });

  const node = (index: number): ClusterNode => {
    const found = cluster.nodes[index];
    if (!found) throw new Error(`There is no node ${index}.`);
    return found;
  };
  const newFleet = (): Fleet => {
    const fleet = new Fleet(chance);
    cleanUps.push(() => {
      fleet.close();
    });
    return fleet;
  };
  const quietReader = async (index: number): Promise<QuietReader> => {
    const reader = await QuietReader.open(stage.composer, node(index).server.url, first);
    cleanUps.push(() => {
      reader.close();
    });
    return reader;
  };
  const seenBy = (reader: QuietReader, writer: Writer): Promise<void> =>
    reader.until(
      'what was written on another node is seen',
      () => (reader.doc.store.clients.get(writer.clientId)?.at(-1)?.id.clock ?? -1) >= writer.clock - 1,
      STALE_MS,
    );

  it('shows on one what was written on another, with Redis and without', async () => {
    const fleet = newFleet();
    const writer = fleet.add(first, stage.composer, node(0).server.url);
    await fleet.loaded();
    const reader = await quietReader(2);
    const { news } = node(2);
    const writeAndSee = async (): Promise<void> => {
      writer.writeOne();
      await cluster.whileAlive(seenBy(reader, writer));
    };

    await writeAndSee();
    news.stall();
    await writeAndSee();
    news.cut();
    await writeAndSee();
    news.mend();
    await untilReady(node(2).server);
    await writeAndSee();

    await cluster.redis.kill9();
    await writeAndSee();
    await cluster.whileAlive(fleet.saved(STALE_MS));
    expect(await readiness(node(0).server)).toBe('degraded');
    await cluster.redis.start();
    for (const { server } of cluster.nodes) await untilReady(server);
    await writeAndSee();
    await fleet.saved();
    expect(isSame(reader.doc, writer.session.doc)).toBe(true);
  });

  it('tells everybody who is here and what has changed, also after Redis was away', async () => {
    const fleet = newFleet();
    const [here, there] = [0, 1].map((index) => fleet.add(first, stage.composer, node(index).server.url));
    await fleet.loaded();
    const live: Socket<ServerEvents, ClientEvents> = io(node(1).server.url, {
      transports: ['websocket'],
      extraHeaders: { cookie: stage.composer.cookie },
    });
    cleanUps.push(() => live.disconnect());
    expect(await live.emitWithAck('watch', { filmId: stage.filmId })).toEqual({ ok: true });
    const heard: Changed[] = [];
    live.on('changed', (event) => heard.push(event));

    let playhead = 0;
    // What is told while a connection comes back is lost, as it may be: so it is told until it is heard.
    const told = (): Promise<void> =>
      vi.waitFor(
        async () => {
          here?.session.setPresence({ playhead: ++playhead });
          heard.length = 0;
          const { id } = await stage.composer.createCut(stage.filmId, `Cut ${playhead}`);
          await vi.waitFor(() => {
            expect(heard).toContainEqual({ kind: 'cut', id, filmId: stage.filmId });
            expect(there?.session.others.map(({ fields }) => fields)).toContainEqual({ playhead });
          }, STALE_MS);
        },
        { timeout: 20_000, interval: 50 },
      );
    await told();
    await cluster.redis.kill9();
    await cluster.redis.start();
    await cluster.whileAlive(told());
  });

  it('sends nothing twice, however often the news come', async () => {
    const fleet = newFleet();
    for (const { server } of cluster.nodes) fleet.add(first, stage.composer, server.url);
    await fleet.loaded();
    const readers = await Promise.all([0, 1, 2].map(quietReader));
    const before = readers.map(({ frames }) => frames);
    const doubled = await doubleNews(cluster.redis.url);
    cleanUps.push(() => {
      doubled.end();
    });

    const written = fleet.written;
    const writeSome = (): Promise<void> => {
      fleet.order(60);
      return cluster.whileAlive(fleet.saved());
    };
    await writeSome();
    node(1).news.cut();
    await writeSome();
    node(1).news.mend();
    await cluster.redis.kill9();
    await cluster.redis.start();
    await writeSome();
    for (const reader of readers) for (const writer of fleet.writers) await seenBy(reader, writer);
    // What is on its way twice is there before this one, written last, is.
    fleet.writers[0]?.writeOne();
    for (const reader of readers) if (fleet.writers[0]) await seenBy(reader, fleet.writers[0]);
    readers.forEach(({ frames }, index) => {
      expect(frames - (before[index] ?? 0)).toBeLessThanOrEqual(fleet.written - written);
    });
  });

  it(
    'forgets those whose node was killed together with them',
    async () => {
      if (!left) throw new Error('Nobody was on the killed node.');
      const { observer, clientId } = left;
      await new Promise<void>((resolve) => {
        const { awareness } = observer.provider;
        const look = (): void => {
          if (!awareness.getStates().has(clientId)) resolve();
        };
        awareness.on('change', look);
        look();
      });
      for (const index of [0, 1]) expect((await quietReader(index)).present.has(clientId)).toBe(false);
    },
    GHOST_MS,
  );

  it(`loses nothing when every part of it is killed in turn, under load (seed ${chance.seed})`, async () => {
    const fleet = newFleet();
    const { nodes, redis, postgres } = cluster;
    for (const document of documents) {
      const writers = document === stage.sheet ? [stage.composer] : stage.people;
      const ways = [...nodes.map(({ front }) => front.url), cluster.balancer.url];
      ways.forEach((url, way) => fleet.add(document, writers[way % writers.length] ?? stage.composer, url));
    }
    await fleet.loaded();
    const doubled = await doubleNews(redis.url);
    cleanUps.push(() => {
      doubled.end();
    });
    const some = async (): Promise<void> => {
      const enough = fleet.acknowledged + chance.between(5, 40);
      fleet.order(chance.between(40, 80));
      await fleet.until('some is saved', () => fleet.acknowledged >= enough || fleet.isAtRest);
    };
    const troubles: readonly Trouble[] = [
      ...nodes.map(({ server }, index) => ({
        what: `node ${index}`,
        begin: () => server.kill9(),
        end: () => server.restart(),
      })),
      { what: 'Redis', begin: () => redis.kill9(), end: () => redis.start() },
      { what: 'PostgreSQL', begin: () => postgres.kill9(), end: () => postgres.start() },
      newsTrouble('news lost', node(1), (news) => {
        news.cut();
      }),
      newsTrouble('news held up', node(2), (news) => {
        news.stall();
      }),
      newsTrouble('news late', node(0), (news) => {
        news.delayAnswers(300);
      }),
    ];
    for (const trouble of chance.shuffle(troubles)) {
      await some();
      // Asked before: nobody is told twice.
      const told = trouble.what === 'PostgreSQL' ? cluster.whileAlive(fleet.toldNotSaved()) : null;
      await trouble.begin();
      await (told ?? some());
      await trouble.end();
    }
    await cluster.whileAlive(fleet.saved());
    for (const { server } of nodes) await untilReady(server);

    const shelves = await Promise.all(
      nodes.map(({ server }) => readAfresh(stage.composer, server.url, documents)),
    );
    for (const shelf of shelves) {
      await everybodyHas(shelf, fleet, STALE_MS);
      expect(differencesBetween(shelf, fleet)).toEqual([]);
    }
    expect(await afterAllWereKilled(fleet)).toEqual([]);
    await fleet.saved();
    expect(fleet.writers.flatMap(({ trouble }) => trouble ?? [])).toEqual([]);
    console.log(`seed ${chance.seed}: ${troubles.length} troubles, ${fleet.written} updates written, 0 lost`);
  }, 240_000);

  /** Somebody on one node, seen on another, whose node dies together with them: nobody says goodbye. */
  async function layGhost(): Promise<{ observer: OpenDocument; clientId: number }> {
    const [{ cookie }, home] = [stage.composer, node(2).server];
    const observer = await openDocument({ cookie, url: node(0).server.url }, first);
    const ghost = await openDocument({ cookie, url: home.url }, first);
    const { awareness } = ghost.provider;
    const { clientID: clientId } = awareness;
    await new Promise<void>((resolve) => {
      observer.provider.awareness.on('change', ({ added }: { added: number[] }) => {
        if (added.includes(clientId)) resolve();
      });
      awareness.setLocalState({ playhead: 1 });
    });
    await home.kill9();
    ghost.close();
    await home.restart();
    return { observer, clientId };
  }

  /** What is missing from the log alone: every node is killed, and nobody can send anything again before it is read. */
  async function afterAllWereKilled(fleet: Fleet): Promise<string[]> {
    for (const { front } of cluster.nodes) front.hold();
    await Promise.all(cluster.nodes.map(({ server }) => server.kill9()));
    const promised = promisedTo(fleet);
    await Promise.all(cluster.nodes.map(({ server }) => server.restart()));
    const shelf: Shelf = await readAfresh(stage.composer, node(2).server.url, documents);
    const missing = promised.missingFrom(shelf);
    for (const { front } of cluster.nodes) front.mend();
    return missing;
  }
});

/** What befalls a part of the cluster, and how that ends. */
interface Trouble {
  readonly what: string;
  begin(): Promise<void> | void;
  end(): Promise<void> | void;
}

function newsTrouble(what: string, { news }: ClusterNode, befall: (news: CuttableProxy) => void): Trouble {
  return {
    what,
    begin: () => {
      befall(news);
    },
    end: () => {
      news.mend();
    },
  };
}
