import { newId, type AuditEntry, type Cut, type SignOff, type Statement } from '@segue/protocol';
import { sql } from 'kysely';
import { FLICKS_PER_SECOND } from '@segue/timecode';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  announcement,
  codeOf,
  deliver,
  FILM_START,
  note,
  sha256Of,
  signOff,
  writeCue,
  writeEntry,
} from '../testing/music-film.js';
import { wavBytes } from '../testing/sound-bytes.js';
import { startTestServer, type ApiClient, type TestServer } from '../testing/test-server.js';

describe('sign-offs', () => {
  let server: TestServer;
  let filmId: string;
  let cut: Cut;
  let composer: ApiClient;
  let director: ApiClient;
  let producer: ApiClient;
  let stranger: ApiClient;
  let pitch = 700;

  beforeAll(async () => {
    server = await startTestServer();
    filmId = (await server.createFilm({ title: 'Dusk' })).id;
    composer = await server.member(filmId, 'composer');
    director = await server.member(filmId, 'director');
    producer = await server.member(filmId, 'producer');
    stranger = await server.member((await server.createFilm()).id, 'director');
    await composer.json('POST', `/api/films/${filmId}/cuts`, { name: 'Rough', date: '2026-01-01' });
    cut = (await composer.json('POST', `/api/films/${filmId}/cuts`, {
      name: 'Locked',
      date: '2026-01-02',
    })) as Cut;
  });
  afterAll(() => server.close());

  let cueId: string;
  let bytes: Buffer;
  let versionId: string;
  beforeEach(async () => {
    cueId = await writeCue(server, filmId, composer, { number: '1m04', title: 'Dawn', in: FILM_START });
    bytes = wavBytes({ pitch: pitch++ });
    versionId = String((await deliver(composer, announcement(cueId, bytes), bytes)).versionId);
  });

  const statementOf = async (id = versionId): Promise<Statement> =>
    (await director.json('GET', `/api/versions/${id}/statement`)) as Statement;
  const sign = (client: ApiClient, statement: Statement, fields: object = {}): Promise<Response> =>
    client.send('POST', `/api/versions/${versionId}/sign-offs`, {
      json: { sense: 'creative', decision: 'approved', statement, ...fields },
    });

  it('state exactly what is signed, against the newest cut unless another is named', async () => {
    await writeEntry(server, cueId, director, note(versionId, 'must'));
    const taste = await writeEntry(server, cueId, director, note(versionId, 'taste', 2));
    await writeEntry(server, cueId, director, note(versionId, 'taste', 3));
    await writeEntry(server, cueId, composer, { type: 'resolve', note: taste, lamport: 4, at: 0 });
    expect(await statementOf()).toEqual({
      filmId,
      filmTitle: 'Dusk',
      cueId,
      cueNumber: '1m04',
      cueTitle: 'Dawn',
      versionId,
      versionNumber: 1,
      versionKind: 'mix',
      fileName: '1m01 mix.wav',
      sha256: sha256Of(bytes),
      lengthFlicks: FLICKS_PER_SECOND,
      positionFlicks: FILM_START,
      cutId: cut.id,
      cutName: 'Locked',
      openNotes: 2,
      mustNotes: 1,
      notesSequence: 4,
    });
    const [rough] = (await director.json('GET', `/api/films/${filmId}/cuts`)) as Cut[];
    const path = `/api/versions/${versionId}/statement?cutId=`;
    expect(await director.json('GET', path + String(rough?.id))).toMatchObject({ cutName: 'Rough' });
    expect(await director.outcome('GET', path + newId())).toBe('not-found');
    expect(await director.outcome('GET', `${path}rough`)).toBe('request.invalid');
  });

  it('are shown to the people of the film only', async () => {
    for (const path of [
      `versions/${versionId}/statement`,
      `versions/${versionId}/sign-offs`,
      `films/${filmId}/sign-offs`,
    ]) {
      expect(await server.anonymous.outcome('GET', `/api/${path}`)).toBe('session.missing');
      expect(await stranger.outcome('GET', `/api/${path}`)).toBe('not-found');
    }
    expect(await director.outcome('GET', `/api/versions/${newId()}/statement`)).toBe('not-found');
  });

  it('are given by those whose role signs in that sense', async () => {
    const statement = await statementOf();
    expect(await codeOf(sign(server.anonymous, statement))).toBe('session.missing');
    expect(await codeOf(sign(stranger, statement))).toBe('not-found');
    expect(await codeOf(sign(composer, statement))).toBe('access.denied');
    expect(await codeOf(sign(producer, statement))).toBe('access.denied');
    expect(await codeOf(sign(director, statement, { sense: 'final' }))).toBe('access.denied');
    expect(await codeOf(sign(server.owner, statement))).toBe('access.denied');
    expect(await codeOf(sign(director, statement, { decision: 'maybe' }))).toBe('request.invalid');
    expect(await codeOf(sign(director, statement))).toBe('201');
    expect(await codeOf(sign(producer, statement, { sense: 'final' }))).toBe('201');
  });

  it('are kept in order with who, as what, how signed in, and what it was; a later one adds', async () => {
    const statement = await statementOf();
    const first = (await (
      await sign(director, statement, { decision: 'declined', comment: 'Too sad' })
    ).json()) as SignOff;
    await sign(director, statement, { decision: 'approved with changes', comment: 'Better' });
    const signOffs = (await composer.json('GET', `/api/versions/${versionId}/sign-offs`)) as SignOff[];
    expect(signOffs[0]).toEqual(first);
    expect(signOffs).toMatchObject([
      {
        person: { id: director.personId, name: director.name },
        role: 'director',
        sense: 'creative',
        decision: 'declined',
        comment: 'Too sad',
        reason: '',
        statement,
        signedInBy: expect.stringMatching(/^personal link issued by /) as string,
      },
      { decision: 'approved with changes', comment: 'Better' },
    ]);
    const ofFilm = (await composer.json('GET', `/api/films/${filmId}/sign-offs`)) as SignOff[];
    expect(ofFilm.slice(-2)).toEqual(signOffs);
    const audit = (await composer.json('GET', `/api/films/${filmId}/audit`)) as AuditEntry[];
    expect(audit[0]).toMatchObject({
      act: 'sign-off.recorded',
      actorName: director.name,
      subject: {
        versionId,
        cueId,
        sense: 'creative',
        decision: 'approved with changes',
        sha256: statement.sha256,
      },
    });
  });

  it('cannot be changed or deleted, not even in the database', async () => {
    await sign(director, await statementOf());
    await expect(sql`update sign_offs set decision = 'declined'`.execute(server.db)).rejects.toThrow(
      'append-only',
    );
    await expect(sql`delete from sign_offs`.execute(server.db)).rejects.toThrow('append-only');
  });

  it('are refused for temp music', async () => {
    const temp = wavBytes({ pitch: pitch++ });
    const delivered = await deliver(composer, announcement(cueId, temp, 'temp'), temp);
    expect(await codeOf(signOff(director, String(delivered.versionId), 'creative', 'approved'))).toBe(
      'sign-off.temp',
    );
    expect(await codeOf(signOff(director, String(delivered.versionId), 'creative', 'declined'))).toBe(
      'sign-off.temp',
    );
  });

  it('need a reason to approve while must-notes are open', async () => {
    const must = await writeEntry(server, cueId, director, note(versionId, 'must'));
    const statement = await statementOf();
    expect(await codeOf(sign(director, statement))).toBe('sign-off.must-notes');
    expect(await codeOf(sign(director, statement, { decision: 'approved with changes', reason: '  ' }))).toBe(
      'sign-off.must-notes',
    );
    expect(await codeOf(sign(director, statement, { decision: 'declined' }))).toBe('201');
    expect(await codeOf(sign(director, statement, { reason: 'It is fixed in the dub' }))).toBe('201');
    await writeEntry(server, cueId, director, { type: 'resolve', note: must, lamport: 2, at: 0 });
    expect(await codeOf(signOff(director, versionId, 'creative', 'approved'))).toBe('201');
  });

  it('are refused when what was shown no longer holds, and say what changed', async () => {
    const shown = await statementOf();
    await writeEntry(server, cueId, director, note(versionId, 'must'));
    const refused = await sign(director, shown, { reason: 'All the same' });
    expect(await refused.json()).toMatchObject({
      code: 'sign-off.changed',
      detail:
        'Changed while you were reading: the number of open must-notes; the number of open notes. Look at what is being signed once more.',
    });
    const second = await statementOf();
    await composer.json('PATCH', `/api/versions/${versionId}`, { positionFlicks: FILM_START + 1 });
    expect((await (await sign(director, second, { reason: 'x' })).json()) as object).toMatchObject({
      detail: expect.stringContaining('where the version lies against the picture') as string,
    });
    const third = await statementOf();
    await writeEntry(server, cueId, director, {
      type: 'reply',
      note: newId(),
      text: 'and',
      lamport: 2,
      at: 0,
    });
    expect(await (await sign(director, third, { reason: 'x' })).json()).toMatchObject({
      detail: expect.stringContaining('something in the notes') as string,
    });
    expect(
      await codeOf(sign(director, { ...(await statementOf()), versionId: newId() }, { reason: 'x' })),
    ).toBe('sign-off.changed');
    expect(await composer.json('GET', `/api/versions/${versionId}/sign-offs`)).toEqual([]);
  });

  it('never miss a note that is committed at the same moment', async () => {
    const statement = await statementOf();
    const [signed] = await Promise.all([
      sign(director, statement),
      writeEntry(server, cueId, composer, note(versionId, 'must')),
    ]);
    const after = await statementOf();
    const { sign_offs: recorded } = await server.db
      .selectFrom('sign_offs')
      .select(({ fn }) => fn.countAll<number>().as('sign_offs'))
      .where('version_id', '=', versionId)
      .executeTakeFirstOrThrow();
    // Either the decision came first and the note is new to it, or the note came first and the decision was refused.
    expect(recorded).toBe(signed.status === 201 ? 1 : 0);
    expect(after).toMatchObject({ mustNotes: 1, notesSequence: 1 });
  });
});
