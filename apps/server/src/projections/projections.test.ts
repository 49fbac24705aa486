import { documentName, newId } from '@segue/protocol';
import { addCue, editCue } from '@segue/review-document';
import type { UpdateLog } from '@segue/sync-engine';
import { filter, firstValueFrom } from 'rxjs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CuesService } from '../cues/cues.service.js';
import { ChangeFeed } from '../live/change-feed.js';
import { UPDATE_LOG } from '../platform/tokens.js';
import { eraseCue, FILM_START, note, writeCue, writeDocument, writeEntry } from '../testing/music-film.js';
import { startTestServer, type ApiClient, type TestServer } from '../testing/test-server.js';
import { rebuildProjections } from './project-document.js';
import { ReadModels } from './read-models.js';

describe('the read models', () => {
  let server: TestServer;
  let filmId: string;
  let composer: ApiClient;
  let director: ApiClient;

  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    filmId = (await server.createFilm()).id;
    composer = await server.member(filmId, 'composer');
    director = await server.member(filmId, 'director');
  });

  const cueRow = (id: string) =>
    server.db.selectFrom('cues').selectAll().where('id', '=', id).executeTakeFirst();
  const noteRows = (cueId: string) =>
    server.db.selectFrom('notes').selectAll().where('cue_id', '=', cueId).orderBy('in_flicks').execute();

  it('follow the spotting sheet', async () => {
    const cueId = await writeCue(server, filmId, composer, { number: '1m01', title: 'Dawn', in: FILM_START });
    expect(await cueRow(cueId)).toMatchObject({
      film_id: filmId,
      number: '1m01',
      title: 'Dawn',
      in_flicks: FILM_START,
      removed: false,
    });

    const sheet = documentName({ kind: 'spotting', filmId });
    await writeDocument(server, sheet, composer.personId, (document) => {
      editCue(document, cueId, { title: 'Dusk\0', out: FILM_START + 5 });
    });
    expect(await cueRow(cueId)).toMatchObject({ title: 'Dusk', out_flicks: FILM_START + 5 });

    await eraseCue(server, filmId, composer, cueId);
    expect(await cueRow(cueId)).toMatchObject({ title: 'Dusk', removed: true });
  });

  it('tell which cues changed, and no others', async () => {
    const still = await writeCue(server, filmId, composer, { number: '1m01' });
    const told: string[] = [];
    const listening = server.app
      .get(ChangeFeed)
      .changes.subscribe(({ kind, id }) => told.push(`${kind} ${id}`));
    const added = await writeCue(server, filmId, composer, { number: '1m02' });
    listening.unsubscribe();
    expect(told).toEqual([`cue ${added}`]);
    expect(told).not.toContain(`cue ${still}`);
  });

  it('never let one film take the cue of another', async () => {
    const cueId = await writeCue(server, filmId, composer, { number: '1m01' });
    const otherFilm = (await server.createFilm()).id;
    const stranger = await server.member(otherFilm, 'composer');
    await writeDocument(
      server,
      documentName({ kind: 'spotting', filmId: otherFilm }),
      stranger.personId,
      (sheet) => {
        addCue(sheet, cueId, { number: 'stolen' });
      },
    );
    expect(await cueRow(cueId)).toMatchObject({ film_id: filmId, number: '1m01' });
  });

  it('follow the notes of a cue, and leave withdrawn ones out', async () => {
    const cueId = await writeCue(server, filmId, composer, { number: '1m01' });
    const version = newId();
    const first = await writeEntry(server, cueId, director, note(version, 'must'));
    const second = await writeEntry(server, cueId, director, {
      ...note(version, 'taste', 2),
      in: FILM_START + 1,
    });
    await writeEntry(server, cueId, composer, { type: 'resolve', note: first, lamport: 3, at: 0 });
    expect(await noteRows(cueId)).toMatchObject([
      {
        id: first,
        author_id: director.personId,
        film_id: filmId,
        weight: 'must',
        state: 'resolved',
        version_id: version,
      },
      { id: second, weight: 'taste', state: 'open' },
    ]);
    await writeEntry(server, cueId, director, { type: 'withdraw', of: second, lamport: 4, at: 0 });
    expect((await noteRows(cueId)).map(({ id }) => id)).toEqual([first]);
  });

  it('wait for the cue when the notes come first', async () => {
    const cueId = newId();
    const noteId = await writeEntry(server, cueId, director, note(newId(), 'must'));
    expect(await noteRows(cueId)).toEqual([]);
    await writeDocument(server, documentName({ kind: 'spotting', filmId }), composer.personId, (sheet) => {
      addCue(sheet, cueId, { number: '1m01' });
    });
    await server.app.get(ReadModels).catchUp();
    expect((await noteRows(cueId)).map(({ id }) => id)).toEqual([noteId]);
  });

  it('are not all brought up to date by somebody who asks for a cue that is not there', async () => {
    const cueId = await writeCue(server, filmId, composer, { number: '1m01' });
    const notes = documentName({ kind: 'notes', cueId });
    await writeEntry(server, cueId, director, note(newId(), 'must'));
    const sheet = documentName({ kind: 'spotting', filmId });
    await server.db.deleteFrom('projections').where('document', 'in', [notes, sheet]).execute();
    await server.db.deleteFrom('notes').where('cue_id', '=', cueId).execute();
    await server.db.updateTable('cues').set({ title: 'behind' }).where('id', '=', cueId).execute();

    const cues = server.app.get(CuesService);
    await Promise.all([1, 2, 3].map(() => cues.lookUp(newId())));
    expect(await cueRow(cueId)).toMatchObject({ title: '' });
    expect(await noteRows(cueId)).toEqual([]);
  });

  it('take a long document in portions', async () => {
    const cueId = await writeCue(server, filmId, composer, { number: '1m01' });
    const name = documentName({ kind: 'notes', cueId });
    await writeDocument(server, name, director.personId, (document) => {
      for (let n = 0; n < 450; n++)
        document.getMap(`part:${director.personId}`).set(newId(), note(newId(), 'must'));
    });
    expect(await noteRows(cueId)).toHaveLength(450);
  });

  it('follow shortly after a document is scheduled', async () => {
    const cueId = await writeCue(server, filmId, composer, { number: '1m01' });
    const noteId = await writeEntry(server, cueId, director, note(newId(), 'must'));
    const name = documentName({ kind: 'notes', cueId });
    await server.db.deleteFrom('projections').where('document', '=', name).execute();
    await server.db.deleteFrom('notes').where('cue_id', '=', cueId).execute();

    const told = firstValueFrom(server.app.get(ChangeFeed).changes.pipe(filter(({ id }) => id === cueId)));
    server.app.get(ReadModels).schedule(name);
    await told;
    expect((await noteRows(cueId)).map(({ id }) => id)).toEqual([noteId]);
  });

  it('are made anew from the documents by one command', async () => {
    const cueId = await writeCue(server, filmId, composer, { number: '1m01', title: 'Dawn' });
    const noteId = await writeEntry(server, cueId, director, note(newId(), 'must'));
    await server.db.deleteFrom('notes').where('cue_id', '=', cueId).execute();
    await server.db
      .updateTable('cues')
      .set({ title: 'spoilt', removed: true })
      .where('id', '=', cueId)
      .execute();
    await rebuildProjections(server.db, server.app.get<UpdateLog>(UPDATE_LOG));
    expect(await cueRow(cueId)).toMatchObject({ title: 'Dawn', removed: false });
    expect((await noteRows(cueId)).map(({ id }) => id)).toEqual([noteId]);
  });
});
