import type { AudioBlock, AudioReading } from './audio-reading.js';
import { noAudio } from './audio-reading.js';
import { asciiAt, joinBytes } from './byte-source.js';
import type { PcmLayout } from './pcm-layout.js';
import { PcmDecoder } from './pcm.js';
import { UnreadableAudio } from './unreadable-audio.js';
import { readWavHead, wavFacts } from './wav.js';

/** More than any program writes before the samples. */
const HEAD_BYTES = 4096;

/**
 * Reads a WAV file that a program is writing: where it ends is known when it has ended. Its blocks can be taken once.
 * @param seconds how long it will probably be, to say how much is done; null where there is no telling
 * @throws {UnreadableAudio} if it does not begin as uncompressed audio; while iterating, whatever the stream throws
 */
export async function readWavStream(
  stream: AsyncIterable<Uint8Array>,
  seconds: number | null,
): Promise<AudioReading> {
  const pieces = stream[Symbol.asyncIterator]();
  let begin: Uint8Array = new Uint8Array(0);
  while (begin.length < HEAD_BYTES) {
    const piece = await pieces.next();
    if (piece.done === true) break;
    begin = joinBytes(begin, piece.value);
  }
  if (asciiAt(begin, 0, 4) !== 'RIFF' || asciiAt(begin, 8, 4) !== 'WAVE') {
    throw new UnreadableAudio('not-audio', 'What was decoded is no WAV. Export the music as WAV or FLAC.');
  }
  const head = await readWavHead({
    // The chunk of the samples runs to the end of what may be as long as anything.
    size: Number.MAX_SAFE_INTEGER,
    read: (offset, length) => Promise.resolve(begin.subarray(offset, offset + length)),
  });
  const facts = wavFacts(head);
  const expected = (seconds ?? Infinity) * facts.sampleRate;
  async function* bytes(): AsyncGenerator<Uint8Array, void> {
    yield begin.subarray(head.data.offset);
    yield* { [Symbol.asyncIterator]: () => pieces };
  }
  return { facts, blocks: () => streamBlocks(bytes(), head.layout, expected) };
}

async function* streamBlocks(
  bytes: AsyncIterable<Uint8Array>,
  layout: PcmLayout,
  expected: number,
): AsyncGenerator<AudioBlock, void> {
  const frameBytes = layout.channels * layout.sampleBytes;
  const decoder = new PcmDecoder(layout);
  let rest: Uint8Array = new Uint8Array(0);
  let done = 0;
  for await (const piece of bytes) {
    const joined = joinBytes(rest, piece);
    const whole = joined.length - (joined.length % frameBytes);
    rest = joined.slice(whole);
    if (whole === 0) continue;
    for (const { frames, channels } of decoder.blocks(joined.subarray(0, whole))) {
      done += frames;
      yield { frames, channels, fraction: Math.min(1, done / expected) };
    }
  }
  if (done === 0) throw noAudio();
}
