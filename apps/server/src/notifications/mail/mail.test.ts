import { newId, type Installation, type MailSettings, type Notices, type Version } from '@segue/protocol';
import { createDatabase } from '@segue/storage/test-databases';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { announcement, deliver, FILM_START, note, writeCue, writeEntry } from '../../testing/music-film.js';
import { startMailReceiver, type MailReceiver } from '../../testing/mail-receiver.js';
import { startSecondNode } from '../../testing/second-node.js';
import { wavBytes } from '../../testing/sound-bytes.js';
import { startTestServer, type ApiClient, type TestServer } from '../../testing/test-server.js';
import { EventFollower } from '../event-follower.js';
import { Mailer } from './mailer.js';

const PUBLIC_URL = 'https://segue.example.org';

describe('mail', () => {
  let post: MailReceiver;
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let server: TestServer;
  let filmId: string;
  let cueId: string;
  let version: Version;
  let director: ApiClient;
  let composer: ApiClient;
  let lamport = 1;

  beforeAll(async () => {
    post = await startMailReceiver();
    database = await createDatabase();
    server = await startTestServer({ databaseUrl: database.url, mail: mailConfig() });
    filmId = (await server.createFilm()).id;
    director = await server.member(filmId, 'director');
    composer = await server.member(filmId, 'composer');
    await giveAddress(composer, 'composer@example.org');
    cueId = await writeCue(server, filmId, composer, { number: '1m04', title: 'Dawn', in: FILM_START });
    const sound = wavBytes();
    const { versionId } = await deliver(composer, announcement(cueId, sound), sound);
    version = (await composer.json('GET', `/api/versions/${versionId ?? ''}`)) as Version;
    await server.app.get(EventFollower).catchUp();
    await server.db.deleteFrom('film_events').execute();
  });
  afterAll(async () => {
    await server.close();
    await database.drop();
    await post.close();
  });
  beforeEach(async () => {
    await server.db.deleteFrom('film_events').execute();
    await server.db.deleteFrom('mails').execute();
    await server.db.deleteFrom('mail_settings').execute();
    post.received.length = 0;
  });
  afterEach(() => {
    post.answer = () => null;
  });

  const mailConfig = () => ({
    smtpUrl: `smtp://segue:geheim%2B1@127.0.0.1:${post.port}/?ignoreTLS=true`,
    from: 'Segue <segue@example.org>',
    publicUrl: PUBLIC_URL,
  });
  const giveAddress = (person: ApiClient, email: string) =>
    server.db.updateTable('people').set({ contact_email: email }).where('id', '=', person.personId).execute();
  /** The director gives a note; told, and so many minutes ago. */
  const giveNote = async (minutesAgo: number, cue = cueId): Promise<string> => {
    const id = await writeEntry(server, cue, director, note(version.id, 'must', lamport++));
    await server.app.get(EventFollower).catchUp();
    await sql`update film_events set happened_at = now() - ${minutesAgo} * interval '1 minute' where id = ${id}`.execute(
      server.db,
    );
    return id;
  };
  const turn = (): Promise<void> => server.app.get(Mailer).turn(new Date());
  const mails = () => server.db.selectFrom('mails').selectAll().orderBy('created_at').execute();
  /** As if the pauses and leases of all mails had gone by. */
  const letPass = (): Promise<unknown> =>
    sql`update mails set next_try = now(), sending_until = now() - interval '1 second'`.execute(server.db);
  const choose = (rhythm: MailSettings['rhythm'], timeZone = 'Europe/Berlin') =>
    composer.json('PUT', '/api/me/mail', { rhythm, timeZone });
  const administration = async () =>
    ((await server.owner.json('GET', '/api/installation')) as Installation).mail;

  it('carries the notes of a cue, each with a link to its frame, once', async () => {
    const first = await giveNote(4);
    const second = await giveNote(3);
    await turn();
    await turn();
    expect(post.received).toHaveLength(1);
    const [mail] = post.received;
    expect(mail?.to).toEqual(['composer@example.org']);
    expect(mail?.header('subject')).toBe('The Long Take, 1m04 Dawn: 2 pieces of news');
    expect(mail?.header('from')).toBe('Segue <segue@example.org>');
    expect(mail?.header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(mail?.text).toContain('01:00:00:00  the director gave a note on v1\n  Less reverb\n');
    for (const id of [first, second])
      expect(mail?.text).toContain(`${PUBLIC_URL}/films/${filmId}/cues/${cueId}?version=1&note=${id}`);
    expect(await administration()).toEqual({
      waiting: 0,
      troubled: 0,
      failed: 0,
      unsure: 0,
      lastTrouble: null,
    });
  });

  it('is written in the language that the person chose, and leads to a page in it', async () => {
    await composer.json('PATCH', '/api/me', { language: 'ja' });
    await giveNote(4);
    await giveNote(3);
    await turn();
    const [mail] = post.received;
    expect(mail?.header('subject')).toMatch(/^=\?UTF-8\?/i);
    expect(mail?.header('content-language')).toBe('ja');
    expect(mail?.text).toContain('the directorがv1にノートを記入\n  Less reverb\n');
    const stop = new URL((mail?.header('list-unsubscribe') ?? '').slice(1, -1));
    const page = await fetch(server.url + stop.pathname, { redirect: 'manual' });
    expect(page.headers.get('location')).toMatch(/^\/unsubscribe\?language=ja#/);
    expect(await composer.outcome('PATCH', '/api/me', { language: 'tlh' })).toBe('request.invalid');
    await server.db.updateTable('people').set({ language: null }).execute();
  });

  it('waits while notes are being given, and is not sent for what was read in the app', async () => {
    await giveNote(1);
    await turn();
    expect(post.received).toEqual([]);
    const { notices } = (await composer.json('GET', '/api/me/notices')) as Notices;
    await composer.json('POST', '/api/me/notices/read', { ids: [notices[0]?.id] });
    await giveNote(3);
    await turn();
    expect(post.received.map((mail) => mail.header('subject'))).toEqual([
      'The Long Take, 1m04 Dawn: the director gave a note on v1',
    ]);
  });

  it('is sent by one node, however many look', async () => {
    const other = await startSecondNode({ databaseUrl: database.url, mail: mailConfig() });
    for (let reel = 2; reel < 10; reel++)
      await giveNote(3, await writeCue(server, filmId, composer, { number: `${reel}m01`, in: FILM_START }));
    const both = [server, other].map(({ app }) => app.get(Mailer));
    await Promise.all(both.map((mailer) => mailer.turn(new Date())));
    await Promise.all(both.map((mailer) => mailer.turn(new Date())));
    expect(post.received).toHaveLength(8);
    expect(new Set(post.received.map((mail) => mail.header('message-id'))).size).toBe(8);
    await other.close();
  });

  it('is tried again when the server does not take it, and the owner sees why', async () => {
    await giveNote(3);
    post.answer = () => ({ at: 'data', code: 451, text: 'Disk full, said geheim+1' });
    await turn();
    expect(await administration()).toMatchObject({ waiting: 1, troubled: 1, failed: 0 });
    expect((await administration())?.lastTrouble).toMatch(/Disk full, said …/);
    await turn();
    expect(post.received).toEqual([]);
    post.answer = () => null;
    await letPass();
    await turn();
    expect(post.received).toHaveLength(1);
    expect(await administration()).toMatchObject({ waiting: 0, troubled: 0 });
  });

  it('is given up when its address is refused for good, or after the last try', async () => {
    await giveNote(3);
    post.answer = () => ({ at: 'rcpt', code: 550, text: 'Nobody of that name' });
    await turn();
    expect(await administration()).toMatchObject({ waiting: 0, failed: 1 });
    post.answer = () => ({ at: 'rcpt', code: 450, text: 'Later' });
    await giveNote(3);
    for (let tries = 0; tries < 7; tries++) {
      await letPass();
      await turn();
    }
    expect(await mails()).toMatchObject([{ state: 'failed' }, { state: 'failed', tries: 7 }]);
  });

  it('is never sent a second time once the mail server may have it', async () => {
    await giveNote(3);
    // It took the mail, and the connection broke before it said so.
    post.answer = () => ({ at: 'cut' });
    await turn();
    expect(post.received).toHaveLength(1);
    expect(await mails()).toMatchObject([{ state: 'unsure' }]);
    post.answer = () => null;
    await letPass();
    await turn();
    expect(post.received).toHaveLength(1);
    expect(await administration()).toMatchObject({ unsure: 1, waiting: 0 });
    // The person was told all the same, in the app.
    expect(((await composer.json('GET', '/api/me/notices')) as Notices).unread).toBeGreaterThan(0);
  });

  it('of a node that was killed goes on, or is left where nobody knows', async () => {
    const killed = { person_id: composer.personId, film_id: filmId, state: 'sending', tries: 1 };
    const ids = [newId(), newId()];
    for (const [at, id] of ids.entries()) {
      await giveNote(3);
      await server.db
        .insertInto('mails')
        .values({ ...killed, id, handed_over: at === 1 })
        .execute();
      await server.db.updateTable('notices').set({ mail_id: id }).where('mail_id', 'is', null).execute();
    }
    await turn();
    expect(post.received).toEqual([]);
    await letPass();
    await turn();
    expect(post.received).toHaveLength(1);
    const states = new Map((await mails()).map(({ id, state }) => [id, state]));
    expect(ids.map((id) => states.get(id))).toEqual(['sent', 'unsure']);
  });

  it('goes as each person has chosen', async () => {
    expect(await composer.json('GET', '/api/me/mail')).toEqual({
      sends: true,
      address: 'composer@example.org',
      rhythm: 'instant',
      timeZone: 'UTC',
    });
    await choose('round');
    await giveNote(30);
    await turn();
    expect(post.received).toEqual([]);
    await server.db
      .insertInto('film_events')
      .values({
        id: newId(),
        film_id: filmId,
        cue_id: cueId,
        kind: 'round',
        happened_at: new Date(Date.now() - 180_000),
      })
      .execute();
    await turn();
    expect(post.received).toHaveLength(1);

    await choose('daily');
    await giveNote(24 * 60);
    await giveNote(24 * 60, await writeCue(server, filmId, composer, { number: '3m01', in: FILM_START }));
    await turn();
    expect(post.received[1]?.header('subject')).toBe('The Long Take: 2 pieces of news on 2 cues');

    await choose('none');
    await giveNote(3);
    await choose('instant');
    await turn();
    expect(post.received).toHaveLength(2);
    expect(await composer.outcome('PUT', '/api/me/mail', { rhythm: 'daily', timeZone: 'Mars/Olympus' })).toBe(
      'request.invalid',
    );
  });

  it('ends with the link in it, which only a press follows', async () => {
    await giveNote(3);
    await turn();
    const link = /<(.*)>/.exec(post.received[0]?.header('list-unsubscribe') ?? '')?.[1] ?? '';
    expect(link.startsWith(`${PUBLIC_URL}/api/mail/unsubscribe/`)).toBe(true);
    const path = new URL(link).pathname;
    const looked = await fetch(server.url + path, { redirect: 'manual' });
    expect([looked.status, looked.headers.get('location')]).toEqual([
      303,
      `/unsubscribe#${path.split('/').at(-1) ?? ''}`,
    ]);
    expect(((await composer.json('GET', '/api/me/mail')) as MailSettings).rhythm).toBe('instant');
    const body = Buffer.from('List-Unsubscribe=One-Click');
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await server.anonymous.send('POST', path, { body, headers })).status).toBe(204);
    expect(((await composer.json('GET', '/api/me/mail')) as MailSettings).rhythm).toBe('none');
    expect(await server.anonymous.outcome('POST', `${path.slice(0, -1)}_`)).toBe('not-found');
  });

  it('goes to nobody who left the film, or whose note was withdrawn', async () => {
    const mixer = await server.member(filmId, 'mixer');
    await giveAddress(mixer, 'mixer@example.org');
    const noteId = await giveNote(1);
    await sql`update film_events set happened_at = now() - interval '3 minutes'`.execute(server.db);
    // Put into mails, which the server does not take yet.
    post.answer = () => ({ at: 'rcpt', code: 450, text: 'Later' });
    await turn();
    expect(await mails()).toHaveLength(2);
    await server.owner.json('DELETE', `/api/films/${filmId}/people/${mixer.personId}`);
    post.answer = () => null;
    await letPass();
    await writeEntry(server, cueId, director, { type: 'withdraw', of: noteId, lamport: lamport++, at: 0 });
    await server.app.get(EventFollower).catchUp();
    await turn();
    expect(post.received).toEqual([]);
    expect((await mails()).map(({ state }) => state)).toEqual(['needless', 'needless']);
  });
});
