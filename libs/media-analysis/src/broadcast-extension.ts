import type { BroadcastFacts } from './audio-reading.js';
import { viewOf } from './byte-source.js';

/** Bytes of a `bext` chunk that hold what we read; the rest is loudness and history. */
export const BEXT_BYTES = 346;

/** Reads a `bext` chunk; null if it is too short or its time reference is not a usable number. */
export function parseBroadcastExtension(bytes: Uint8Array): BroadcastFacts | null {
  if (bytes.length < BEXT_BYTES) return null;
  const view = viewOf(bytes);
  const timeReference = view.getUint32(338, true) + view.getUint32(342, true) * 2 ** 32;
  if (!Number.isSafeInteger(timeReference)) return null;
  return {
    timeReference,
    description: paddedText(bytes.subarray(0, 256)),
    originator: paddedText(bytes.subarray(256, 288)),
    originationDate: paddedText(bytes.subarray(320, 330)),
    originationTime: paddedText(bytes.subarray(330, 338)),
  };
}

// ASCII by rule, but writers put UTF-8 or Latin-1 there.
function paddedText(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  const text = end === -1 ? bytes : bytes.subarray(0, end);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(text).trim();
  } catch {
    return new TextDecoder('latin1').decode(text).trim();
  }
}
