import { expect } from 'vitest';
import type { CuttableProxy } from '../harness/cuttable-proxy.js';
import type { SegueServer } from '../harness/segue-server.js';
import { differencesBetween, everybodyHas, promisedTo, readAfresh } from './comparison.js';
import type { Fleet } from './fleet.js';

/** Where people write: all that a crash has to leave whole. */
export interface Scene {
  readonly server: SegueServer;
  /** What the fleet goes through to the server. */
  readonly network: CuttableProxy;
  readonly fleet: Fleet;
  readonly reader: { readonly cookie: string };
  readonly documents: readonly string[];
}

/**
 * Kills the node too, after what it stands on was taken away, and gives that back (`restore`). What was promised is compared
 * before anybody can send again what they still hold; then everybody is let back in, and all have to have the same.
 */
export async function crashAndCompare(scene: Scene, restore: () => unknown, within: number): Promise<void> {
  const { server, network, fleet, reader, documents } = scene;
  network.hold();
  await server.kill9();
  const promised = promisedTo(fleet);
  await restore();
  await server.restart();
  expect(promised.missingFrom(await readAfresh(reader, server.url, documents))).toEqual([]);
  network.mend();
  await fleet.saved(within);
  const shelf = await readAfresh(reader, server.url, documents);
  await everybodyHas(shelf, fleet, within);
  expect(differencesBetween(shelf, fleet)).toEqual([]);
  expect(fleet.writers.flatMap(({ trouble }) => trouble ?? [])).toEqual([]);
}
