export { FLICKS_PER_SECOND } from './flicks-per-second.js';
export {
  flicksToFrame,
  flicksToSamples,
  flicksToSeconds,
  frameMiddleSeconds,
  frameToFlicks,
  samplesToFlicks,
  secondsToFlicks,
  type Flicks,
} from './flicks.js';
export {
  FRAME_RATE_NAMES,
  FRAME_RATES,
  frameRate,
  mayDropFrames,
  type FrameRate,
  type FrameRateName,
  type TimecodeFormat,
} from './frame-rate.js';
export { formatDuration, formatOffset, formatTimecode, framesPerDay, timecodeLabel } from './timecode.js';
export { parseTimecode, parseTimecodeTolerant, type ParsedTimecode } from './timecode-entry.js';
export { formatFeetAndFrames, parseFeetAndFrames } from './feet-and-frames.js';
export {
  barOfTick,
  flicksOfTick,
  formatBar,
  tickOfBar,
  tickOfFlicks,
  type BarPosition,
  type TempoMap,
} from './tempo-map.js';
