import { newId } from '@segue/protocol';
import { foldBoard, readEntries } from '@segue/review-document';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { ApiClient } from '../harness/api-client.js';
import { broadcastWave } from '../harness/broadcast-wave.js';
import { startSegue, type SegueServer } from '../harness/segue-server.js';
import { closeCode, openDocument, type OpenDocument } from '../harness/sync-client.js';

// Written with yjs, ws and the stock y-websocket provider, by docs/protocol.md; only the last of the attacks reads the board.

const FLICKS_PER_FRAME = 29_400_000;
const ONE_HOUR = 24 * 3600 * FLICKS_PER_FRAME;

describe("a stranger's client", () => {
  let server: SegueServer;
  let filmId: string;
  let notes: string;
  let versionId: string;
  let owner: ApiClient;
  let director: ApiClient;
  let composer: ApiClient;
  const opened: OpenDocument[] = [];

  const open = async (person: ApiClient): Promise<OpenDocument> => {
    const connection = await openDocument(person, notes);
    opened.push(connection);
    return connection;
  };
  const note = (text: string, lamport: number) => ({
    type: 'note',
    version: versionId,
    in: ONE_HOUR,
    out: null,
    kind: 'feeling',
    weight: 'must',
    text,
    lamport,
    at: Date.now(),
  });
  const presence = (
    { provider: { awareness } }: OpenDocument,
    holds: (state: Record<string, unknown>) => boolean,
  ) =>
    new Promise<void>((resolve) => {
      const look = (): void => {
        if (![...awareness.getStates().values()].some(holds)) return;
        awareness.off('change', look);
        resolve();
      };
      awareness.on('change', look);
      look();
    });
  const part = (doc: Y.Doc, person: ApiClient): Y.Map<unknown> => doc.getMap(`part:${person.personId}`);

  beforeAll(async () => {
    server = await startSegue();
    owner = await ApiClient.owner(server);
    filmId = (await owner.createFilm('A stranger calls', 'producer')).id;
    director = await ApiClient.open(server.url, await owner.invite(filmId, 'Dora', 'director'));
    composer = await ApiClient.open(server.url, await owner.invite(filmId, 'Carl', 'composer'));
    const cueId = await composer.spot(filmId, { number: '1m01', title: 'Titles', in: ONE_HOUR });
    const bytes = broadcastWave({ seconds: 2, hertz: 220, timeReference: 3600 * 48_000 });
    versionId = await composer.deliverMix(cueId, { name: '1m01.wav', bytes });
    notes = `cue/${cueId}/notes`;
  });
  afterEach(() => {
    for (const connection of opened.splice(0)) connection.close();
  });
  afterAll(() => server.stop());

  it("reads a cue's notes and adds one, which the others see", async () => {
    const [hers, his] = [await open(director), await open(composer)];
    const id = newId();
    part(hers.doc, director).set(id, note('The strings come too early.', 1));
    await his.until((doc) => part(doc, director).has(id));
    expect(part(his.doc, director).get(id)).toMatchObject({ text: 'The strings come too early.' });

    const later = await open(composer);
    expect(part(later.doc, director).get(id)).toMatchObject({ type: 'note', version: versionId });
  });

  describe('in the hands of somebody who means harm', () => {
    let id: string;
    let hers: OpenDocument;
    let honest: OpenDocument;

    beforeEach(async () => {
      id = newId();
      [hers, honest] = [await open(director), await open(composer)];
      part(hers.doc, director).set(id, note('Mine.', 1));
      await honest.until((doc) => part(doc, director).has(id));
    });

    /** Carries the attack out as the composer, and compares what everybody has with what the director alone wrote. */
    const expectNothingFrom = async (attack: (doc: Y.Doc) => void): Promise<void> => {
      const expected = new Y.Doc();
      Y.applyUpdate(expected, Y.encodeStateAsUpdate(hers.doc));
      const attacker = await open(composer);
      attack(attacker.doc);
      // A socket's messages are dealt with in order, and what is written later is committed later: when the presence and
      // then the mark have come through, whatever the attack left behind would have come before.
      attacker.provider.awareness.setLocalStateField('attacked', id);
      await presence(honest, (state) => state['attacked'] === id);
      const mark = newId();
      hers.doc.once('update', (update: Uint8Array) => {
        Y.applyUpdate(expected, update);
      });
      part(hers.doc, director).set(mark, note('Still mine.', 2));
      await honest.until((doc) => part(doc, director).has(mark));
      const newcomer = await open(director);
      for (const { doc } of [honest, hers, newcomer]) {
        expect(Y.encodeStateAsUpdate(doc)).toEqual(Y.encodeStateAsUpdate(expected));
        expect(part(doc, director).get(id)).toMatchObject({ text: 'Mine.' });
      }
    };

    it.each<readonly [string, (doc: Y.Doc) => void]>([
      ['overwrites', (doc) => part(doc, director).set(id, note('The strings are perfect.', 2))],
      [
        'deletes',
        (doc) => {
          part(doc, director).delete(id);
        },
      ],
      ['adds to', (doc) => part(doc, director).set(newId(), note('I sign everything.', 2))],
      [
        'empties',
        (doc) => {
          part(doc, director).clear();
        },
      ],
    ])("%s the director's part: nothing changes for anyone", async (_act, attack) => {
      await expectNothingFrom(attack);
    });

    it.each<readonly [string, () => ApiClient]>([
      ["the director's part", () => director],
      ['the own part', () => composer],
    ])("writes into %s under the director's client id: nothing changes for anyone", async (_where, whose) => {
      const forger = new Y.Doc();
      Y.applyUpdate(forger, Y.encodeStateAsUpdate(hers.doc));
      forger.clientID = hers.doc.clientID;
      part(forger, whose()).set(newId(), note('Forged.', 2));
      await expectNothingFrom((doc) => {
        Y.applyUpdate(doc, Y.encodeStateAsUpdate(forger));
      });
    });

    it("edits the director's note by an entry of the own part: the board passes it over", async () => {
      const attacker = await open(composer);
      const edit = { type: 'edit', note: id, text: 'All is well.', lamport: 2, at: Date.now() };
      const key = newId();
      part(attacker.doc, composer).set(key, edit);
      await attacker.until((doc) => part(doc, composer).has(key));
      const newcomer = await open(director);
      const shown = foldBoard(readEntries(newcomer.doc)).notes.find((each) => each.id === id);
      expect(shown).toMatchObject({ text: 'Mine.', edited: false, author: director.personId });
    });
  });

  it('is sent away without a session, from what is not there, and from a film it is not on', async () => {
    expect(await closeCode({ url: server.url, cookie: '' }, notes)).toBe(4401);
    expect(await closeCode(director, `cue/${newId()}/notes`)).toBe(4404);
    const another = await owner.createFilm('Another film', 'producer');
    const outsider = await ApiClient.open(server.url, await owner.invite(another.id, 'Otto', 'director'));
    expect(await closeCode(outsider, notes)).toBe(4404);
  });
});
