import { documentName } from '@segue/protocol';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { HonestNotes } from './honest-client.js';
import { freshClientId, HostileScene, type Node, type Outcome, type Room } from './hostile-scene.js';
import { askWhoIsHere, awarenessMessage, eventually, message } from './raw-client.js';

const HIGHEST = Number.MAX_SAFE_INTEGER;

type Attack = readonly [what: string, outcome: Outcome, act: (room: Room) => void];

const attacks: Attack[] = [
  [
    'a state that names another person',
    'falls away',
    ({ attacker, hers }) => {
      const user = { id: hers.personId, name: 'the director' };
      attacker.send(
        awarenessMessage({ clientId: freshClientId(), clock: 1, state: { user, said: 'forged' } }),
      );
    },
  ],
  [
    "a state for another's client id",
    'falls away',
    ({ attacker, hers }) => {
      attacker.send(awarenessMessage({ clientId: hers.clientId, clock: 1000, state: { said: 'forged' } }));
    },
  ],
  [
    "another's leaving",
    'falls away',
    ({ attacker, hers }) => {
      attacker.send(awarenessMessage({ clientId: hers.clientId, clock: HIGHEST, state: null }));
    },
  ],
  [
    "another's leaving after a state of one's own in one message",
    'falls away',
    ({ attacker, hers }) => {
      attacker.send(
        awarenessMessage(
          { clientId: freshClientId(), clock: 1, state: { said: 'hello' } },
          { clientId: hers.clientId, clock: 5000, state: null },
        ),
      );
    },
  ],
  [
    'a state at the highest clock there is, and then none',
    'comes to nothing',
    ({ attacker }) => {
      attacker.send(awarenessMessage({ clientId: freshClientId(), clock: HIGHEST, state: { said: 'last' } }));
      attacker.socket.close();
    },
  ],
  [
    'a state that is no object',
    'falls away',
    ({ attacker }) => {
      for (const state of ['7', '"text"', '[]', 'true'])
        attacker.send(awarenessMessage({ clientId: freshClientId(), clock: 1, state }));
    },
  ],
  [
    'a state that is no JSON',
    'comes to nothing',
    ({ attacker }) => {
      attacker.send(awarenessMessage({ clientId: freshClientId(), clock: 1, state: '{"said":' }));
    },
  ],
  [
    'a state with a prototype of its own',
    'falls away',
    ({ attacker }) => {
      const state = '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}';
      attacker.send(awarenessMessage({ clientId: freshClientId(), clock: 1, state }));
    },
  ],
  [
    'a state of a megabyte',
    'falls away',
    ({ attacker }) => {
      attacker.send(
        awarenessMessage({ clientId: freshClientId(), clock: 1, state: { said: 'x'.repeat(1_000_000) } }),
      );
    },
  ],
  [
    'a state too deep to be read',
    'comes to nothing',
    ({ attacker }) => {
      const state = `{"said":${'['.repeat(2000)}${']'.repeat(2000)}}`;
      attacker.send(awarenessMessage({ clientId: freshClientId(), clock: 1, state }));
    },
  ],
  [
    'a promise of 2^32 states',
    'cut off',
    ({ attacker }) => {
      attacker.send(message(1, message(2 ** 32, 1, 1)));
    },
  ],
  [
    'half a state',
    'cut off',
    ({ attacker }) => {
      attacker.send(message(1, message(1, 1)));
    },
  ],
  [
    'ten thousand client ids at once',
    'comes to nothing',
    ({ attacker }) => {
      const states = Array.from({ length: 10_000 }, (_, clientId) => ({ clientId, clock: 1, state: {} }));
      attacker.send(awarenessMessage(...states));
    },
  ],
  [
    'a flood of five thousand states',
    'comes to nothing',
    ({ attacker }) => {
      const clientId = freshClientId();
      for (let clock = 1; clock <= 5000; clock++)
        attacker.send(awarenessMessage({ clientId, clock, state: { said: clock } }));
    },
  ],
  [
    'five thousand questions who is here',
    'comes to nothing',
    ({ attacker }) => {
      for (let times = 0; times < 5000; times++) attacker.send(askWhoIsHere);
    },
  ],
];

describe('presence', () => {
  let scene: HostileScene;
  let second: Node;

  beforeAll(async () => {
    scene = await HostileScene.set({ redis: true });
    second = await scene.node();
  });
  afterEach(() => {
    scene.tidy();
  });
  afterAll(() => scene.strike());

  describe.each([
    ['on one node', () => scene.server.url],
    ['on another node', () => second.url],
  ])('%s', (_where, attackerAt) => {
    it.each(attacks)('takes %s for nobody but its sender', async (_what, outcome, act) => {
      const room = await scene.room({ attackerAt: attackerAt() });
      const { honest, cueId, hers } = room;
      const watchers = [
        await scene.notes(scene.composer, cueId),
        await scene.notes(scene.composer, cueId, second.url),
      ] as const;
      honest.session.setPresence({ playhead: 1 });
      await eventually(() => {
        for (const watcher of watchers) expect(seenOf(watcher, hers.personId)).toEqual([{ playhead: 1 }]);
      });

      await scene.expectUnharmed(room, outcome, () => {
        act(room);
      });

      honest.session.setPresence({ playhead: 2 });
      await eventually(() => {
        for (const watcher of watchers) expect(seenOf(watcher, hers.personId)).toEqual([{ playhead: 2 }]);
      });
      for (const { session } of [honest, ...watchers]) {
        const strangers = session.others.filter(({ clientId }) => clientId !== hers.clientId);
        expect(strangers.filter(({ personId }) => personId === hers.personId)).toEqual([]);
        // One connection speaks for a handful of client ids, not for a crowd.
        expect(strangers.filter(({ personId }) => personId === room.own.personId).length).toBeLessThan(10);
      }
      expect('polluted' in {}).toBe(false);
    });
  });

  it('of one room is not spoken for from another', async () => {
    const { honest, hers, cueId, attacker } = await scene.room();
    const watcher = await scene.notes(scene.composer, cueId);
    honest.session.setPresence({ playhead: 1 });
    await eventually(() => {
      expect(seenOf(watcher, hers.personId)).toEqual([{ playhead: 1 }]);
    });
    attacker.close();
    const elsewhere = await scene.raw(
      await scene.person('mixer'),
      documentName({ kind: 'notes', cueId: await scene.cue() }),
    );
    elsewhere.send(
      awarenessMessage(
        { clientId: hers.clientId, clock: 1000, state: { said: 'forged' } },
        { clientId: freshClientId(), clock: 1, state: { said: 'forged' } },
      ),
    );
    await elsewhere.fence();
    honest.session.setPresence({ playhead: 2 });
    await eventually(() => {
      expect(seenOf(watcher, hers.personId)).toEqual([{ playhead: 2 }]);
    });
    expect(JSON.stringify([watcher.session.others, honest.session.others])).not.toContain('forged');
  });
});

/** What a person says about themselves, as somebody else in the room sees it. */
function seenOf({ session }: HonestNotes, personId: string): unknown[] {
  return session.others.filter((each) => each.personId === personId).map(({ fields }) => fields);
}
