import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { writeCue } from '../testing/music-film.js';
import { startTestServer, type ApiClient, type TestServer } from '../testing/test-server.js';
import { HonestNotes, HonestSheet } from './hostile/honest-client.js';
import { eventually } from './hostile/raw-client.js';

describe('what is taken back', () => {
  let server: TestServer;
  let filmId: string;
  let director: ApiClient;
  let composer: ApiClient;
  const opened: { close(): void }[] = [];

  beforeAll(async () => {
    server = await startTestServer();
    filmId = (await server.createFilm()).id;
    director = await server.member(filmId, 'director');
    composer = await server.member(filmId, 'composer');
  });
  afterEach(() => {
    for (const client of opened.splice(0)) client.close();
  });
  afterAll(() => server.close());

  describe('in the notes of a cue', () => {
    let mine: HonestNotes;
    let theirs: HonestNotes;

    beforeEach(async () => {
      const cueId = await writeCue(server, filmId, composer, { number: '1m01' });
      mine = await HonestNotes.open(director, server.url, cueId);
      theirs = await HonestNotes.open(composer, server.url, cueId);
      opened.push(mine, theirs);
    });

    /** What the other one sees of the only note, once all is saved. */
    const expectSeen = async (seen: object): Promise<void> => {
      await mine.saved();
      await eventually(() => {
        expect(theirs.session.board.notes).toMatchObject([seen]);
      });
    };

    it('is answered by one entry more, step by step, and back again', async () => {
      const { session } = mine;
      const note = session.addNote({
        version: 'v'.repeat(14),
        in: 5,
        out: 9,
        kind: 'mix',
        weight: 'must',
        text: 'a',
      });
      session.edit(note, { text: 'b', in: 7, mentions: [composer.personId] });
      session.resolve(note);
      session.react(note, 'heart', true);
      session.withdraw(note);
      const written = { text: 'b', in: 7, out: 9, mentions: [composer.personId] };
      await expectSeen({ ...written, withdrawn: true, state: 'resolved', reactions: [{ sign: 'heart' }] });
      expect([1, 2, 3, 4, 5, 6].map(() => session.undo())).toEqual([
        'withdraw',
        'reaction',
        'resolve',
        'edit',
        'note',
        null,
      ]);
      const before = { text: 'a', in: 5, out: 9, mentions: [], state: 'open', reactions: [] };
      await expectSeen({ ...before, withdrawn: true });
      expect([session.redo(), session.redo()]).toEqual(['note', 'edit']);
      await expectSeen({ ...written, withdrawn: false, state: 'open' });
      session.reopen(note);
      expect(session.redo()).toBeNull();
      await mine.saved();
      expect(session.refused).toEqual([]);
    });

    it('is of a reply and a reading too', async () => {
      const { id } = await mine.write('Colder.');
      await eventually(() => {
        expect(theirs.texts).toEqual(['Colder.']);
      });
      theirs.session.readAs(id, 'no thirds');
      const reply = theirs.session.reply(id, 'Which bar?');
      theirs.session.editReply(reply, 'Which bars?');
      expect([theirs.session.undo(), theirs.session.undo(), theirs.session.undo()]).toEqual([
        'edit',
        'reply',
        'reading',
      ]);
      await theirs.saved();
      await eventually(() => {
        expect(mine.session.board.notes).toMatchObject([
          { reading: null, replies: [{ text: 'Which bar?', withdrawn: true }] },
        ]);
      });
      theirs.session.redo();
      await eventually(() => {
        expect(mine.session.board.notes).toMatchObject([{ reading: { text: 'no thirds' } }]);
      });
    });
  });

  describe('on the spotting sheet', () => {
    it('is what one did oneself, and what others did stays', async () => {
      const mine = await HonestSheet.open(director, server.url, filmId);
      const theirs = await HonestSheet.open(composer, server.url, filmId);
      opened.push(mine, theirs);
      const { session } = mine;
      const titles = (sheet: HonestSheet) =>
        sheet.session.cues.filter(({ number }) => number === '9m01').map(({ title }) => title);
      const cue = session.add({ number: '9m01', title: 'Dawn' });
      session.addHit({ cue, text: 'door', cut: null, at: 5 });
      session.edit(cue, { title: 'Dusk' });
      await eventually(() => {
        expect(titles(theirs)).toEqual(['Dusk']);
      });
      theirs.session.edit(cue, { emotion: 'dread' });
      await eventually(() => {
        expect(session.cues.find(({ id }) => id === cue)?.emotion).toBe('dread');
      });
      session.remove(cue);
      expect(session.hits).toEqual([]);
      session.undo();
      expect(session.hits).toHaveLength(1);
      session.undo();
      await eventually(() => {
        expect(titles(theirs)).toEqual(['Dawn']);
      });
      expect(theirs.session.cues.find(({ id }) => id === cue)?.emotion).toBe('dread');
      expect([theirs.session.mayUndo, theirs.session.mayRedo]).toEqual([true, false]);
      expect([session.mayUndo, session.mayRedo]).toEqual([true, true]);
      session.redo();
      await eventually(() => {
        expect(titles(theirs)).toEqual(['Dusk']);
      });
      await eventually(() => {
        expect(session.state.status).toBe('saved');
      });
      expect(session.refused).toEqual([]);
    });
  });
});
