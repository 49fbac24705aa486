import { requireSafeInteger } from './safe-integer.js';

/** Frames in a foot of 35 mm film with four perforations to the frame. */
const FRAMES_PER_FOOT = 16;

/**
 * Frames as feet and frames of 35 mm film: `105+03`, with a leading minus before zero. Which frames are counted is said
 * by whoever calls: those of the timecode, or 24 to the second of real time, as Pro Tools counts by default.
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
