export { FLICKS_PER_SECOND } from './flicks-per-second.js';
export {
  flicksToFrame,
  flicksToSeconds,
  frameMiddleSeconds,
  frameToFlicks,
  secondsToFlicks,
  type Flicks,
} from './flicks.js';
export {
  flicksToSamples,
  frameInSamples,
  frameToSample,
  PULLS,
  samplesToFlicks,
  sampleToFrame,
  type Pull,
} from './samples.js';
export { type Fraction } from './fraction.js';
export {
  FRAME_RATE_NAMES,
  FRAME_RATES,
  frameRate,
  isSameFormat,
  mayDropFrames,
  type FrameRate,
  type FrameRateName,
  type TimecodeFormat,
} from './frame-rate.js';
export { formatDuration, formatOffset, formatTimecode, framesPerDay, timecodeLabel } from './timecode.js';
export { parseOffset, parseTimecode, parseTimecodeTolerant, type ParsedTimecode } from './timecode-entry.js';
export { parsePosition, type EntryContext, type ParsedPosition } from './position-entry.js';
export { formatRange, type FilmRange, type OutShown } from './range.js';
export {
  FOOTAGE_COUNTS,
  formatFeetAndFrames,
  formatFootage,
  parseFeetAndFrames,
  parseFootage,
  type FootageCount,
} from './feet-and-frames.js';
export { clicksBetween, type Click } from './clicks.js';
export { flicksOfTick, tickOfFlicks, type PlacedTempoMap, type TempoMap } from './tempo-map.js';
export {
  barLabel,
  barOfFlicks,
  barOfTick,
  flicksOfBar,
  formatBar,
  parseBar,
  tickOfBar,
  type BarPosition,
  type ExactBarPosition,
} from './bars.js';
export { beatAfter, beatBefore } from './beats.js';
