import type { AudioReading, ByteSource } from '@segue/media-analysis';
import { readFlac } from '@segue/media-analysis/flac';
import { splitStreams } from '@segue/media-analysis/side-by-side';

/** Whole numbers come left-justified in 32 bits; full scale of what is played is 1. */
const FULL_SCALE = 2 ** 31;

/** What is asked of the worker, and what it answers. */
export interface DecodeOrder {
  readonly id: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}
export type Decoded =
  | { readonly id: number; readonly channels: Float32Array<ArrayBuffer>[] }
  | { readonly id: number; readonly error: string };

self.onmessage = ({ data }: MessageEvent<DecodeOrder>) => {
  void answer(data);
};

async function answer({ id, bytes }: DecodeOrder): Promise<void> {
  try {
    const channels = await decode(bytes);
    post(
      { id, channels },
      channels.map((channel) => channel.buffer),
    );
  } catch (error) {
    post({ id, error: error instanceof Error ? error.message : String(error) }, []);
  }
}

/** The channels of all streams, one behind the other. */
async function decode(bytes: Uint8Array): Promise<Float32Array<ArrayBuffer>[]> {
  const channels: Float32Array<ArrayBuffer>[] = [];
  for (const stream of splitStreams(bytes)) channels.push(...(await decodeStream(stream)));
  return channels;
}

async function decodeStream(bytes: Uint8Array): Promise<Float32Array<ArrayBuffer>[]> {
  const reading = await readSegment({
    size: bytes.length,
    read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
  });
  const parts = Array.from({ length: reading.facts.channels }, (): Float32Array[] => []);
  for await (const { channels } of reading.blocks())
    channels.forEach((samples, channel) => parts[channel]?.push(atFullScale(samples)));
  return parts.map(joined);
}

/** Lossless segments are FLAC; light ones are Ogg, whose decoder is fetched when the first one comes. */
async function readSegment(source: ByteSource): Promise<AudioReading> {
  const [first] = await source.read(0, 1);
  if (first !== 'O'.charCodeAt(0)) return readFlac(source, 0);
  const { readOgg } = await import('./read-light');
  return readOgg(source);
}

function atFullScale(samples: Int32Array | Float32Array): Float32Array {
  if (samples instanceof Float32Array) return samples;
  const scaled = new Float32Array(samples.length);
  for (let i = 0; i < samples.length; i++) scaled[i] = (samples[i] ?? 0) / FULL_SCALE;
  return scaled;
}

function joined(parts: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function post(message: Decoded, transfer: Transferable[]): void {
  self.postMessage(message, { transfer });
}
