import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AuditEntry, Cut, Delivery, SoundReport, Version } from '@segue/protocol';
import type { BlobStore } from '@segue/storage';
import { FLICKS_PER_SECOND } from '@segue/timecode';
import { Upload } from 'tus-js-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BLOBS } from '../platform/tokens.js';
import {
  announcement,
  appendUpload,
  codeOf,
  createUpload,
  deliver,
  FILM_START,
  settled,
  sha256Of,
  tus,
  writeCue,
} from '../testing/music-film.js';
import { startTestServer, type ApiClient, type TestServer } from '../testing/test-server.js';
import { wavBytes } from '../testing/sound-bytes.js';
import { Arrivals } from './arrivals.js';

const fixture = (name: string): Promise<Buffer> =>
  readFile(fileURLToPath(new URL(`fixtures/${name}`, import.meta.url)));

describe('uploads', () => {
  let server: TestServer;
  let filmId: string;
  let composer: ApiClient;
  let mixer: ApiClient;

  beforeAll(async () => {
    server = await startTestServer();
    filmId = (await server.createFilm()).id;
    composer = await server.member(filmId, 'composer');
    mixer = await server.member(filmId, 'mixer');
  });
  afterAll(() => server.close());

  const newCue = (number = '1m04', start: number | null = null): Promise<string> =>
    writeCue(server, filmId, composer, { number, in: start });
  const announce = async (cueId: string, bytes: Uint8Array): Promise<Delivery> =>
    (await composer.json('POST', '/api/deliveries', announcement(cueId, bytes))) as Delivery;
  const versionsOf = async (cueId: string): Promise<Version[]> =>
    (await composer.json('GET', `/api/cues/${cueId}/versions`)) as Version[];
  /** Names of the files that belong to the delivery. */
  const leftBehind = async (deliveryId: string): Promise<string[]> =>
    (await readdir(join(server.dataFolder, 'uploads'))).filter((name) => name.startsWith(deliveryId));
  const isStored = async (bytes: Uint8Array): Promise<boolean> =>
    (await server.app.get<BlobStore>(BLOBS).size(sha256Of(bytes))) !== null;

  it('are open to the person who announced the file, and to nobody else', async () => {
    const bytes = wavBytes({ samples: 100 });
    const { id, size } = await announce(await newCue(), bytes);
    expect(await codeOf(createUpload(server.anonymous, id, size))).toBe('session.missing');
    expect(await codeOf(createUpload(mixer, id, size))).toBe('not-found');
    expect(await codeOf(createUpload(composer, id, size))).toBe('201');
    for (const client of [server.anonymous, mixer]) {
      const code = client === mixer ? 'not-found' : 'session.missing';
      expect(await codeOf(appendUpload(client, id, 0, bytes))).toBe(code);
    }
    expect((await tus(mixer, 'HEAD', `/${id}`, {})).status).toBe(404);
    expect((await tus(server.anonymous, 'HEAD', `/${id}`, {})).status).toBe(401);
    const foreign = { headers: { origin: 'https://elsewhere.example', 'Tus-Resumable': '1.0.0' } };
    expect(await codeOf(composer.send('PATCH', `/api/uploads/${id}`, foreign))).toBe('request.origin');
    expect((await composer.send('DELETE', `/api/uploads/${id}`)).status).toBe(404);
    expect(await composer.json('GET', `/api/deliveries/${id}`)).toMatchObject({ state: 'uploading' });
  });

  it('have to be of the size that was announced', async () => {
    const bytes = wavBytes({ samples: 100 });
    const { id, size } = await announce(await newCue(), bytes);
    expect(await codeOf(createUpload(composer, id, size + 1))).toBe('request.invalid');
    for (const metadata of ['', 'delivery', 'delivery AAAA', ' , ,,', 'film Zm9v']) {
      const headers = { 'Upload-Length': String(size), 'Upload-Metadata': metadata };
      expect(await codeOf(tus(composer, 'POST', '', headers))).toBe('request.invalid');
    }
    await createUpload(composer, id, size);
    expect((await appendUpload(composer, id, 0, Buffer.concat([bytes, bytes]))).status).toBe(413);
    expect(await composer.json('GET', `/api/deliveries/${id}`)).toMatchObject({ state: 'uploading' });
  });

  it('end when the person may no longer deliver', async () => {
    const orchestrator = await server.member(filmId, 'orchestrator');
    const bytes = wavBytes({ samples: 100 });
    const delivery = (await orchestrator.json(
      'POST',
      '/api/deliveries',
      announcement(await newCue(), bytes),
    )) as Delivery;
    await createUpload(orchestrator, delivery.id, delivery.size);
    await composer.json('PATCH', `/api/films/${filmId}/people/${orchestrator.personId}`, {
      role: 'observer',
    });
    expect(await codeOf(appendUpload(orchestrator, delivery.id, 0, bytes))).toBe('access.denied');
  });

  it('become a version with its facts, place, peaks and a line in the audit log', async () => {
    const cueId = await newCue('1m05', FILM_START + 1000);
    const bytes = wavBytes({ samples: 48_000, timeReference: (3600 + 10) * 48_000 });
    const ready = await deliver(composer, announcement(cueId, bytes), bytes);
    expect(ready).toMatchObject({ state: 'ready', progress: 1, refusal: null });
    expect(await versionsOf(cueId)).toEqual([
      {
        id: ready.versionId,
        filmId,
        cueId,
        number: 1,
        kind: 'mix',
        tempoMap: null,
        writtenToCutId: null,
        fileName: '1m01 mix.wav',
        size: bytes.length,
        sha256: sha256Of(bytes),
        facts: {
          container: 'wav',
          codec: 'pcm-int',
          sampleRate: 48_000,
          channels: 2,
          bitDepth: 24,
          samples: 48_000,
          layout: ['L', 'R'],
          timeReference: 3610 * 48_000,
          description: '',
          production: null,
        },
        report: expect.objectContaining({ trailingSilence: expect.any(Number) as number }) as SoundReport,
        listening: {
          sampleRate: 48_000,
          channels: 2,
          samples: 48_000,
          segmentSamples: 240_000,
          segments: 1,
          light: { channels: 2 },
        },
        unplayable: null,
        stems: [],
        lengthFlicks: FLICKS_PER_SECOND,
        positionFlicks: FILM_START + 1000,
        stampedFlicks: FILM_START + 10 * FLICKS_PER_SECOND,
        uploadedBy: { personId: composer.personId, name: composer.name },
        createdAt: expect.any(String) as string,
      },
    ]);
    expect(await leftBehind(ready.id)).toEqual([]);
    const audit = (await composer.json('GET', `/api/films/${filmId}/audit`)) as AuditEntry[];
    expect(audit[0]).toMatchObject({
      act: 'version.uploaded',
      actorName: composer.name,
      subject: { versionId: ready.versionId, number: 1, sha256: sha256Of(bytes) },
    });
  });

  it('go on where they broke off, with the stock tus client', async () => {
    const cueId = await newCue();
    const bytes = wavBytes({ samples: 20_000 });
    const half = bytes.length / 2;
    const delivery = await announce(cueId, bytes);
    await createUpload(composer, delivery.id, delivery.size);
    await appendUpload(composer, delivery.id, 0, bytes.subarray(0, half));
    const looked = await tus(composer, 'HEAD', `/${delivery.id}`, {});
    expect(looked.headers.get('upload-offset')).toBe(String(half));

    const offsets: number[] = [];
    await new Promise<void>((resolve, reject) => {
      const upload = new Upload(bytes, {
        uploadUrl: `${server.url}/api/uploads/${delivery.id}`,
        headers: { cookie: composer.cookie },
        onProgress: (sent) => offsets.push(sent),
        onSuccess: () => {
          resolve();
        },
        onError: reject,
      });
      upload.start();
    });
    expect(Math.min(...offsets)).toBeGreaterThanOrEqual(half);
    expect(await settled(composer, delivery.id)).toMatchObject({ state: 'ready' });
    expect(await versionsOf(cueId)).toMatchObject([{ number: 1, sha256: sha256Of(bytes) }]);
    expect(await codeOf(appendUpload(composer, delivery.id, half, bytes.subarray(half)))).toBe(
      'delivery.closed',
    );
    expect(await codeOf(createUpload(composer, delivery.id, delivery.size))).toBe('delivery.closed');
  });

  it('that differ from what was announced are refused, and nothing stays behind', async () => {
    const cueId = await newCue();
    const bytes = wavBytes({ pitch: 401 });
    const other = wavBytes({ pitch: 402 });
    const refused = await deliver(composer, announcement(cueId, bytes), other);
    expect(refused).toMatchObject({
      state: 'refused',
      refusal: 'What arrived is not the file that was announced. Upload it again.',
    });
    expect(await leftBehind(refused.id)).toEqual([]);
    expect(await versionsOf(cueId)).toEqual([]);
    expect(await isStored(bytes)).toBe(false);
    expect(await isStored(other)).toBe(false);
  });

  it('of a truncated WAV are refused in words, and nothing stays behind', async () => {
    const cueId = await newCue();
    const bytes = wavBytes({ pitch: 403 }).subarray(0, 100_000);
    const refused = await deliver(composer, announcement(cueId, bytes), bytes);
    expect(refused.state).toBe('refused');
    expect(refused.refusal).toMatch(/cut short|truncated|breaks off|missing/i);
    expect(await leftBehind(refused.id)).toEqual([]);
    expect(await versionsOf(cueId)).toEqual([]);
    expect(await isStored(bytes)).toBe(false);
  });

  it('are not taken twice for one cue, but may be for another', async () => {
    const cueId = await newCue('1m04');
    const bytes = wavBytes({ pitch: 404 });
    // Both are announced before either is there: the later one is found out only when it has been read.
    const early = await announce(cueId, bytes);
    const late = await announce(cueId, bytes);
    for (const { id, size } of [early, late]) {
      await createUpload(composer, id, size);
      await appendUpload(composer, id, 0, bytes);
    }
    const { versionId } = await settled(composer, early.id);
    const said = 'This very file is already here as v1 of 1m04.';
    expect(await settled(composer, late.id)).toMatchObject({ state: 'refused', refusal: said });

    const again = await composer.send('POST', '/api/deliveries', { json: announcement(cueId, bytes) });
    expect(await again.json()).toMatchObject({
      code: 'delivery.duplicate',
      detail: said,
      extra: { versionId },
    });
    const elsewhere = await deliver(composer, announcement(await newCue('2m01'), bytes), bytes);
    expect(elsewhere.state).toBe('ready');
  });

  it('are numbered in turn, and a removed version keeps its number', async () => {
    const cueId = await newCue();
    const files = [410, 411, 412].map((pitch) => wavBytes({ pitch, samples: 1000 }));
    const [first, second, third] = files.map((bytes) => deliver(composer, announcement(cueId, bytes), bytes));
    await Promise.all([first, second, third]);
    const numbered = await versionsOf(cueId);
    expect(numbered.map(({ number }) => number)).toEqual([1, 2, 3]);
    await composer.json('DELETE', `/api/versions/${String(numbered[2]?.id)}`);
    const bytes = wavBytes({ pitch: 413 });
    await deliver(composer, announcement(cueId, bytes), bytes);
    expect((await versionsOf(cueId)).map(({ number }) => number)).toEqual([1, 2, 4]);
  });

  it('that had arrived when the server stopped are read at its next start', async () => {
    const bytes = wavBytes({ pitch: 420 });
    const arrived = await announce(await newCue(), bytes);
    const lost = await announce(await newCue(), bytes);
    await writeFile(join(server.dataFolder, 'uploads', arrived.id), bytes);
    const ids = [arrived.id, lost.id];
    await server.db.updateTable('deliveries').set({ state: 'reading' }).where('id', 'in', ids).execute();

    await server.app.get(Arrivals).onApplicationBootstrap();
    expect(await settled(composer, arrived.id)).toMatchObject({ state: 'ready' });
    expect(await settled(composer, lost.id)).toMatchObject({
      state: 'refused',
      refusal: 'The uploaded file is no longer on the server. Upload it again.',
    });
  });

  it('of a movie give the cut its picture, with what does not fit said in words', async () => {
    const cut = (await composer.json('POST', `/api/films/${filmId}/cuts`, {
      name: 'Fine cut',
      date: '2026-01-02',
    })) as Cut;
    const movie = await fixture('h264-25.mov');
    const announced = {
      purpose: 'movie',
      cutId: cut.id,
      fileName: 'reel 1.mov',
      size: movie.length,
      sha256: sha256Of(movie),
    };
    expect(await deliver(composer, announced, movie)).toMatchObject({ state: 'ready', versionId: null });
    const [withMovie] = ((await composer.json('GET', `/api/films/${filmId}/cuts`)) as Cut[]).filter(
      ({ id }) => id === cut.id,
    );
    expect(withMovie?.movie).toMatchObject({
      fileName: 'reel 1.mov',
      size: movie.length,
      sha256: sha256Of(movie),
    });
    expect(withMovie?.movie?.facts.lengthFlicks).toBe(FLICKS_PER_SECOND);
    expect(withMovie?.movie?.facts.warnings[0]).toMatch(/25\.000 frames per second, the film at 24/);
    expect(await composer.outcome('POST', '/api/deliveries', announced)).toBe('delivery.duplicate');
    const audit = (await composer.json('GET', `/api/films/${filmId}/audit`)) as AuditEntry[];
    expect(audit[0]).toMatchObject({ act: 'cut.movie-uploaded', subject: { cutId: cut.id } });
  });

  it('of a movie that browsers do not play are refused with what to export', async () => {
    const cut = (await composer.json('POST', `/api/films/${filmId}/cuts`, {
      name: 'ProRes',
      date: '2026-01-03',
    })) as Cut;
    const movie = await fixture('prores-24.mov');
    const announced = {
      purpose: 'movie',
      cutId: cut.id,
      fileName: 'r1.mov',
      size: movie.length,
      sha256: sha256Of(movie),
    };
    const refused = await deliver(composer, announced, movie);
    expect(refused.refusal).toMatch(/ProRes.*Export the cut as MP4 with H\.264 and AAC\./);
    expect(await leftBehind(refused.id)).toEqual([]);
  });
});
