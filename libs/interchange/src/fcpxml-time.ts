import {
  FRAME_RATE_NAMES,
  frameRate,
  mayDropFrames,
  type FrameRateName,
  type TimecodeFormat,
} from '@segue/timecode';
import { decimal, fineSeconds, type FineFlicks, type Fraction } from './exact-seconds.js';
import { lineAt, type Problems } from './text.js';
import { attributeOf, childOf, type XmlElement } from './xml.js';

/** `1001/24000s`, `5s` or `2.5s`; null when it is none. */
function secondsOf(text: string): Fraction | null {
  const [, num, den] = /^\s*(-?\d{1,20})\/(\d{1,20})s\s*$/.exec(text) ?? [];
  if (num === undefined || den === undefined) return decimal(/^\s*(\S{1,60})s\s*$/.exec(text)?.[1] ?? '');
  return BigInt(den) === 0n ? null : { num: BigInt(num), den: BigInt(den) };
}

/** The time an attribute states; null where it states none, which is a problem when it is something else. */
export function timeIn(element: XmlElement, name: string, problems: Problems): FineFlicks | null {
  const text = attributeOf(element, name);
  if (text === null) return null;
  const seconds = secondsOf(text);
  if (seconds) return fineSeconds(seconds);
  problems.add(
    lineAt(element.line),
    `"${text.slice(0, 40)}" is no time: ${name} should be like 1001/24000s.`,
  );
  return null;
}

/** How a sequence counts; null when it does not say its rate, or one that no film has. */
export function sequenceFormat(
  sequence: XmlElement,
  resources: ReadonlyMap<string, XmlElement>,
  around: TimecodeFormat,
): TimecodeFormat | null {
  const rate = rateOfFormat(resources.get(attributeOf(sequence, 'format') ?? ''));
  if (rate === null) return null;
  const shown = attributeOf(sequence, 'tcFormat');
  if (shown === null && rate === around.rate) return around;
  return { rate, dropFrame: shown === 'DF' && mayDropFrames(rate) };
}

/** The rate of a format: as it says, or as its name does (`FFVideoFormat1080p2398`). */
export function rateOfFormat(format: XmlElement | undefined): FrameRateName | null {
  if (!format) return null;
  const stated = attributeOf(format, 'frameDuration');
  if (stated !== null) return rateOfFrame(secondsOf(stated));
  const [, scan, digits = ''] = /([pi])(\d{2,5})$/.exec(attributeOf(format, 'name') ?? '') ?? [];
  // 2398 stands for 23.98; of interlaced formats the fields are counted.
  const shown = Number(digits) >= 1000 ? Number(digits) / 100 : Number(digits);
  return scan === undefined ? null : rateNear(scan === 'i' ? shown / 2 : shown);
}

/**
 * How long a second of a clip's own time lasts in the time around it; null where that is a second. By `conform-rate`,
 * footage of nearly the rate of the sequence runs frame for frame: 23.976, 24 and 25 in each other, and all rates that are
 * 0.1 % apart. Unverified: what Final Cut Pro does between film and video rates beyond that pull.
 */
export function conformScale(
  clip: XmlElement,
  media: FrameRateName | null,
  around: FrameRateName,
): Fraction | null {
  const conform = childOf(clip, 'conform-rate');
  if (!conform || attributeOf(conform, 'scaleEnabled') === '0') return null;
  const source = rateNear(Number(attributeOf(conform, 'srcFrameRate') ?? 'NaN')) ?? media;
  if (source === null || source === around) return null;
  const [from, to] = [familyOf(source), familyOf(around)];
  if (from !== to && [from, to].includes(30)) return [from, to].includes(25) ? null : pull(source, around);
  const { num, den } = pull(source, around);
  return { num: num * BigInt(from), den: den * BigInt(to) };
}

/** How much longer a second of one rate lasts when it is pulled to that of another: 1001/1000 from 24 to 23.976. */
function pull(from: FrameRateName, to: FrameRateName): Fraction {
  const thousand = (name: FrameRateName): bigint => (frameRate(name).den === 1 ? 1001n : 1000n);
  return { num: thousand(from), den: thousand(to) };
}

/** The rates that are multiples of each other but for the pull. */
function familyOf(name: FrameRateName): 24 | 25 | 30 {
  const { nominal } = frameRate(name);
  return nominal % 25 === 0 ? 25 : nominal % 30 === 0 ? 30 : 24;
}

function rateOfFrame(frame: Fraction | null): FrameRateName | null {
  const isLong = (name: FrameRateName): boolean => {
    const { num, den } = frameRate(name);
    return frame !== null && frame.num * BigInt(num) === frame.den * BigInt(den);
  };
  return FRAME_RATE_NAMES.find(isLong) ?? null;
}

/** The rate people write with two decimals: 23.98. */
function rateNear(shown: number): FrameRateName | null {
  const isNear = (name: FrameRateName): boolean => {
    const { num, den } = frameRate(name);
    return Math.abs(num / den - shown) < 0.006;
  };
  return FRAME_RATE_NAMES.find(isNear) ?? null;
}
