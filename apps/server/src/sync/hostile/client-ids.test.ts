import { documentName, newId } from '@segue/protocol';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { any, forgeUpdate } from './forged-update.js';
import type { HonestNotes } from './honest-client.js';
import {
  adding,
  documentOf,
  entry,
  freshClientId,
  HostileScene,
  type Node,
  type Outcome,
  type Room,
} from './hostile-scene.js';
import { eventually } from './raw-client.js';

type Forgery = readonly [what: string, outcome: Outcome, forge: (room: Room) => Uint8Array];

/** An entry for one's own part under the director's client id. */
const inHerName = ({ own, hers }: Room, clock: number, root = own.root): Uint8Array =>
  adding({ root, clientId: hers.clientId, clock }, entry());

const forgeries: Forgery[] = [
  ['at clock 0, which is taken', 'comes to nothing', (room) => inHerName(room, 0)],
  ['at her next clock', 'update.foreign-client-id', (room) => inHerName(room, room.hers.clock)],
  ['at her next clock, into her part', 'refused', (room) => inHerName(room, room.hers.clock, room.hers.root)],
  ['at a clock she will reach later', 'comes to nothing', (room) => inHerName(room, room.hers.clock + 3)],
  [
    'from clock 0 to beyond what she has',
    'refused',
    ({ own, hers }) =>
      forgeUpdate([
        {
          clientId: hers.clientId,
          clock: 0,
          structs: Array.from({ length: hers.clock + 1 }, () => ({
            content: any(entry()),
            root: own.root,
            key: newId(),
          })),
        },
      ]),
  ],
  [
    'in one item that begins with what she has and goes on',
    'refused',
    ({ own, hers }) =>
      forgeUpdate([
        {
          clientId: hers.clientId,
          clock: hers.clock - 1,
          structs: [{ content: any(entry(), entry()), root: own.root, key: newId() }],
        },
      ]),
  ],
  [
    "beside an entry in one's own name",
    'update.foreign-client-id',
    ({ own, hers }) =>
      forgeUpdate([
        {
          clientId: own.clientId,
          clock: own.clock,
          structs: [{ content: any(entry()), root: own.root, key: newId() }],
        },
        {
          clientId: hers.clientId,
          clock: hers.clock,
          structs: [{ content: any(entry()), root: own.root, key: newId() }],
        },
      ]),
  ],
];

describe('client ids', () => {
  let scene: HostileScene;
  /** Another server on the same database; hears of the first one over Redis. */
  let second: Node;

  beforeAll(async () => {
    scene = await HostileScene.set({ redis: true });
    second = await scene.node();
  });
  afterEach(() => {
    scene.tidy();
  });
  afterAll(() => scene.strike());

  /** Holds that all of these have one document, that it is what the log holds, and what a newcomer gets on either node. */
  const expectOneDocument = async (cueId: string, clients: readonly HonestNotes[]): Promise<HonestNotes> => {
    const late = [
      await scene.notes(scene.composer, cueId),
      await scene.notes(scene.composer, cueId, second.url),
    ];
    const rows = await scene.log(documentName({ kind: 'notes', cueId }));
    const logged = documentOf(rows.map(({ bytes }) => bytes));
    await eventually(() => {
      for (const client of [...clients, ...late]) expect(client.bytes).toEqual(logged);
    });
    return late[0] as HonestNotes;
  };

  describe.each([
    ['one node', () => scene.server.url],
    ['another node', () => second.url],
  ])('of another person, used on %s', (_where, attackerAt) => {
    it.each(forgeries)('%s: %s', async (_what, outcome, forge) => {
      const room = await scene.room({ attackerAt: attackerAt() });
      await scene.expectUnharmed(room, outcome, () => {
        room.attacker.update(forge(room));
      });
    });
  });

  it("race with the person's own words on another node, and lose", async () => {
    const { honest, attacker, hers, own, cueId } = await scene.room({ attackerAt: second.url });
    for (let round = 0; round < 10; round++) {
      const written = honest.write(`Word ${round}.`);
      attacker.update(adding({ ...own, clientId: hers.clientId, clock: hers.clock + round }, entry()));
      await written;
      await attacker.fence();
    }
    expect(honest.session.refused).toEqual([]);
    const joiner = await expectOneDocument(cueId, [honest]);
    expect(joiner.texts).not.toContain('Forged.');
    expect(joiner.texts.filter((text) => text.startsWith('Word'))).toHaveLength(10);
  });

  it.each([
    ['the same node', () => scene.server.url],
    ['another node', () => second.url],
  ])('seen in her presence cannot be taken over %s before she writes', async (_where, attackerAt) => {
    const cueId = await scene.cue();
    const honest = await scene.notes(scene.director, cueId);
    const mixer = await scene.person('mixer');
    const document = documentName({ kind: 'notes', cueId });
    const { clientID } = honest.session.doc;
    const onlooker = await scene.notes(mixer, cueId, attackerAt());
    await eventually(() => {
      expect(onlooker.session.others.map(({ clientId }) => clientId)).toContain(clientID);
    });
    const attacker = await scene.raw(mixer, document, { url: attackerAt() });
    const squatted = { root: `part:${mixer.personId}`, clientId: clientID, clock: 0 };
    attacker.update(adding(squatted, entry({ text: 'I was here first.' })));
    await eventually(() => {
      expect(attacker.refusals.map(({ code }) => code)).toEqual(['update.foreign-client-id']);
    });
    await honest.write('My first word.');
    expect(honest.session.refused).toEqual([]);
    const joiner = await expectOneDocument(cueId, [honest]);
    expect(joiner.texts).toEqual(['My first word.']);
  });

  it('taken while she was away cost her no word', async () => {
    const cueId = await scene.cue();
    const honest = await scene.notes(scene.director, cueId);
    const mixer = await scene.person('mixer');
    const squatted = { root: `part:${mixer.personId}`, clientId: honest.session.doc.clientID, clock: 0 };
    honest.line.cut();
    await eventually(() => {
      expect(honest.session.state.status).toBe('offline');
    });
    honest.note('My first word.');
    const onlooker = await scene.notes(mixer, cueId);
    await eventually(() => {
      // Her presence leaves with her.
      expect(onlooker.session.others).toEqual([]);
    });
    const attacker = await scene.raw(mixer, documentName({ kind: 'notes', cueId }));
    attacker.update(adding(squatted, entry({ text: 'I was here first.' })));
    await eventually(() => {
      expect(attacker.dealt).toBe(attacker.sent);
    });
    expect(attacker.refusals).toEqual([]);
    honest.line.mend();
    await honest.saved();
    await honest.write('My second word.');
    await honest.write('My third word.');

    const joiner = await expectOneDocument(cueId, [honest]);
    const onTheBoard = joiner.session.board.notes
      .filter(({ author }) => author === scene.director.personId)
      .map(({ text }) => text);
    const givenBack = honest.session.refused.flatMap(({ texts }) => texts);
    expect([...onTheBoard, ...givenBack].sort()).toEqual([
      'My first word.',
      'My second word.',
      'My third word.',
    ]);
    expect(onTheBoard).toContain('My third word.');
  });

  it('of her own are still hers after the server has forgotten and started again', async () => {
    const cueId = await scene.cue();
    const document = documentName({ kind: 'notes', cueId });
    const mixer = await scene.person('mixer');
    const own = { root: `part:${mixer.personId}`, clientId: freshClientId(), clock: 0 };
    const hers = { root: `part:${scene.director.personId}`, clientId: freshClientId(), clock: 0 };
    const writeOn = async (url: string, person: typeof mixer, update: Uint8Array): Promise<string[]> => {
      const client = await scene.raw(person, document, { url });
      client.update(update);
      await eventually(() => {
        expect(client.dealt).toBe(client.sent);
      });
      client.close();
      await client.gone();
      return client.refusals.map(({ code }) => code);
    };

    const before = await scene.node();
    expect(await writeOn(before.url, scene.director, adding(hers, entry({ text: 'Mine.' })))).toEqual([]);
    expect(await writeOn(before.url, mixer, adding(own, entry({ text: 'My own.' })))).toEqual([]);
    await before.close();

    for (const url of [(await scene.node()).url, scene.server.url]) {
      const honest = await scene.notes(scene.composer, cueId, url);
      const seen = honest.bytes;
      // What is taken stays taken, also by oneself.
      await writeOn(url, mixer, adding(own, entry({ text: 'Something else.' })));
      expect(
        await writeOn(url, mixer, adding({ ...own, clientId: hers.clientId, clock: 1 }, entry())),
      ).toEqual(['update.foreign-client-id']);
      expect(honest.bytes).toEqual(seen);
      expect(honest.texts.sort()).toEqual(['Mine.', 'My own.']);
      honest.close();
    }
    expect(
      await writeOn(scene.server.url, mixer, adding({ ...own, clock: 1 }, entry({ text: 'Continued.' }))),
    ).toEqual([]);
    const joiner = await expectOneDocument(cueId, []);
    expect(joiner.texts.sort()).toEqual(['Continued.', 'Mine.', 'My own.']);
  });

  it.each([
    ['in two tabs on one node', () => scene.server.url],
    ['on two nodes', () => second.url],
  ])('used twice at one clock with different words %s: one wins everywhere', async (_where, otherAt) => {
    for (let round = 0; round < 10; round++) {
      const { honest, attacker, own, cueId, document } = await scene.room();
      const there = await scene.notes(scene.composer, cueId, second.url);
      const otherTab = await scene.raw(await scene.person('mixer'), document, { url: otherAt() });
      attacker.update(adding(own, entry({ text: 'Yes.' })));
      otherTab.update(adding(own, entry({ text: 'No.' })));
      await Promise.all([attacker.fence(), otherTab.fence()]);
      // Each sends something more after it, which has to find the same ground on both nodes.
      attacker.update(adding({ ...own, clock: own.clock + 1 }, entry({ text: 'After.' })));
      otherTab.update(adding({ ...own, clock: own.clock + 1 }, entry({ text: 'After.' })));
      await Promise.all([attacker.fence(), otherTab.fence()]);
      await honest.write('Still mine.');

      const joiner = await expectOneDocument(cueId, [honest, there]);
      expect(joiner.texts.filter((text) => text === 'Yes.' || text === 'No.')).toHaveLength(1);
      scene.tidy();
    }
  });

  it('of two honest tabs of one person do not stand in each other’s way, on one node and on two', async () => {
    const cueId = await scene.cue();
    const tabs = [
      await scene.notes(scene.director, cueId),
      await scene.notes(scene.director, cueId),
      await scene.notes(scene.director, cueId, second.url),
    ];
    for (let round = 0; round < 5; round++) tabs.forEach((tab, number) => tab.note(`${number}.${round}`));
    for (const tab of tabs) await tab.saved();
    const joiner = await expectOneDocument(cueId, tabs);
    expect(joiner.texts).toHaveLength(15);
    for (const tab of tabs) expect(tab.session.refused).toEqual([]);
  });
});
