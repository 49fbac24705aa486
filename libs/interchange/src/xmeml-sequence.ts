import {
  FRAME_RATE_NAMES,
  frameRate,
  frameToFlicks,
  mayDropFrames,
  type Flicks,
  type FrameRateName,
  type TimecodeFormat,
} from '@segue/timecode';
import type { Problem, StatedTimeline, Timeline } from './marker.js';
import { labelPosition } from './positions.js';
import { lineAt, Problems } from './text.js';
import { childOf, elementsNamed, readXml, textOf, type XmlElement } from './xml.js';

/** A sequence of Final Cut Pro 7, and what it says of itself. */
export interface XmemlSequence {
  readonly root: XmlElement;
  readonly sequence: XmlElement;
  readonly format: TimecodeFormat;
  /** The position of its first frame. */
  readonly start: Flicks;
  readonly stated: StatedTimeline;
  readonly problems: Problems;
}

/** Opens the first sequence of a file. Where it states no start, it begins where the film does. */
export function openXmeml(bytes: Uint8Array, timeline: Timeline): XmemlSequence | Problem {
  const root = readXml(bytes);
  if ('what' in root) return root;
  if (root.name !== 'xmeml')
    return { where: 'file', what: 'This is XML, but not of Final Cut Pro 7: it begins with no <xmeml>.' };
  const [sequence, ...others] = elementsNamed(root, 'sequence').filter(({ children }) => children.length > 0);
  if (!sequence)
    return { where: 'file', what: 'There is no sequence in this XML. Export the sequence, not its clips.' };
  const rate = xmemlRateOf(sequence, timeline.format.rate);
  if (rate === null)
    return { where: lineAt(sequence.line), what: 'The frame rate of this sequence is none that films have.' };
  const problems = new Problems();
  if (others.length > 0) {
    problems.add('file', `It has ${String(others.length + 1)} sequences: only the first one was read.`);
  }
  const title = textOf(sequence, 'name');
  const format = formatOf(sequence, rate, timeline.format);
  const start = startOf(sequence, format, problems);
  return {
    root,
    sequence,
    format,
    start: start ?? timeline.start,
    stated: {
      ...(title !== null && title !== '' && { title }),
      ...(childOf(sequence, 'rate') && { format }),
      ...(start !== null && { start }),
    },
    problems,
  };
}

/** The rate an element states, or else the one around it; null when it is none that films have. */
export function xmemlRateOf(element: XmlElement, around: FrameRateName): FrameRateName | null {
  const rate = childOf(element, 'rate');
  if (!rate) return around;
  const timebase = textOf(rate, 'timebase');
  const ntsc = textOf(rate, 'ntsc')?.toUpperCase() === 'TRUE';
  const named = FRAME_RATE_NAMES.filter((name) => String(frameRate(name).nominal) === timebase);
  // Of 25 and 50 there is one kind only, whatever a file says.
  return named.find((name) => frameRate(name).den === (ntsc ? 1001 : 1)) ?? named[0] ?? null;
}

/** The position of the first frame of a sequence or a file by its timecode; null where it states none. */
export function timecodeStart(
  timecode: XmlElement,
  format: TimecodeFormat,
): Flicks | { readonly problem: string } {
  const frame = framesIn(timecode, 'frame');
  if (frame !== null) return frameToFlicks(frame, xmemlRateOf(timecode, format.rate) ?? format.rate);
  return labelPosition(textOf(timecode, 'string') ?? '', format);
}

/** How the labels of a timecode count. */
export function timecodeFormat(timecode: XmlElement, rate: FrameRateName): TimecodeFormat {
  const shown =
    textOf(timecode, 'displayformat') ?? (textOf(timecode, 'string')?.includes(';') ? 'DF' : 'NDF');
  return { rate, dropFrame: shown.toUpperCase() === 'DF' && mayDropFrames(rate) };
}

/** A number of frames; at most eight digits, for frames beyond are no film's and more than positions can count. */
export function framesIn(element: XmlElement, name: string): number | null {
  const text = textOf(element, name) ?? '';
  return /^-?\d{1,8}$/.test(text) ? Number(text) : null;
}

function formatOf(sequence: XmlElement, rate: FrameRateName, around: TimecodeFormat): TimecodeFormat {
  const timecode = childOf(sequence, 'timecode');
  if (timecode) return timecodeFormat(timecode, rate);
  return rate === around.rate ? around : { rate, dropFrame: false };
}

function startOf(sequence: XmlElement, format: TimecodeFormat, problems: Problems): Flicks | null {
  const timecode = childOf(sequence, 'timecode');
  if (!timecode) return null;
  const position = timecodeStart(timecode, format);
  if (typeof position === 'number') return position;
  problems.add(lineAt(timecode.line), `${position.problem} It was read as if it began where the film does.`);
  return null;
}
