import type { Role } from '@segue/access-policy';
import { CLOSE, documentName } from '@segue/protocol';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../../testing/api-client.js';
import type { HonestNotes } from './honest-client.js';
import { adding, entry, freshClientId, HostileScene, type Node } from './hostile-scene.js';
import { eventually, updateMessage } from './raw-client.js';

/** What may happen to a person who has a document open. */
type Fate = readonly [
  what: string,
  code: number,
  befall: (scene: HostileScene, person: ApiClient) => Promise<unknown>,
];

const becomesObserver: Fate = [
  'becomes an observer',
  // Still let in, to read.
  0,
  (scene, { personId }) =>
    scene.server.owner.json('PATCH', `/api/films/${scene.filmId}/people/${personId}`, { role: 'observer' }),
];
const isRemoved: Fate = [
  'is removed from the film, whose link was the only way in',
  CLOSE.authority,
  (scene, { personId }) => scene.server.owner.json('DELETE', `/api/films/${scene.filmId}/people/${personId}`),
];
const isRemovedFromOne: Fate = [
  'is removed from the film, and stays signed in by a password',
  CLOSE.notFound,
  async (scene, person) => {
    const credentials = { email: `${person.personId}@example.org`, password: 'correct horse battery' };
    await person.json('PUT', '/api/me/password', credentials);
    await person.json('POST', '/api/session', credentials);
    await isRemoved[2](scene, person);
  },
];
const losesTheLink: Fate = [
  'has the personal link revoked',
  CLOSE.authority,
  (scene, { personId }) =>
    scene.server.owner.json('DELETE', `/api/films/${scene.filmId}/people/${personId}/link`),
];
const signsOut: Fate = [
  'signs out everywhere',
  CLOSE.authority,
  async (_scene, person) => {
    const { cookie } = person;
    await person.json('DELETE', '/api/sessions');
    // The device does not know, and goes on with what it had.
    person.cookie = cookie;
  },
];
const fates: Fate[] = [becomesObserver, isRemoved, isRemovedFromOne, losesTheLink, signsOut];

describe('a person whose rights end', () => {
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

  /** A cue's notes with the director in them, and a new person of this role. */
  const cueWith = async (role: Role) => {
    const cueId = await scene.cue();
    const document = documentName({ kind: 'notes', cueId });
    const honest = await scene.notes(scene.director, cueId);
    await honest.write('Mine.');
    return { cueId, document, honest, person: await scene.server.member(scene.filmId, role) };
  };
  /** Holds that the director, the log's readers and the other node have these notes and no others. */
  const expectTexts = async (cueId: string, honest: HonestNotes, texts: readonly string[]): Promise<void> => {
    await honest.write('Still mine.');
    const readers = [
      await scene.notes(scene.composer, cueId),
      await scene.notes(scene.composer, cueId, second.url),
    ];
    const expected = [...texts, 'Mine.', 'Still mine.'].sort();
    await eventually(() => {
      for (const reader of readers) expect(reader.bytes).toEqual(honest.bytes);
    });
    expect(honest.texts.sort()).toEqual(expected);
  };

  describe.each([
    ['on the node that hears of it first', () => scene.server.url],
    ['on another node', () => second.url],
  ])('%s', (_where, at) => {
    it.each(fates)('and %s is cut off at once and writes no more', async (_what, code, befall) => {
      const { cueId, document, honest, person } = await cueWith('mixer');
      const attacker = await scene.raw(person, document, { url: at() });
      const own = { root: `part:${person.personId}`, clientId: freshClientId(), clock: 0 };
      attacker.update(adding(own, entry({ text: 'While I may.' })));
      await eventually(() => {
        expect(honest.texts).toContain('While I may.');
      });

      await befall(scene, person);
      expect(await attacker.gone()).toBe(CLOSE.authority);

      const again = adding({ ...own, clock: 1 }, entry({ text: 'When I may no more.' }));
      const back = await scene.raw(person, document, { url: at(), early: [updateMessage(again)] });
      if (code === 0) {
        await eventually(() => {
          expect(back.refusals).toMatchObject([
            { code: 'update.role', entries: [entry({ text: 'When I may no more.' })] },
          ]);
        });
      } else {
        expect(await back.gone()).toBe(code);
        expect(back.answers).toBe(0);
      }
      // What was written before stays, and stays theirs.
      await expectTexts(cueId, honest, ['While I may.']);
    });

    it.each(fates)(
      'and %s with unsent work: it is refused, and the words are given back',
      async (_what, code, befall) => {
        const { cueId, honest, person } = await cueWith('mixer');
        const offline = await scene.notes(person, cueId, at());
        await offline.write('While I may.');
        offline.line.cut();
        await eventually(() => {
          expect(offline.session.state.status).toBe('offline');
        });
        offline.note('Written in a train.');
        offline.session.reply(offline.session.board.notes[0]?.id ?? '', 'And a reply.');
        expect(offline.session.state.unsaved).toBeGreaterThan(0);

        await befall(scene, person);
        offline.line.mend();
        await eventually(() => {
          expect(offline.session.state.status).toBe(code === 0 ? 'saved' : 'closed');
          expect(offline.session.refused.flatMap(({ texts }) => texts).sort()).toEqual([
            'And a reply.',
            'Written in a train.',
          ]);
        });
        for (const { detail } of offline.session.refused) expect(detail).not.toBe('');
        if (code === 0) expect(offline.session.refused[0]?.code).toBe('update.role');
        await expectTexts(cueId, honest, ['While I may.']);
      },
    );
  });

  it('while their words are on their way has them judged by one role or the other, the same for all', async () => {
    for (let round = 0; round < 10; round++) {
      const { cueId, document, honest, person } = await cueWith('mixer');
      const attacker = await scene.raw(person, document, {
        url: round % 2 === 0 ? scene.server.url : second.url,
      });
      const own = { root: `part:${person.personId}`, clientId: freshClientId(), clock: 0 };
      const changed = becomesObserver[2](scene, person);
      for (let clock = 0; clock < 20; clock++)
        attacker.update(adding({ ...own, clock }, entry({ text: `${clock}` })));
      await changed;
      await attacker.gone();
      await honest.write('Still mine.');
      const reader = await scene.notes(scene.composer, cueId, second.url);
      await eventually(() => {
        expect(reader.bytes).toEqual(honest.bytes);
      });
      // A beginning of what was said, without holes.
      const taken = Object.values(honest.session.doc.getMap(own.root).toJSON());
      expect(taken.map(({ text }) => Number(text)).sort((a, b) => a - b)).toEqual(
        taken.map((_, clock) => clock),
      );
      scene.tidy();
    }
  });

  it('keeps what the new role allows, and is refused only the rest', async () => {
    const { cueId, honest, person } = await cueWith('composer');
    const [note] = honest.session.board.notes;
    const offline = await scene.notes(person, cueId);
    offline.line.cut();
    await eventually(() => {
      expect(offline.session.state.status).toBe('offline');
    });
    offline.note('A mixer may say this.');
    offline.session.resolve(note?.id ?? '');
    await scene.server.owner.json('PATCH', `/api/films/${scene.filmId}/people/${person.personId}`, {
      role: 'mixer',
    });
    offline.line.mend();
    await eventually(() => {
      expect(honest.texts).toContain('A mixer may say this.');
      expect(offline.session.state).toMatchObject({ status: 'saved', unsaved: 0 });
    });
    expect(offline.session.refused.map(({ code }) => code)).toEqual(['update.role']);
    expect(honest.session.board.notes.find(({ id }) => id === note?.id)?.state).toBe('open');
  });
});
