import { documentName, newId } from '@segue/protocol';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { any, forgeUpdate, type } from './forged-update.js';
import { adding, entry, freshClientId, HostileScene } from './hostile-scene.js';
import { eventually, type RawClient } from './raw-client.js';

const MOST = 1_000_000;
/** Fits into one message. */
const AT_ONCE = 20_000;

describe('a million keys', () => {
  let scene: HostileScene;

  beforeAll(async () => {
    scene = await HostileScene.set();
  });
  afterEach(() => {
    scene.tidy();
  });
  afterAll(() => scene.strike());

  const dealtWith = (client: RawClient): Promise<unknown> =>
    eventually(() => {
      if (client.closed === null) expect(client.dealt).toBe(client.sent);
    }, 60_000);

  /** Sends updates of many keys, then of fewer and fewer, until not one more is taken, or until a million is there. */
  const fill = async (
    client: RawClient,
    first: number,
    forge: (clock: number, keys: number) => Uint8Array,
  ): Promise<void> => {
    let clock = first;
    for (let keys = AT_ONCE; keys >= 1 && clock < MOST && client.closed === null;) {
      const refusals = client.refusals.length;
      client.update(forge(clock, keys));
      await dealtWith(client);
      if (client.refusals.length === refusals) clock += keys;
      else keys = Math.floor(keys / 2);
    }
  };
  const tooMany = (client: RawClient): void => {
    expect([...new Set(client.refusals.map(({ code }) => code))]).toEqual(['update.too-many']);
  };

  it('in one message are too many bytes', async () => {
    const room = await scene.room();
    const structs = Array.from({ length: MOST }, () => ({ content: any(1), root: room.own.root, key: 'k' }));
    const { clientId, clock } = room.own;
    await scene.expectUnharmed(room, 'cut off', () => {
      room.attacker.update(forgeUpdate([{ clientId, clock, structs }]));
    });
  });

  it('in many messages are too many entries, and leave room for those of others', async () => {
    const { honest, attacker, own, hers, document } = await scene.room();
    // A board of so many entries is drawn once, at the end.
    honest.close();
    const director = await scene.raw(scene.director, document);
    await fill(attacker, own.clock, (clock, keys) => {
      const structs = Array.from({ length: keys }, () => ({
        content: any({ type: 'withdraw', of: own.entryId, lamport: 1, at: 0 }),
        root: own.root,
        key: newId(),
      }));
      return forgeUpdate([{ clientId: own.clientId, clock, structs }]);
    });
    tooMany(attacker);
    director.update(adding(hers, entry({ text: 'Still mine.' })));
    await dealtWith(director);
    expect(director.refusals).toEqual([]);
    const logged = new Y.Doc();
    for (const { bytes } of await scene.log(document)) Y.applyUpdate(logged, bytes);
    const byHer = [...logged.getMap<{ text: string }>(hers.root).values()].map(({ text }) => text);
    expect(byHer.sort()).toEqual(['Mine, too.', 'Mine.', 'Still mine.']);
  }, 180_000);

  it('each under a client id of its own leave room for the tabs of others', async () => {
    const { attacker, own, cueId } = await scene.room();
    await fill(attacker, 0, (first, keys) =>
      forgeUpdate(
        Array.from({ length: keys }, (_, number) => ({
          clientId: first + number + 1,
          clock: 0,
          structs: [
            {
              content: any({ type: 'withdraw', of: own.entryId, lamport: 1, at: 0 }),
              root: own.root,
              key: newId(),
            },
          ],
        })),
      ),
    );
    tooMany(attacker);
    const newTab = await scene.notes(scene.director, cueId);
    await newTab.write('In a new tab.');
    expect(newTab.session.refused).toEqual([]);
    expect(newTab.texts).toContain('In a new tab.');
  }, 180_000);

  it('on a spotting sheet are refused, and leave what is on it usable', async () => {
    const cueId = await scene.cue();
    const document = documentName({ kind: 'spotting', filmId: scene.filmId });
    const attacker = await scene.raw(scene.director, document);
    const clientId = freshClientId();
    await fill(attacker, 0, (clock, keys) => {
      const structs = Array.from({ length: keys }, () => ({
        content: type('map'),
        root: 'cues',
        key: newId(),
      }));
      return forgeUpdate([{ clientId, clock, structs }]);
    });
    expect([...new Set(attacker.refusals.map(({ code }) => code))]).toEqual(['update.schema']);
    const notes = await scene.notes(scene.composer, cueId);
    await notes.write('Still ours.');
    expect(notes.session.refused).toEqual([]);
  }, 180_000);
});
