import { createHash } from 'node:crypto';
import { newId } from '@segue/protocol';
import type { Attachment } from '@segue/review-document';
import type { BlobStore, Database } from '@segue/storage';
import { createDatabase } from '@segue/storage/test-databases';
import { sql, type Transaction } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { forgetFiles, holdFiles } from '../deliveries/forget-files.js';
import { BLOBS } from '../platform/tokens.js';
import { FILM_START, note, writeCue, writeEntry } from '../testing/music-film.js';
import { startTestServer, type ApiClient, type TestServer } from '../testing/test-server.js';

const png = (more = ''): Buffer => Buffer.from(`\x89PNG\r\n\x1a\n\0\0\0\rIHDR${more}`, 'latin1');
const pdf = Buffer.from('%PDF-1.7\na page');

describe('files on notes', () => {
  let server: TestServer;
  let filmId: string;
  let cueId: string;
  let director: ApiClient;
  let observer: ApiClient;
  let stranger: ApiClient;

  beforeAll(async () => {
    server = await startTestServer();
    filmId = (await server.createFilm()).id;
    const composer = await server.member(filmId, 'composer');
    director = await server.member(filmId, 'director');
    observer = await server.member(filmId, 'observer');
    stranger = await server.member((await server.createFilm()).id, 'producer');
    cueId = await writeCue(server, filmId, composer, { number: '1m01', in: FILM_START });
  });
  afterAll(() => server.close());

  const bring = (who: ApiClient, name: string, body: Uint8Array, cue = cueId): Promise<Response> =>
    who.send('POST', `/api/cues/${cue}/attachments?name=${encodeURIComponent(name)}`, { body });
  const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;
  const brought = async (who: ApiClient, name: string, body: Uint8Array, cue = cueId) =>
    (await (await bring(who, name, body, cue)).json()) as Attachment;

  it('are known by their content, whatever they are called', async () => {
    expect(await brought(director, 'storyboard.exe', png())).toEqual({
      file: createHash('sha256').update(png()).digest('hex'),
      name: 'storyboard.exe.png',
      type: 'image/png',
      bytes: png().length,
    });
    const svg = await bring(director, 'storyboard.png', Buffer.from('<svg onload="alert(1)"/>'));
    expect([svg.status, await codeOf(svg)]).toEqual([415, 'attachment.type']);
    const empty = await bring(director, 'storyboard.png', new Uint8Array());
    expect(await codeOf(empty)).toBe('request.invalid');
  });

  it('are brought by those who comment and read by those who read', async () => {
    expect(await codeOf(await bring(observer, 'a.png', png()))).toBe('access.denied');
    expect(await codeOf(await bring(stranger, 'a.png', png()))).toBe('not-found');
    expect(await codeOf(await bring(server.anonymous, 'a.png', png()))).toBe('session.missing');
    const { file } = await brought(director, 'a.png', png('read'));
    const path = `/api/cues/${cueId}/attachments/${file}`;
    expect(await observer.outcome('GET', path)).toBe(200);
    expect(await stranger.outcome('GET', path)).toBe('not-found');
    expect(await observer.outcome('GET', `/api/cues/${cueId}/attachments/${'0'.repeat(64)}`)).toBe(
      'not-found',
    );
    expect(await observer.outcome('GET', `/api/cues/${cueId}/attachments/storyboard.png`)).toBe(
      'request.invalid',
    );
    // The same bytes on another cue are not there before somebody brings them.
    const other = await writeCue(server, filmId, director, { number: '1m02', in: FILM_START });
    expect(await observer.outcome('GET', `/api/cues/${other}/attachments/${file}`)).toBe('not-found');
  });

  it('are shown as what they are, and run as nothing', async () => {
    const image = await brought(director, 'dusk.png', png('dusk'));
    const shown = await observer.send('GET', `/api/cues/${cueId}/attachments/${image.file}`);
    const headers = Object.fromEntries(shown.headers);
    expect(headers).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': 'inline',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache',
    });
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(png('dusk'));

    const paper = await brought(director, 'Partitur „Ende“.pdf', pdf);
    const range = await observer.send('GET', `/api/cues/${cueId}/attachments/${paper.file}`, {
      headers: { range: 'bytes=0-3' },
    });
    expect([range.status, await range.text()]).toEqual([206, '%PDF']);
    expect(range.headers.get('content-type')).toBe('application/pdf');
    expect(range.headers.get('content-security-policy')).toContain('sandbox');
    expect(range.headers.get('content-disposition')).toMatch(/^attachment; .*filename\*=UTF-8''Partitur/);
  });

  it('are at most 20 MB, and nothing of a larger one stays', async () => {
    const large = png('x'.repeat(20_000_001));
    const response = await bring(director, 'large.png', large);
    expect([response.status, await codeOf(response)]).toEqual([413, 'request.too-large']);
    const blobs = server.app.get<BlobStore>(BLOBS);
    expect(await blobs.size(createHash('sha256').update(large).digest('hex'))).toBeNull();
  });

  it('stay in the store when a delivery of the same bytes comes to nothing', async () => {
    const { file } = await brought(director, 'kept.png', png('kept'));
    const blobs = server.app.get<BlobStore>(BLOBS);
    await forgetFiles(server.db, blobs, file);
    expect(await blobs.size(file)).toBe(png('kept').length);
  });

  it('are at most 200 on a cue, and 500 MB', async () => {
    const fill = async (files: number, bytes: number): Promise<string> => {
      const cue = await writeCue(server, filmId, director, { number: '2m01', in: FILM_START });
      const row = { cue_id: cue, person_id: director.personId, name: 'a.png', type: 'image/png', bytes };
      const rows = Array.from({ length: files }, (_, n) => ({ ...row, sha256: String(n).padStart(64, '0') }));
      await server.db.insertInto('attachments').values(rows).execute();
      return cue;
    };
    const many = await fill(199, 1);
    expect((await bring(director, 'a.png', png('200th'), many)).status).toBe(201);
    const refused = await bring(director, 'a.png', png('201st'), many);
    expect([refused.status, await codeOf(refused)]).toEqual([409, 'attachment.quota']);

    const heavy = await fill(25, 19_999_999);
    expect((await bring(director, 'a.png', png('x'.repeat(100)), heavy)).status).toBe(409);
    const gone = createHash('sha256').update(png('201st')).digest('hex');
    expect(await server.app.get<BlobStore>(BLOBS).size(gone)).toBeNull();
  });

  it('give their place to others when they were put on nothing for a day', async () => {
    const cue = await writeCue(server, filmId, director, { number: '3m01', in: FILM_START });
    const sent = await brought(director, 'sent.png', png('sent'), cue);
    const replied = await brought(director, 'replied.png', png('replied'), cue);
    const unsent = await brought(director, 'unsent.png', png('unsent'), cue);
    const noteId = await writeEntry(server, cue, director, {
      ...note(newId(), 'taste'),
      attachments: [sent],
    });
    const answer = { type: 'reply', note: noteId, text: 'So.', lamport: 2, at: 0 } as const;
    await writeEntry(server, cue, director, { ...answer, attachments: [replied] });
    await sql`update attachments set at = now() - interval '25 hours' where cue_id = ${cue}`.execute(
      server.db,
    );
    const young = { cue_id: cue, person_id: director.personId, name: 'a.png', type: 'image/png', bytes: 1 };
    const rows = Array.from({ length: 197 }, (_, n) => ({ ...young, sha256: String(n).padStart(64, '0') }));
    await server.db.insertInto('attachments').values(rows).execute();

    expect((await bring(director, 'a.png', png('in its place'), cue)).status).toBe(201);
    const blobs = server.app.get<BlobStore>(BLOBS);
    const kept = await Promise.all([sent, replied, unsent].map(({ file }) => blobs.size(file)));
    expect(kept).toEqual([sent.bytes, replied.bytes, null]);
    // Those that are young stay, and so does what is on a note.
    expect((await bring(director, 'a.png', png('one too many'), cue)).status).toBe(409);
  });

  it('are not taken when the same bytes were forgotten elsewhere at that moment', async () => {
    // The embedded database does one thing after the other.
    const { url, drop } = await createDatabase();
    const other = await startTestServer({ databaseUrl: url });
    try {
      const film = (await other.createFilm()).id;
      const author = await other.member(film, 'director');
      const cue = await writeCue(other, film, author, { number: '1m01', in: FILM_START });
      const bytes = png('brought twice');
      const file = createHash('sha256').update(bytes).digest('hex');
      const blobs = other.app.get<BlobStore>(BLOBS);
      const { coming } = await other.db.transaction().execute(async (trx) => {
        await holdFiles(trx, [file]);
        const coming = bring(author, 'a.png', bytes, cue);
        await vi.waitFor(() => expectSomebodyWaits(trx), { timeout: 20_000 });
        await blobs.remove(file);
        return { coming };
      });
      expect(await codeOf(await coming)).toBe('storage.unavailable');
      expect(await author.outcome('GET', `/api/cues/${cue}/attachments/${file}`)).toBe('not-found');
      await brought(author, 'a.png', bytes, cue);
      expect(await blobs.size(file)).toBe(bytes.length);
    } finally {
      await other.close();
      await drop();
    }
  });
});

async function expectSomebodyWaits(trx: Transaction<Database>): Promise<void> {
  const { rows } = await sql`
    select from pg_locks join pg_database on pg_database.oid = database
    where datname = current_database() and locktype = 'advisory' and not granted`.execute(trx);
  expect(rows).toHaveLength(1);
}
