import { FRAME_RATE_NAMES, frameRate, type FrameRateName, type TimecodeFormat } from '@segue/timecode';
import { decimal, fineSeconds, type FineFlicks, type Fraction } from './exact-seconds.js';
import { isObject, objectIn, type Json } from './json.js';

/** A RationalTime in flicks; null when it is none. Rates are numbers that only nearly are what they mean. */
export function fineTime(time: unknown): FineFlicks | null {
  if (!isObject(time) || typeof time['value'] !== 'number' || typeof time['rate'] !== 'number') return null;
  const value = exact(time['value']);
  const name = otioRateOf(time['rate']);
  const rate = name === null ? exact(time['rate']) : fractionOf(name);
  return value && rate && rate.num > 0n
    ? fineSeconds({ num: value.num * rate.den, den: value.den * rate.num })
    : null;
}

/** The name of a rate as OpenTimelineIO writes it, a floating-point number; null for what no film has. */
export function otioRateOf(rate: unknown): FrameRateName | null {
  if (typeof rate !== 'number') return null;
  for (const name of FRAME_RATE_NAMES) {
    const { num, den } = frameRate(name);
    // Wide enough for 23.98, far from 24.
    if (Math.abs(rate - num / den) < 0.005) return name;
  }
  return null;
}

/** How labels count at a rate: as around it where that is the same. Drop frame no file can state. */
export function otioFormatOf(rate: FrameRateName, around: TimecodeFormat): TimecodeFormat {
  return rate === around.rate ? around : { rate, dropFrame: false };
}

/** The range of its media that an item shows: its own, or else all of it. */
export function usedRange(item: Json): Json | null {
  if (isObject(item['source_range'])) return item['source_range'];
  const { available_range: available } = mediaOf(item);
  return isObject(available) ? available : null;
}

/** The media a clip shows, in either form of clip; an empty object where there is none. */
export function mediaOf(item: Json): Json {
  const key = item['active_media_reference_key'];
  return typeof key === 'string'
    ? objectIn(objectIn(item, 'media_references'), key)
    : objectIn(item, 'media_reference');
}

/** A number as what its shortest digits say; null when it is infinite or the like. */
export function exact(value: number): Fraction | null {
  return Number.isSafeInteger(value) ? { num: BigInt(value), den: 1n } : decimal(String(value));
}

function fractionOf(name: FrameRateName): Fraction {
  const { num, den } = frameRate(name);
  return { num: BigInt(num), den: BigInt(den) };
}
