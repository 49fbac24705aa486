import { flicksToFrame, frameToFlicks, type Flicks } from './flicks.js';
import { frameRate, type FrameRateName } from './frame-rate.js';
import { requireSafeInteger } from './safe-integer.js';

/** Frames in a foot of 35 mm film with four perforations to the frame. */
const FRAMES_PER_FOOT = 16;

/**
 * What feet and frames count: the frames of the timecode, or so many to the second of real time whatever the picture runs
 * at. Pro Tools counts 24 also beside a picture at 23.976.
 */
export const FOOTAGE_COUNTS = ['timecode', '23.976', '24', '25'] as const;

/** One of the ways to count feet and frames. */
export type FootageCount = (typeof FOOTAGE_COUNTS)[number];

/**
 * Frames as feet and frames of 35 mm film: `105+03`, with a leading minus before zero. Which frames are counted is said
 * by whoever calls; `formatFootage` counts them itself.
 *
 * @throws RangeError if `frames` is not a safe integer.
 */
export function formatFeetAndFrames(frames: number): string {
  requireSafeInteger(frames, 'Frames');
  const count = Math.abs(frames);
  const rest = String(count % FRAMES_PER_FOOT).padStart(2, '0');
  return `${frames < 0 ? '-' : ''}${String(Math.floor(count / FRAMES_PER_FOOT))}+${rest}`;
}

/** Reads feet and frames: `105+03` or `105+3`. The hundredths of a frame that some tools add (`.ss`) are left out. */
export function parseFeetAndFrames(text: string): { frames: number } | { problem: string } {
  const [, sign, feet, rest] = /^([+-]?)(\d{1,8})\+(\d{1,2})(?:\.\d{1,2})?$/.exec(text.trim()) ?? [];
  if (feet === undefined || rest === undefined) return { problem: 'Write feet and frames like 105+03.' };
  if (Number(rest) >= FRAMES_PER_FOOT) return { problem: `A foot has frames 00 to 15, not ${rest}.` };
  const frames = Number(feet) * FRAMES_PER_FOOT + Number(rest);
  return { frames: sign === '-' ? -frames || 0 : frames };
}

/**
 * A position as feet and frames, in whole frames (floor), counted from where 0+00 is: mostly the beginning of the reel.
 *
 * @throws RangeError if `flicks` is not a safe integer.
 */
export function formatFootage(flicks: Flicks, rate: FrameRateName, count: FootageCount = 'timecode'): string {
  return formatFeetAndFrames(flicksToFrame(flicks, countedRate(rate, count)));
}

/** The position at which the frame that feet and frames name begins, counted from where 0+00 is, or what is wrong. */
export function parseFootage(
  text: string,
  rate: FrameRateName,
  count: FootageCount = 'timecode',
): { flicks: Flicks } | { problem: string } {
  const parsed = parseFeetAndFrames(text);
  if ('problem' in parsed) return parsed;
  const counted = countedRate(rate, count);
  const furthest = Math.floor(Number.MAX_SAFE_INTEGER / frameRate(counted).flicksPerFrame);
  if (Math.abs(parsed.frames) > furthest) return { problem: 'That is more film than can be counted.' };
  return { flicks: frameToFlicks(parsed.frames, counted) };
}

function countedRate(rate: FrameRateName, count: FootageCount): FrameRateName {
  return count === 'timecode' ? rate : count;
}
