import { OggVorbisDecoder } from '@wasm-audio-decoders/ogg-vorbis';
import type { OggDecoder } from './ogg-decoder.js';

/** A decoder for one Vorbis stream; it takes whole pages. */
export async function vorbisDecoder(): Promise<OggDecoder> {
  const decoder = new OggVorbisDecoder();
  await decoder.ready;
  return {
    decode: async ({ bytes, isLast }) => {
      const { channelData } = await decoder.decode(bytes);
      // It keeps the last page until it is told that no other follows.
      return isLast ? [channelData, (await decoder.flush()).channelData] : [channelData];
    },
    free: () => {
      decoder.free();
    },
  };
}
