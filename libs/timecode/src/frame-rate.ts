import { FLICKS_PER_SECOND } from './flicks-per-second.js';

/** The frame rates a film can have, in the order in which they are offered. */
export const FRAME_RATE_NAMES = [
  '23.976',
  '24',
  '25',
  '29.97',
  '30',
  '47.952',
  '48',
  '50',
  '59.94',
  '60',
  '119.88',
  '120',
] as const;

/** What people call a frame rate. Never calculate with it: 23.976 means 24000/1001. */
export type FrameRateName = (typeof FRAME_RATE_NAMES)[number];

/** A frame rate as the exact fraction `num / den` frames per second. */
export interface FrameRate {
  readonly name: FrameRateName;
  readonly num: number;
  readonly den: number;
  /** Frame labels in one second of timecode: 24 for 23.976. */
  readonly nominal: number;
  /** The length of one frame in flicks, a whole number at every rate. */
  readonly flicksPerFrame: number;
}

/** What a film says about its timecode. Drop frame is stated, never inferred. */
export interface TimecodeFormat {
  readonly rate: FrameRateName;
  readonly dropFrame: boolean;
}

/** Whether two ways of counting give every frame the same label. */
export function isSameFormat(one: TimecodeFormat, other: TimecodeFormat): boolean {
  return one.rate === other.rate && one.dropFrame === other.dropFrame;
}

/** Every frame rate by its name. */
export const FRAME_RATES: Readonly<Record<FrameRateName, FrameRate>> = {
  '23.976': slowedRate('23.976', 24),
  '24': wholeRate('24', 24),
  '25': wholeRate('25', 25),
  '29.97': slowedRate('29.97', 30),
  '30': wholeRate('30', 30),
  '47.952': slowedRate('47.952', 48),
  '48': wholeRate('48', 48),
  '50': wholeRate('50', 50),
  '59.94': slowedRate('59.94', 60),
  '60': wholeRate('60', 60),
  '119.88': slowedRate('119.88', 120),
  '120': wholeRate('120', 120),
};

/** The frame rate of that name. */
export function frameRate(name: FrameRateName): FrameRate {
  return FRAME_RATES[name];
}

/** Whether films at this rate may count in drop frame: 29.97, 59.94 and 119.88 only. */
export function mayDropFrames(name: FrameRateName): boolean {
  return name === '29.97' || name === '59.94' || name === '119.88';
}

function wholeRate(name: FrameRateName, nominal: number): FrameRate {
  return { name, num: nominal, den: 1, nominal, flicksPerFrame: FLICKS_PER_SECOND / nominal };
}

/** An NTSC rate: `nominal` slowed down by 1000/1001. */
function slowedRate(name: FrameRateName, nominal: number): FrameRate {
  const num = nominal * 1000;
  return { name, num, den: 1001, nominal, flicksPerFrame: (FLICKS_PER_SECOND / num) * 1001 };
}
