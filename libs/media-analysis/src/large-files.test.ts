import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ascii, chunk, concat, fmt, int } from './audio-files.contract.js';
import type { ByteSource } from './byte-source.js';
import { readAudio } from './read-audio.js';

// Files that are larger than memory should be, or than 32 bits count. They are sparse: nothing of them lies on the disk but
// what is written.

const SAMPLES = 800_000_000;
const FRAME_BYTES = 6;
const DATA_BYTES = SAMPLES * FRAME_BYTES;

let folder: string;
let file: FileHandle;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'segue-large-'));
  file = await open(join(folder, 'music.mp3'), 'w+');
});
afterEach(async () => {
  await file.close();
  await rm(folder, { recursive: true });
});

/** The file, and how much of it was asked for, at once and in all. */
async function counted(): Promise<{ source: ByteSource; asked: { most: number; total: number } }> {
  const asked = { most: 0, total: 0 };
  const source = {
    size: (await file.stat()).size,
    async read(offset: number, length: number): Promise<Uint8Array> {
      asked.most = Math.max(asked.most, length);
      asked.total += length;
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    },
  };
  return { source, asked };
}

/** An RF64 file of more than 4 GB, its scene behind the samples. */
async function writeLong(): Promise<void> {
  const iXml = chunk('iXML', ascii('<BWFXML><SCENE>42</SCENE></BWFXML>'));
  const format = chunk('fmt ', fmt({ channels: 2, bits: 24 }));
  const size = 12 + 8 + 28 + format.length + 8 + DATA_BYTES + iXml.length;
  const ds64 = concat(int(size - 8, 8), int(DATA_BYTES, 8), int(SAMPLES, 8), int(0, 4));
  const head = concat(
    ascii('RF64'),
    int(0xffffffff, 4),
    ascii('WAVE'),
    chunk('ds64', ds64),
    format,
    ascii('data'),
    int(0xffffffff, 4),
  );
  await file.write(concat(head, new Uint8Array(FRAME_BYTES).fill(1)), 0, undefined, 0);
  await file.write(iXml, 0, undefined, head.length + DATA_BYTES);
}

describe('large files', () => {
  it('over 4 GB say what they are, from both their ends', async () => {
    await writeLong();
    const { source, asked } = await counted();
    expect(source.size).toBeGreaterThan(2 ** 32);
    const { facts } = await readAudio(source);
    expect(facts).toMatchObject({ container: 'wav', channels: 2, bitDepth: 24, samples: SAMPLES });
    expect(facts.production?.scene).toBe('42');
    expect(asked.total).toBeLessThan(100_000);
  });

  it('are decoded a block at a time', async () => {
    await writeLong();
    const { source, asked } = await counted();
    const reading = await readAudio(source);
    let frames = 0;
    for await (const block of reading.blocks()) {
      if (frames === 0) expect([...(block.channels[1] ?? [])].slice(0, 2)).toEqual([0x01010100, 0]);
      frames += block.frames;
      expect(block.fraction).toBeCloseTo(frames / SAMPLES, 10);
      if (frames > 1_000_000) break;
    }
    expect(asked.most).toBeLessThanOrEqual(1024 * 1024);
    // What has been asked for ahead is one piece, and the one under way is not done.
    expect(asked.total).toBeLessThan(frames * FRAME_BYTES + 3 * 1024 * 1024);
  });

  it('that are cut off are refused at once', async () => {
    await writeLong();
    const { size } = await file.stat();
    await file.truncate(size - 100);
    const { source, asked } = await counted();
    await expect(readAudio(source)).rejects.toMatchObject({ reason: 'truncated' });
    expect(asked.total).toBeLessThan(100_000);
  });

  it('of 2 GB of nothing that are called music are refused at once', async () => {
    await file.truncate(2 ** 31);
    const { source, asked } = await counted();
    await expect(readAudio(source)).rejects.toMatchObject({ reason: 'not-audio' });
    expect(asked.total).toBeLessThan(1_000_000);
  });
});
