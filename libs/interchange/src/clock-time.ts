import { FLICKS_PER_SECOND, flicksToFrame, frameRate, frameToFlicks } from '@segue/timecode';
import type { Flicks, TimecodeFormat } from '@segue/timecode';
import { decimal, fineSeconds, nearestFlick } from './exact-seconds.js';

/** As many digits as stay within what flicks can count. */
const CLOCK = /^(-?)(?:(?:(\d{1,3}):)?(\d{1,5}):)?(\d{1,7}(?:[.,]\d{1,30})?)$/;
const FLICKS_PER_MILLISECOND = FLICKS_PER_SECOND / 1000;

/** Real time as a clock shows it, without its sign. */
export interface ClockFields {
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  readonly milliseconds: number;
}

/** What a clock shows, `[[h:]m:]s[.decimals]`, exactly to the nearest flick; null when the text is something else. */
export function parseClockTime(text: string): Flicks | null {
  const [, sign, hours, minutes, seconds = ''] = CLOCK.exec(text.trim()) ?? [];
  const flicks = flicksOfSeconds(seconds);
  if (flicks === null) return null;
  if (minutes !== undefined && Number.parseInt(seconds, 10) > 59) return null;
  if (hours !== undefined && Number(minutes) > 59) return null;
  const whole = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60 * FLICKS_PER_SECOND + flicks;
  return sign === '-' ? 0 - whole : whole;
}

/** Seconds with or without decimals. Nearly all have three at most, and then are a small whole number of milliseconds. */
function flicksOfSeconds(seconds: string): Flicks | null {
  const [whole = '', decimals = ''] = seconds.split(/[.,]/);
  if (whole !== '' && decimals.length <= 3)
    return Number(whole + decimals.padEnd(3, '0')) * FLICKS_PER_MILLISECOND;
  const number = decimal(`${whole}.${decimals}`);
  return number && nearestFlick(fineSeconds(number));
}

/** A length on the clock, to the nearest millisecond. */
export function clockFields(flicks: Flicks): ClockFields {
  const total = Math.round(Math.abs(flicks) / FLICKS_PER_MILLISECOND);
  const seconds = Math.floor(total / 1000);
  return {
    hours: Math.floor(seconds / 3600),
    minutes: Math.floor(seconds / 60) % 60,
    seconds: seconds % 60,
    milliseconds: total % 1000,
  };
}

/** The beginning of the frame that begins nearest to a position. */
export function nearestFrame(position: Flicks, { rate }: TimecodeFormat): Flicks {
  const half = Math.floor(frameRate(rate).flicksPerFrame / 2);
  return frameToFlicks(flicksToFrame(position + half, rate), rate);
}

/** A position read from milliseconds: at the beginning of the frame they were taken from, if they can have been. */
export function fromMilliseconds(position: Flicks, format: TimecodeFormat): Flicks {
  const frame = nearestFrame(position, format);
  return Math.abs(frame - position) < FLICKS_PER_MILLISECOND ? frame : position;
}
