import { viewOf } from './sound-chunks.js';

/** Where the time of the first sample stands: low word, high word. */
const TIME_REFERENCE = 338;
const VERSION = 346;
/** All fields but the history behind them. */
const FIELDS = 602;

/** The time of the first sample in samples since midnight; 0 where none is stated. */
export function startOfRecording(bext: Uint8Array): number {
  if (bext.length < VERSION) return 0;
  const view = viewOf(bext);
  return view.getUint32(TIME_REFERENCE + 4, true) * 2 ** 32 + view.getUint32(TIME_REFERENCE, true);
}

/**
 * The content of a `bext` part with another time of the first sample; all else stays as it was. Where there was none it is
 * a new one of version 1, with nothing else in it.
 *
 * @param samples since midnight, not below zero.
 */
export function withStartOfRecording(bext: Uint8Array | null, samples: number): Uint8Array {
  const content = new Uint8Array(Math.max(FIELDS, bext?.length ?? 0));
  if (bext) content.set(bext);
  const view = viewOf(content);
  if (!bext) view.setUint16(VERSION, 1, true);
  view.setUint32(TIME_REFERENCE, samples % 2 ** 32, true);
  view.setUint32(TIME_REFERENCE + 4, Math.floor(samples / 2 ** 32), true);
  return content;
}
