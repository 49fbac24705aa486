import { OggVorbisDecoder } from '@wasm-audio-decoders/ogg-vorbis';
import type { OggDecoder } from './ogg-decoder.js';

/** The first byte of each packet before the sound: identification, comments, set-up. */
const HEADERS = [1, 3, 5];

type Pages = Parameters<OggVorbisDecoder['decodeOggPages']>[0];

/**
 * A decoder for one Vorbis stream. It is given what its own parser would make of a page: that parser keeps something of every
 * packet until the memory is cleared up, 20 MB in all.
 */
export async function vorbisDecoder(): Promise<OggDecoder> {
  const decoder = new OggVorbisDecoder();
  await decoder.ready;
  const headers: Uint8Array[] = [];
  return {
    decode: async (packets) => {
      const missing = HEADERS.length - headers.length;
      headers.push(...packets.slice(0, missing).map((packet) => packet.slice()));
      const sound = packets.slice(missing);
      if (sound.length === 0) return [];
      if (HEADERS.some((type, index) => headers[index]?.[0] !== type))
        throw new Error('Vorbis without its headers.');
      const [data, , vorbisSetup] = headers;
      const header = { vorbisSetup };
      const page = {
        data,
        codecFrames: sound.map((packet) => ({ data: packet, header })),
        isLastPage: false,
      };
      // reason: of a page it reads these fields alone, and of a frame only these.
      const { channelData } = await decoder.decodeOggPages([page] as unknown as Pages);
      return [channelData];
    },
    free: () => {
      decoder.free();
    },
  };
}
