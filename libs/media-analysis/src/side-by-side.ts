import { asciiAt, viewOf } from './byte-source.js';
import { UnreadableAudio } from './unreadable-audio.js';

/** One FLAC stream has no more. */
export const MOST_FLAC_CHANNELS = 8;
/** No codec that is listened to begins so. */
const MARK = 'side';
const LENGTH_BYTES = 4;

/**
 * Puts streams of the same stretch of time into one piece of bytes, the channels of each behind those of the one before: FLAC
 * carries no more than `MOST_FLAC_CHANNELS`. One stream alone stays as it is. Of several there is a mark, then before each its length in four
 * bytes, the highest first.
 */
export function joinStreams(streams: readonly Uint8Array[]): Uint8Array {
  const [first] = streams;
  if (first && streams.length === 1) return first;
  const joined = new Uint8Array(
    streams.reduce((sum, { length }) => sum + LENGTH_BYTES + length, MARK.length),
  );
  joined.set(new TextEncoder().encode(MARK));
  const view = viewOf(joined);
  let at = MARK.length;
  for (const stream of streams) {
    view.setUint32(at, stream.length);
    joined.set(stream, at + LENGTH_BYTES);
    at += LENGTH_BYTES + stream.length;
  }
  return joined;
}

/**
 * The streams of a piece of bytes that `joinStreams` made, over the same memory.
 *
 * @throws {UnreadableAudio} `truncated` when it ends inside one of them
 */
export function splitStreams(bytes: Uint8Array): Uint8Array[] {
  if (asciiAt(bytes, 0, MARK.length) !== MARK) return [bytes];
  const view = viewOf(bytes);
  const streams: Uint8Array[] = [];
  for (let at = MARK.length; at < bytes.length;) {
    const start = at + LENGTH_BYTES;
    const end = start <= bytes.length ? start + view.getUint32(at) : Infinity;
    if (end > bytes.length)
      throw new UnreadableAudio('truncated', 'A piece of the sound ends too early. Load it again.');
    streams.push(bytes.subarray(start, end));
    at = end;
  }
  return streams;
}
