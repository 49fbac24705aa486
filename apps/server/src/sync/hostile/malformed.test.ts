import { CLOSE, MESSAGE_AUTH, MESSAGE_SEGUE, MESSAGE_SYNC, newId } from '@segue/protocol';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { SyncMetrics } from '../../metrics/sync-metrics.js';
import { any, forgeUpdate, skip } from './forged-update.js';
import {
  adding,
  documentOf,
  entry,
  freshClientId,
  HostileScene,
  type Outcome,
  type Room,
} from './hostile-scene.js';
import { eventually, message, stepOneMessage, updateMessage, type RawClient } from './raw-client.js';

/** The longest message the server takes, in bytes. */
const MAX_MESSAGE = 4 * 1024 * 1024;
/** What the server lets pile up for a client that does not read, and as much again for the network in between, in bytes. */
const MAX_PILED_UP = 32 * 1024 * 1024;
const HIGHEST = Number.MAX_SAFE_INTEGER;

type Bytes = readonly [what: string, outcome: Outcome, send: (room: Room) => void];

const update =
  (forge: (room: Room) => Uint8Array) =>
  (room: Room): void => {
    room.attacker.update(forge(room));
  };
const send =
  (bytes: Uint8Array | string) =>
  ({ attacker }: Room): void => {
    attacker.send(bytes);
  };

const gaps: Bytes[] = [
  [
    "an entry after a gap in one's own clocks",
    'asked again',
    update(({ own }) => adding({ ...own, clock: own.clock + 5 }, entry())),
  ],
  [
    'an entry at the highest clock there is',
    'comes to nothing',
    update(({ own }) => adding({ ...own, clock: HIGHEST - 1 }, entry())),
  ],
  [
    'an entry of a new client id that does not begin at 0',
    'asked again',
    update(({ own }) => adding({ ...own, clientId: freshClientId(), clock: 1 }, entry())),
  ],
  [
    'an entry after a gap that is named',
    'comes to nothing',
    update(({ own: { clientId, clock, root } }) =>
      forgeUpdate([
        { clientId, clock, structs: [{ content: skip(4) }, { content: any(entry()), root, key: newId() }] },
      ]),
    ),
  ],
  [
    'an entry that hangs on something that never comes',
    'comes to nothing',
    update(({ own: { clientId, clock } }) =>
      forgeUpdate([{ clientId, clock, structs: [{ content: any(entry()), left: [freshClientId(), 7] }] }]),
    ),
  ],
  [
    'an entry in a container that never comes',
    'comes to nothing',
    update(({ own: { clientId, clock } }) =>
      forgeUpdate([
        { clientId, clock, structs: [{ content: any(entry()), parent: [freshClientId(), 7], key: newId() }] },
      ]),
    ),
  ],
  [
    'twenty gaps one after the other',
    'comes to nothing',
    ({ attacker, own }) => {
      for (let clock = 10; clock < 30; clock++) attacker.update(adding({ ...own, clock }, entry()));
    },
  ],
];

const deletions: Bytes[] = [
  ["another's clocks", ({ hers }: Room) => hers.clientId],
  ["nobody's clocks", () => freshClientId()],
].flatMap(([whose, clientId]): Bytes[] =>
  [2 ** 32, HIGHEST].map((length) => [
    `a deletion of ${length} of ${whose as string}`,
    'falls away',
    update((room) =>
      forgeUpdate([], [{ clientId: (clientId as (room: Room) => number)(room), clock: 0, length }]),
    ),
  ]),
);

const ownDeletions: Bytes[] = [
  [
    "a deletion of 2^32 of one's own clocks",
    'update.not-grow-only',
    update(({ own }) => forgeUpdate([], [{ clientId: own.clientId, clock: 0, length: 2 ** 32 }])),
  ],
  [
    "a deletion of one's own clocks of the future",
    'comes to nothing',
    update(({ own }) => forgeUpdate([], [{ clientId: own.clientId, clock: own.clock, length: 2 ** 32 }])),
  ],
  [
    'a hundred thousand deletions',
    'comes to nothing',
    update(({ hers }) =>
      forgeUpdate(
        [],
        Array.from({ length: 100_000 }, (_, clock) => ({ clientId: hers.clientId, clock, length: 1 })),
      ),
    ),
  ],
];

const unreadable: Bytes[] = [
  ['an update of no bytes', 'comes to nothing', update(() => new Uint8Array())],
  ['an update of one byte', 'comes to nothing', update(() => Uint8Array.of(1))],
  ['an update that promises 2^32 structs', 'refused', update(() => message(1, 2 ** 32, 5, 0))],
  ['an update that promises 2^32 clients', 'refused', update(() => message(2 ** 32, 1, 5, 0))],
  ['an update that promises 2^32 deletions', 'refused', update(() => message(0, 1, 5, 2 ** 32))],
  [
    'an update in version 2 of the format',
    'comes to nothing',
    update(({ honest }) => Y.encodeStateAsUpdateV2(honest.session.doc)),
  ],
  [
    'a state vector of random bytes',
    'comes to nothing',
    send(stepOneMessage(Uint8Array.of(255, 255, 255, 255))),
  ],
  ['a message of no bytes', 'cut off', send(new Uint8Array())],
  ['half a message', 'cut off', send(message(MESSAGE_SYNC, 2, new Uint8Array(100)).subarray(0, 50))],
  ['an unknown step', 'cut off', send(message(MESSAGE_SYNC, 3, new Uint8Array()))],
  ['an authentication message', 'cut off', send(message(MESSAGE_AUTH, 0))],
  ["a message of the server's own kind", 'cut off', send(message(MESSAGE_SEGUE, 2, 123, 125))],
  ['a message of the unknown kind 5', 'cut off', send(message(5))],
  ['a message of a kind beyond 2^32', 'cut off', send(message(HIGHEST))],
  ['a number that never ends', 'cut off', send(new Uint8Array(1000).fill(255))],
  ['a text frame', 'cut off', send('hello')],
  ['a text frame that looks like an update', 'comes to nothing', send('\u0000\u0002\u0002\u0000\u0000')],
];

const tooLarge: Bytes[] = [MAX_MESSAGE + 1, 3 * MAX_MESSAGE].map((length) => [
  `a message of ${length} bytes`,
  'cut off',
  send(new Uint8Array(length)),
]);

/** A frame as RFC 6455 (5.2) has it: final, masked with zeros, below 126 bytes. */
const frame = (flags: number, payload: Uint8Array): Uint8Array =>
  Uint8Array.of(0x80 | flags, 0x80 | payload.length, 0, 0, 0, 0, ...payload);
const COMPRESSED = 0x40;
const BINARY = 2;

describe('bytes that are none of the protocol', () => {
  let scene: HostileScene;

  beforeAll(async () => {
    scene = await HostileScene.set();
  });
  afterEach(() => {
    scene.tidy();
  });
  afterAll(() => scene.strike());

  it.each<Bytes>([...gaps, ...deletions, ...ownDeletions, ...unreadable, ...tooLarge])(
    '%s: %s',
    async (_what, outcome, act) => {
      const room = await scene.room();
      await scene.expectUnharmed(room, outcome, () => {
        act(room);
      });
    },
  );

  it('says with which code it closes', async () => {
    const { attacker, document } = await scene.room();
    attacker.send(message(5));
    expect(await attacker.gone()).toBe(CLOSE.malformed);
    const larger = await scene.raw(await scene.person('mixer'), document);
    larger.send(new Uint8Array(MAX_MESSAGE + 1));
    expect(await larger.gone()).toBe(CLOSE.tooLarge);
  });

  it('takes no compressed frames: a small one could unfold to gigabytes', async () => {
    const room = await scene.room();
    expect(room.attacker.socket.extensions).toBe('');
    await scene.expectUnharmed(room, 'cut off', () => {
      room.attacker.writeFrame(frame(COMPRESSED | BINARY, Uint8Array.of(0x63, 0x60, 0x00, 0x00)));
    });
  });

  it.each([
    ['random bytes', (bytes: Uint8Array) => bytes],
    ['random bytes as an update', updateMessage],
  ])('%s', async (_what, wrap) => {
    const room = await scene.room();
    const person = await scene.person('mixer');
    const bytes = fc.uint8Array({ maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(fc.array(bytes, { minLength: 20, maxLength: 20 }), async (messages) => {
        await scene.expectUnharmed(room, 'comes to nothing', async () => {
          for (const random of messages) {
            // A message that cannot be read ends its connection.
            const attacker = await scene.raw(person, room.document);
            attacker.send(wrap(random));
            await attacker.fence();
            attacker.close();
          }
        });
      }),
      { numRuns: 8 },
    );
  });

  it('an honest update cut short anywhere', async () => {
    const room = await scene.room();
    const whole = adding(room.own, entry());
    await scene.expectUnharmed(room, 'comes to nothing', () => {
      for (let length = 0; length < whole.length; length++) room.attacker.update(whole.subarray(0, length));
    });
  });

  it("honest updates with bytes changed never reach another's part, and all see the same", async () => {
    const { honest, own, hers, cueId, document } = await scene.room();
    const person = await scene.person('mixer');
    const part = (): unknown => honest.session.doc.getMap(hers.root).toJSON();
    const change = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        async (changes, all) => {
          const before = part();
          const bytes = all
            ? Y.encodeStateAsUpdate(honest.session.doc)
            : adding({ ...own, clientId: freshClientId(), clock: 0 }, entry());
          for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
          const attacker = await scene.raw(person, document);
          attacker.update(bytes);
          await attacker.fence();
          attacker.close();
          expect(part()).toEqual(before);
          const { id } = await honest.write('Still mine.');
          expect(part()).toEqual({ ...(before as object), [id]: expect.anything() as unknown });
        },
      ),
      { numRuns: 30 },
    );
    const expected = documentOf((await scene.log(document)).map(({ bytes }) => bytes));
    expect(honest.bytes).toEqual(expected);
    expect((await scene.notes(scene.composer, cueId)).bytes).toEqual(expected);
    expect([...honest.session.doc.share.keys()].sort()).toEqual([own.root, hers.root].sort());
  });

  it.each([
    ['is not signed in', () => '', CLOSE.authority],
    ['made a cookie up', () => `segue_session=${'a'.repeat(43)}`, CLOSE.authority],
    ['is on no film', async () => (await outsider()).cookie, CLOSE.notFound],
  ])('sends away who %s, whatever they sent first', async (_who, cookieOf, code) => {
    const room = await scene.room();
    const cookie = await cookieOf();
    let attacker: RawClient = room.attacker;
    const early = [updateMessage(adding({ ...room.own, clientId: freshClientId(), clock: 0 }, entry()))];
    await scene.expectUnharmed(room, 'comes to nothing', async () => {
      attacker = await scene.raw({ cookie }, room.document, { early });
    });
    expect(await attacker.gone()).toBe(code);
    expect(attacker.heard).toEqual([]);
    expect(attacker.answers).toBe(0);
  });

  it('cuts off who talks on before the first answer', async () => {
    const room = await scene.room();
    let attacker: RawClient = room.attacker;
    await scene.expectUnharmed(room, 'comes to nothing', async () => {
      attacker = await scene.raw({ cookie: '' }, room.document, {
        early: Array.from({ length: 1000 }, () => stepOneMessage()),
      });
    });
    expect([CLOSE.authority, CLOSE.tooLarge]).toContain(await attacker.gone());
    expect(attacker.answers).toBe(0);
  });

  async function outsider(): Promise<{ cookie: string }> {
    const another = await scene.server.createFilm({ title: 'Another film' });
    return scene.server.member(another.id, 'director');
  }

  it('answers two thousand questions for everything, and the others as well', async () => {
    const room = await scene.room();
    await scene.expectUnharmed(room, 'comes to nothing', () => {
      for (let times = 0; times < 2000; times++) room.attacker.send(stepOneMessage());
    });
  });

  it('cuts off a client that asks and asks and reads nothing', async () => {
    const room = await scene.room();
    const { honest, attacker } = room;
    for (let notes = 0; notes < 40; notes++) honest.note('x'.repeat(8000));
    await honest.saved();
    const seen = honest.bytes;
    const metrics = scene.server.app.get(SyncMetrics);
    const before = (await metrics.troubles()).cutOff;
    attacker.socket.pause();
    await eventually(async () => {
      attacker.send(stepOneMessage());
      expect((await metrics.troubles()).cutOff).toBe(before + 1);
    });
    const { update: edit } = await honest.write('Still mine.');
    expect(honest.bytes).toEqual(documentOf([seen, edit]));
    attacker.socket.resume();
    // Ended without a word where not even the closing frame would get through.
    expect([CLOSE.again, 1006]).toContain(await attacker.gone());
    expect(attacker.received).toBeLessThan(MAX_PILED_UP);
    expect((await scene.notes(scene.composer, room.cueId)).bytes).toEqual(honest.bytes);
  });
});
