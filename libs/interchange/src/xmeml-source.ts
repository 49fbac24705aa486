import { mayDropFrames, type FrameRateName } from '@segue/timecode';
import { fineFlicks, type FineFlicks } from './exact-seconds.js';
import { fileNameOf } from './media-names.js';
import type { Shown } from './picture-track.js';
import { childOf, textOf, type XmlElement } from './xml.js';
import { effectOf, parameterOf } from './xmeml-retime.js';
import { timecodeFormat, timecodeStart, xmemlRateOf } from './xmeml-sequence.js';

const BLACK_NAME = /^(?:black(?: video)?|slug)$/i;

/** What a clip shows, by the reel of its file, else the file, and by its own name. */
export function shownByClip(item: XmlElement, file: XmlElement | null): Shown {
  const clipName = textOf(item, 'name') || null;
  const timecode = file && childOf(file, 'timecode');
  const tape = timecode && childOf(timecode, 'reel');
  const path = (file && textOf(file, 'pathurl')) ?? '';
  const name = (file && textOf(file, 'name')) ?? '';
  const reel = (tape && textOf(tape, 'name')) || fileNameOf(path) || name;
  // What is made up by the application has no path.
  const isMade =
    path === '' && [name, clipName ?? '', (file && textOf(file, 'mediaSource')) ?? ''].some(isBlackName);
  return { reel: reel || null, clipName, black: isMade };
}

/** What a generator shows: black, or something of that name. */
export function shownByGenerator(item: XmlElement): Shown {
  const effect = childOf(item, 'effect');
  const clipName = textOf(item, 'name') || null;
  const names = [
    clipName ?? '',
    ...['name', 'effectid'].map((name) => (effect && textOf(effect, name)) ?? ''),
  ];
  return { reel: null, clipName, black: names.some(isBlackName) };
}

/** Where the first frame of a file stands in its own timecode; zero where it has none. */
export function sourceStart(file: XmlElement, around: FrameRateName): FineFlicks {
  const timecode = childOf(file, 'timecode');
  if (!timecode) return 0n;
  const rate = xmemlRateOf(timecode, xmemlRateOf(file, around) ?? around) ?? around;
  const start = timecodeStart(
    timecode,
    mayDropFrames(rate) ? timecodeFormat(timecode, rate) : { rate, dropFrame: false },
  );
  return typeof start === 'number' ? fineFlicks(start) : 0n;
}

/** Whether a clip on an upper track hides what is below it, as far as the file says: it is neither faded nor mixed. */
export function hidesBelow(item: XmlElement): boolean {
  const mode = textOf(item, 'compositemode')?.toLowerCase() ?? 'normal';
  const effect = effectOf(item, 'opacity');
  const opacity = effect ? parameterOf(effect, 'opacity') : null;
  return mode === 'normal' && (opacity === null || opacity === '' || Number(opacity) >= 100);
}

function isBlackName(name: string): boolean {
  return BLACK_NAME.test(name.trim());
}
