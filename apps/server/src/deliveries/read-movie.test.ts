import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FLICKS_PER_SECOND } from '@segue/timecode';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMovie, UnreadableMovie } from './read-movie.js';

const fixture = (name: string): string => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));

describe('readMovie', () => {
  it('reads the facts of an MP4 that fits the film', async () => {
    expect(await readMovie(fixture('h264-24.mp4'), '24')).toEqual({
      container: 'MP4',
      videoCodec: 'avc',
      audioCodec: 'aac',
      width: 64,
      height: 48,
      framesPerSecond: 24,
      lengthFlicks: FLICKS_PER_SECOND,
      firstFrameFlicks: 0,
      warnings: [],
    });
  });

  it('tells 23.976 from 24 within a second of picture', async () => {
    expect((await readMovie(fixture('h264-23976.mp4'), '23.976')).warnings).toEqual([]);
    expect((await readMovie(fixture('h264-23976.mp4'), '24')).warnings).toEqual([
      'The movie runs at 23.976 frames per second, the film at 24: picture and timecode will drift.',
    ]);
  });

  it('takes H.264 in QuickTime, and says what may go wrong', async () => {
    const facts = await readMovie(fixture('h264-25.mov'), '24');
    expect(facts).toMatchObject({ container: 'QuickTime', framesPerSecond: 25 });
    expect(facts.warnings).toEqual([
      'The movie runs at 25.000 frames per second, the film at 24: picture and timecode will drift.',
      'This is a QuickTime file. Should a browser not play it, export the cut as MP4.',
    ]);
  });

  it('takes VP9 and Opus in WebM', async () => {
    expect(await readMovie(fixture('vp9-24.webm'), '24')).toMatchObject({
      container: 'WebM',
      videoCodec: 'vp9',
      audioCodec: 'opus',
      warnings: [],
    });
  });

  it.each([
    ['hevc-24.mp4', 'The picture is H.265 (HEVC) in MP4, which not every browser plays.'],
    ['prores-24.mov', 'The picture is ProRes in QuickTime, which not every browser plays.'],
    ['sound-only.mp4', 'The file has no picture.'],
    ['make-movies.sh', 'This is not a movie that Segue can read.'],
  ])('refuses %s and says what to export', async (name, reason) => {
    await expect(readMovie(fixture(name), '24')).rejects.toThrow(
      new UnreadableMovie(`${reason} Export the cut as MP4 with H.264 and AAC.`),
    );
  });

  describe('with a movie cut short', () => {
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'segue-movie-'));
    });
    afterAll(() => rm(folder, { recursive: true }));

    it.each([
      ['h264-24.mp4', 100],
      ['h264-24.mp4', 1000],
      ['h264-24.mp4', 8000],
      ['faststart-24.mp4', 8502],
      ['faststart-24.mp4', 4500],
      ['vp9-24.webm', 8000],
      ['h264-25.mov', 8673],
    ])('refuses %s after %i bytes', async (name, bytes) => {
      const path = join(folder, `${bytes}-${name}`);
      await writeFile(path, (await readFile(fixture(name))).subarray(0, bytes));
      await expect(readMovie(path, '24')).rejects.toBeInstanceOf(UnreadableMovie);
    });
  });
});
