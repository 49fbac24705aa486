import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UnreadableAudio } from './unreadable-audio.js';
import { readWavStream } from './wav-stream.js';

/** A WAV of stereo floats at 48 kHz as a program writes it that does not know how long it will be. */
function streamed(samples: readonly number[]): Uint8Array {
  const bytes = Buffer.alloc(44 + samples.length * 4);
  bytes.write('RIFF....WAVEfmt ');
  bytes.writeUInt32LE(0xffffffff, 4);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(3, 20);
  bytes.writeUInt16LE(2, 22);
  bytes.writeUInt32LE(48_000, 24);
  bytes.writeUInt32LE(48_000 * 8, 28);
  bytes.writeUInt16LE(8, 32);
  bytes.writeUInt16LE(32, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(0xffffffff, 40);
  samples.forEach((sample, i) => bytes.writeFloatLE(sample, 44 + i * 4));
  return bytes;
}

async function* inPieces(bytes: Uint8Array, lengths: readonly number[]): AsyncGenerator<Uint8Array, void> {
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const length = lengths[turn % lengths.length] ?? 1;
    yield await Promise.resolve(bytes.subarray(at, at + length));
    at += length;
  }
}

async function heard(stream: AsyncIterable<Uint8Array>, seconds: number | null = null) {
  const reading = await readWavStream(stream, seconds);
  const { facts } = reading;
  const channels: number[][] = Array.from({ length: facts.channels }, () => []);
  const fractions: number[] = [];
  for await (const block of reading.blocks()) {
    block.channels.forEach((samples, channel) => channels[channel]?.push(...samples));
    fractions.push(block.fraction);
  }
  return { facts, channels, fractions };
}

describe('a WAV stream', () => {
  it('is heard to the sample, however it comes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 3000 }),
        fc.array(fc.integer({ min: 1, max: 6000 }), { minLength: 1, maxLength: 4 }),
        async (frames, lengths) => {
          const samples = Array.from({ length: frames * 2 }, (_, i) => Math.fround(Math.sin(i)));
          const { facts, channels } = await heard(inPieces(streamed(samples), lengths));
          expect(facts).toMatchObject({ codec: 'pcm-float', sampleRate: 48_000, channels: 2, samples: null });
          expect(channels).toEqual([0, 1].map((side) => samples.filter((_, i) => i % 2 === side)));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('says how much is done of what was expected, and never more than all', async () => {
    const stream = inPieces(streamed(new Array<number>(2 * 48_000).fill(0.5)), [44 + 8 * 12_000]);
    expect((await heard(stream, 0.5)).fractions).toEqual([0.5, 1, 1, 1]);
  });

  it('is refused when it holds nothing, or something else', async () => {
    const reasonOf = async (bytes: Uint8Array): Promise<string> => {
      const error: unknown = await heard(inPieces(bytes, [100])).catch((thrown: unknown) => thrown);
      return error instanceof UnreadableAudio ? error.reason : 'readable';
    };
    expect(await reasonOf(streamed([]))).toBe('empty');
    expect(await reasonOf(new Uint8Array(0))).toBe('not-audio');
    expect(await reasonOf(Buffer.from('No such file or directory'))).toBe('not-audio');
    expect(await reasonOf(streamed([1, 1]).subarray(0, 30))).toBe('lying-header');
    expect(await reasonOf(streamed([1, 1]).subarray(0, 40))).toBe('truncated');
  });

  it('gives on what goes wrong with it', async () => {
    async function* broken(): AsyncGenerator<Uint8Array, void> {
      yield await Promise.resolve(streamed(new Array<number>(20_000).fill(0)));
      throw new Error('the pipe broke');
    }
    await expect(heard(broken())).rejects.toThrow('the pipe broke');
  });
});
