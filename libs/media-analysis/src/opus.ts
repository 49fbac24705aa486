import { OpusDecoder } from 'opus-decoder';
import { viewOf } from './byte-source.js';
import type { OggDecoder } from './ogg-decoder.js';

/** `OpusHead` and `OpusTags`. */
const HEADER_PACKETS = 2;

/**
 * A decoder for the Opus stream whose `OpusHead` packet (RFC 7845) this is.
 * @throws {Error} if the head says what cannot be
 */
export async function opusDecoder(head: Uint8Array): Promise<OggDecoder> {
  const view = viewOf(head);
  const channels = view.getUint8(9);
  const preSkip = view.getUint16(10, true);
  // In 256ths of a decibel, to be applied whatever the player does besides.
  const gain = 10 ** (view.getInt16(16, true) / 256 / 20);
  const family = view.getUint8(18);
  const decoder = new OpusDecoder({ channels, preSkip, ...(family === 0 ? {} : mappingOf(head, channels)) });
  await decoder.ready;
  let headersLeft = HEADER_PACKETS;
  return {
    decode: (packets) => {
      const sound = packets.slice(headersLeft);
      headersLeft = Math.max(0, headersLeft - packets.length);
      const { channelData, errors } = decoder.decodeFrames(sound);
      if (errors.length > 0) return Promise.reject(new Error('Opus packets that cannot be decoded.'));
      if (gain !== 1) for (const samples of channelData) amplify(samples, gain);
      return Promise.resolve([channelData]);
    },
    free: () => {
      decoder.free();
    },
  };
}

function amplify(samples: Float32Array, gain: number): void {
  for (let i = 0; i < samples.length; i += 1) samples[i] = (samples[i] ?? 0) * gain;
}

function mappingOf(
  head: Uint8Array,
  channels: number,
): { streamCount: number; coupledStreamCount: number; channelMappingTable: number[] } {
  const streamCount = head[19] ?? 0;
  const coupledStreamCount = head[20] ?? 0;
  const channelMappingTable = [...head.subarray(21, 21 + channels)];
  const known = streamCount + coupledStreamCount;
  if (
    head[18] !== 1 ||
    streamCount === 0 ||
    coupledStreamCount > streamCount ||
    channelMappingTable.length !== channels ||
    channelMappingTable.some((index) => index >= known && index !== 255)
  )
    throw new Error('A channel mapping that cannot be.');
  return { streamCount, coupledStreamCount, channelMappingTable };
}
