import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Delivery, Version } from '@segue/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decoded } from '../testing/decoded.js';
import { announcement, appendUpload, createUpload, deliver, writeCue } from '../testing/music-film.js';
import { sineSamples, wavBytes } from '../testing/sound-bytes.js';
import { startTestServer, type ApiClient, type TestServer } from '../testing/test-server.js';

const fixture = (name: string): Promise<Buffer> => readFile(new URL(`fixtures/${name}`, import.meta.url));

/** What a stand-in was started with. */
interface Started {
  readonly arguments: string[];
  readonly environment: string[];
  readonly pid: number;
}

/** A program in the place of ffmpeg. */
interface StandIn {
  readonly path: string;
  /**
   * What it does when it is started: it says what it was started with, writes a WAV like a program that cannot know how long
   * that will be, and ends with this code, or never.
   */
  plays(wav: Buffer, code: number | null): Promise<void>;
  /** What it was last started with; null when it was not since `plays`. */
  started(): Promise<Started | null>;
}

function standIn(folder: string): StandIn {
  const path = join(folder, 'ffmpeg');
  const [played, notes] = [`${path}.wav`, `${path}.json`];
  return {
    path,
    async plays(wav, code) {
      const endless = Buffer.from(wav);
      endless.fill(0xff, 4, 8);
      endless.fill(0xff, 40, 44);
      await writeFile(played, endless);
      await rm(notes, { force: true });
      const end = code === null ? 'setInterval(() => undefined, 1000)' : `process.exit(${String(code)})`;
      await writeFile(path, script(played, notes, end), { mode: 0o755 });
    },
    async started() {
      const text = await readFile(notes, 'utf8').catch(() => null);
      return text === null ? null : (JSON.parse(text) as Started);
    },
  };
}

const script = (played: string, notes: string, end: string): string => `#!${process.execPath}
const { readFileSync, renameSync, writeFileSync } = require('node:fs');
const notes = ${JSON.stringify(notes)};
const { argv, env, pid } = process;
writeFileSync(notes + '.part', JSON.stringify({ arguments: argv.slice(2), environment: Object.keys(env), pid }));
renameSync(notes + '.part', notes);
process.stdout.write(readFileSync(${JSON.stringify(played)}), () => ${end});
`;

interface Scene {
  readonly server: TestServer;
  readonly composer: ApiClient;
  readonly cueId: string;
}

async function setScene(ffmpeg: string | null): Promise<Scene> {
  const server = await startTestServer({ ffmpeg });
  const filmId = (await server.createFilm()).id;
  const composer = await server.member(filmId, 'composer');
  return { server, composer, cueId: await writeCue(server, filmId, composer, { number: '1m04' }) };
}

const send = ({ composer, cueId }: Scene, bytes: Uint8Array): Promise<Delivery> =>
  deliver(composer, announcement(cueId, bytes), bytes);

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('AAC, and movies, delivered as music where there is no ffmpeg', () => {
  it('are refused with what to do', async () => {
    const scene = await setScene(null);
    try {
      const { state, refusal } = await send(scene, await fixture('sound-only.mp4'));
      expect(state).toBe('refused');
      expect(refusal).toMatch(/MP4.*Export the music.*install ffmpeg/);
    } finally {
      await scene.server.close();
    }
  });
});

describe('AAC, and movies, delivered as music where there is ffmpeg', () => {
  let folder: string;
  let ffmpeg: StandIn;
  let scene: Scene;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'segue-ffmpeg-'));
    ffmpeg = standIn(folder);
    scene = await setScene(ffmpeg.path);
  });
  afterAll(async () => {
    await scene.server.close();
    await rm(folder, { recursive: true });
  });

  it('are what ffmpeg makes of them', async () => {
    await ffmpeg.plays(wavBytes({ samples: 6 * 48_000, bits: 16, pitch: 300 }), 0);
    const { versionId } = await send(scene, await fixture('h264-25.mov'));
    const version = (await scene.composer.json('GET', `/api/versions/${String(versionId)}`)) as Version;
    expect(version).toMatchObject({
      facts: {
        codec: 'aac',
        sampleRate: 48_000,
        channels: 2,
        samples: 6 * 48_000,
        bitDepth: null,
        layout: ['L', 'R'],
      },
      listening: { channels: 2, samples: 6 * 48_000, segments: 2 },
      unplayable: null,
    });
    const segment = await scene.composer.send('GET', `/api/versions/${version.id}/segments/1`);
    const { channels } = await decoded(new Uint8Array(await segment.arrayBuffer()));
    const wanted = [...sineSamples(6 * 48_000, 300, 48_000, 16).subarray(5 * 48_000)].map(
      (sample) => sample << 16,
    );
    expect(channels).toEqual([wanted, wanted]);
  });

  it('are read by a program that is given the file and nothing else', async () => {
    await ffmpeg.plays(wavBytes({ samples: 4800 }), 0);
    await send(scene, await fixture('vp9-24.webm'));
    const started = await ffmpeg.started();
    const following = (option: string): string | undefined =>
      started?.arguments[started.arguments.indexOf(option) + 1];
    expect(following('-protocol_whitelist')).toBe('file,pipe');
    expect(following('-format_whitelist')).not.toMatch(/hls|concat|dash/);
    expect(following('-i')).toMatch(/^file:\//);
    expect(started?.environment).toEqual([]);
  });

  it('are refused when ffmpeg cannot decode them, also when it could at first', async () => {
    await ffmpeg.plays(wavBytes({ samples: 4800 }), 1);
    const { state, refusal } = await send(scene, await fixture('h264-24.mp4'));
    expect(state).toBe('refused');
    expect(refusal).toMatch(/damaged.*Export the music/);
  });

  it('are refused when they hold no sound, or not all of it, before ffmpeg is asked', async () => {
    await ffmpeg.plays(wavBytes({ samples: 4800 }), 0);
    expect((await send(scene, await fixture('prores-24.mov'))).refusal).toMatch(/no sound/);
    const whole = await fixture('faststart-24.mp4');
    expect((await send(scene, whole.subarray(0, whole.length - 2000))).refusal).toMatch(/cut short/);
    expect(await ffmpeg.started()).toBeNull();
  });

  it('end their program when they are called back', async () => {
    await ffmpeg.plays(wavBytes({ samples: 4800 }), null);
    const { composer, cueId } = scene;
    const bytes = await fixture('sound-only.mp4');
    const { id, size } = (await composer.json(
      'POST',
      '/api/deliveries',
      announcement(cueId, bytes),
    )) as Delivery;
    await createUpload(composer, id, size);
    await appendUpload(composer, id, 0, bytes);
    await expect.poll(() => ffmpeg.started(), { timeout: 20_000 }).not.toBeNull();
    const pid = (await ffmpeg.started())?.pid ?? 0;
    expect(isAlive(pid)).toBe(true);
    expect(await composer.outcome('DELETE', `/api/deliveries/${id}`)).toBe(204);
    await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false);
  });
});
