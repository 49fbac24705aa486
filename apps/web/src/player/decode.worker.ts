import { readFlac } from '@segue/media-analysis/flac';

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

async function decode(bytes: Uint8Array): Promise<Float32Array<ArrayBuffer>[]> {
  const source = {
    size: bytes.length,
    read: (offset: number, length: number) => Promise.resolve(bytes.subarray(offset, offset + length)),
  };
  const reading = await readFlac(source, 0);
  const { facts } = reading;
  if (facts.samples === null) throw new Error('The segment does not say how long it is.');
  const length = facts.samples;
  const channels = Array.from({ length: facts.channels }, () => new Float32Array(length));
  let at = 0;
  for await (const block of reading.blocks()) {
    block.channels.forEach((samples, channel) => {
      const to = channels[channel];
      if (to) for (let i = 0; i < block.frames; i++) to[at + i] = (samples[i] ?? 0) / FULL_SCALE;
    });
    at += block.frames;
  }
  return channels;
}

function post(message: Decoded, transfer: Transferable[]): void {
  self.postMessage(message, { transfer });
}
