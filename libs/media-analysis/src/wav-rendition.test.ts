import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { aiff, concat, decodeAll, float, int, sourceOf } from './audio-files.contract.js';
import type { AudioReading } from './audio-reading.js';
import { readAudio } from './read-audio.js';
import { wavRendition } from './wav-rendition.js';

async function rendered(reading: AudioReading): Promise<Uint8Array> {
  const rendition = wavRendition(reading);
  const parts = [rendition.header];
  for await (const part of rendition.body()) parts.push(part);
  const file = concat(...parts);
  expect(file.length).toBe(rendition.totalBytes);
  return file;
}

describe('wavRendition', () => {
  it.each([8, 16, 24, 32])('keeps every sample of an AIFF file at %i bits', async (bits) => {
    const top = 2 ** (bits - 1);
    const values = [-top, top - 1, 0, 1, -1];
    const data = concat(...values.map((value) => int(value, bits / 8, false)));
    const original = await readAudio(
      sourceOf(aiff({ channels: 1, bits, samples: values.length, sampleRate: 44100 }, data)),
    );
    const copy = await readAudio(sourceOf(await rendered(original)));
    expect(copy.facts).toEqual({ ...original.facts, container: 'wav' });
    expect(await decodeAll(copy)).toEqual(await decodeAll(original));
  });

  it.each([
    ['fl32', 4],
    ['fl64', 8],
  ] as const)('renders %s as 32-bit floating point', async (compression, bytes) => {
    const data = concat(...[0.1, -1.7, 1].map((value) => float(value, bytes, false)));
    const original = await readAudio(
      sourceOf(aiff({ compression, channels: 1, bits: bytes * 8, samples: 3 }, data)),
    );
    const copy = await readAudio(sourceOf(await rendered(original)));
    expect(copy.facts).toMatchObject({ codec: 'pcm-float', bitDepth: 32, samples: 3 });
    expect(await decodeAll(copy)).toEqual(await decodeAll(original));
  });

  it('gives back a WAV file byte for byte', async () => {
    const bytes = new Uint8Array(await readFile(new URL('../fixtures/stereo-24.wav', import.meta.url)));
    expect(await rendered(await readAudio(sourceOf(bytes)))).toEqual(bytes);
  });

  it('refuses what it cannot state the length of', async () => {
    const mp3 = new Uint8Array(await readFile(new URL('../fixtures/stereo.mp3', import.meta.url)));
    const reading = await readAudio(sourceOf(mp3));
    expect(() => wavRendition(reading)).toThrow('Play it as it is.');
    const long = { ...reading, facts: { ...reading.facts, samples: 2 ** 30, bitDepth: 24 } };
    expect(() => wavRendition(long)).toThrow('too long');
  });
});
