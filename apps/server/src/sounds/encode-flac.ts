import libFlac, { type CompressionLevel } from 'libflacjs';

/** Bits of a sample in a listening rendition. */
export type FlacBits = 8 | 16 | 24;

/** Half as fast and a percent smaller at 5, which is the default. */
const LEVEL: CompressionLevel = 1;
/** Long enough for small headers, short enough to follow the music; the level itself has 1152. */
const BLOCK_SAMPLES = 4096;
/** Samples per channel that are handed over at a time: what WebAssembly has once taken for memory it never gives back. */
const PORTION = 65_536;

const flac = loadFlac();
await new Promise<void>((resolve) => {
  if (flac.isReady()) resolve();
  else flac.on('ready', resolve);
});

/** Whether FLAC can state a sample rate in hertz in its frames, as streams have to. */
export function isFlacRate(sampleRate: number): boolean {
  const most = sampleRate % 10 === 0 ? 655_350 : 65_535;
  return Number.isInteger(sampleRate) && sampleRate <= most;
}

/**
 * A whole FLAC stream (RFC 9639), made by libFLAC.
 *
 * @param channels 1 to 8 channels of equal length, at least one sample each; every sample fits `bits`
 * @param sampleRate in hertz, of those that `isFlacRate` takes
 */
export function encodeFlac(
  channels: readonly Int32Array<ArrayBuffer>[],
  bits: FlacBits,
  sampleRate: number,
): Uint8Array {
  const samples = channels[0]?.length ?? 0;
  const encoder = flac.create_libflac_encoder(
    sampleRate,
    channels.length,
    bits,
    LEVEL,
    samples,
    false,
    BLOCK_SAMPLES,
  );
  const written: Uint8Array[] = [];
  try {
    const status = flac.init_encoder_stream(encoder, (bytes) => void written.push(bytes));
    let isWell = status === 0;
    for (let at = 0; isWell && at < samples; at += PORTION) {
      const portion = channels.map((channel) => channel.subarray(at, at + PORTION));
      isWell = flac.FLAC__stream_encoder_process(encoder, portion, portion[0]?.length ?? 0);
    }
    isWell &&= flac.FLAC__stream_encoder_finish(encoder);
    if (!isWell) throw new Error(`libFLAC does not encode ${channels.length} channels at ${sampleRate} Hz.`);
  } finally {
    flac.FLAC__stream_encoder_delete(encoder);
  }
  return Buffer.concat(written);
}

/** Where there is a `fetch`, libflac.js takes Node for a browser and would fetch its WebAssembly from a path of the disk. */
function loadFlac(): libFlac.Flac {
  const fetch = Object.getOwnPropertyDescriptor(globalThis, 'fetch');
  Reflect.deleteProperty(globalThis, 'fetch');
  try {
    return libFlac('min.wasm');
  } finally {
    if (fetch) Object.defineProperty(globalThis, 'fetch', fetch);
  }
}
