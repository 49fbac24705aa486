import {
  flicksToFrame,
  formatTimecode,
  frameRate,
  frameToFlicks,
  type FrameRateName,
  type TimecodeFormat,
} from '@segue/timecode';
import type { StatedTimeline, Timeline } from './marker.js';
import type { TimedEvent } from './midi-events.js';
import { labelPosition } from './positions.js';

/** A SMPTE offset counts at most 30 frames a second: the rates above are written at a half or a quarter of theirs. */
const SLOWER: Partial<Readonly<Record<FrameRateName, FrameRateName>>> = {
  '47.952': '23.976',
  '48': '24',
  '50': '25',
  '59.94': '29.97',
  '60': '30',
  '119.88': '29.97',
  '120': '30',
};
/** What the rates of a SMPTE offset are by themselves; 29 is 29.97 drop frame. */
const OFFSET_FORMATS: Readonly<Record<number, TimecodeFormat>> = {
  24: { rate: '24', dropFrame: false },
  25: { rate: '25', dropFrame: false },
  29: { rate: '29.97', dropFrame: true },
  30: { rate: '30', dropFrame: false },
};

/** What an offset says. The rate it would be written with on this timeline stands for the timeline's own. */
export function offsetOf(
  { frameRate: stated, fields, subFrame }: Extract<TimedEvent, { kind: 'offset' }>,
  around: TimecodeFormat,
): StatedTimeline | { readonly problem: string } {
  const own = offsetFormatOf(around);
  const isOwn = own.frameRate === stated;
  const format = isOwn ? own.format : (OFFSET_FORMATS[stated] ?? own.format);
  const position = labelPosition(fields.map(String).join(':'), format);
  if (typeof position !== 'number') return position;
  const part = Math.round((frameToFlicks(1, format.rate) * Math.min(subFrame, 99)) / 100);
  return { start: position + part, format: isOwn ? around : format };
}

/** The bytes of the offset at which a timeline begins; a start inside a frame is said in hundredths of it. */
export function offsetBytes({ format: around, start }: Timeline): number[] {
  const { format, frameRate: stated } = offsetFormatOf(around);
  const frame = flicksToFrame(start, format.rate);
  const [hours = 0, minutes = 0, seconds = 0, frames = 0] = formatTimecode(frame, format)
    .split(/[:;]/)
    .map(Number);
  const oneFrame = frameToFlicks(1, format.rate);
  const hundredths = Math.floor(((start - frame * oneFrame) * 100) / oneFrame);
  return [([24, 25, 29, 30].indexOf(stated) << 5) | hours, minutes, seconds, frames, hundredths];
}

/** How a SMPTE offset on this timeline is counted, and the rate it is written with. */
function offsetFormatOf({ rate, dropFrame }: TimecodeFormat): { format: TimecodeFormat; frameRate: number } {
  const written = SLOWER[rate] ?? rate;
  return { format: { rate: written, dropFrame }, frameRate: dropFrame ? 29 : frameRate(written).nominal };
}
