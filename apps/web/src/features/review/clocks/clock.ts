import {
  barLabel,
  flicksToFrame,
  formatFootage,
  formatOffset,
  timecodeLabel,
  type FootageCount,
  type PlacedTempoMap,
  type TimecodeFormat,
} from '@segue/timecode';

/** The clocks that tell where something is in the film, in the order in which they are offered. */
export const CLOCKS = ['picture', 'cue', 'bars', 'session', 'feet'] as const;
export type Clock = (typeof CLOCKS)[number];

/** What the clocks of a cue count from. Positions are absolute, in flicks; null where nobody has said them. */
export interface ClockFace {
  readonly format: TimecodeFormat;
  /** Where the cue begins. */
  readonly cueIn: number | null;
  /** The tempos and meters of the version that is shown. */
  readonly tempo: PlacedTempoMap | null;
  /** Where the DAW session of the cue begins. */
  readonly sessionStart: number | null;
  /** Where 0+00 is: the first frame of the cut, or of the film. */
  readonly feetStart: number;
  readonly feetCount: FootageCount;
}

/** What a clock shows where it has nothing to count. */
export const NO_READING = '–';

/** Whether a clock has what it counts from. */
export function isSet(clock: Clock, { cueIn, tempo, sessionStart }: ClockFace): boolean {
  if (clock === 'cue') return cueIn !== null;
  if (clock === 'bars') return tempo !== null;
  return clock !== 'session' || sessionStart !== null;
}

/**
 * What a clock shows at a position in flicks: the timecode; the signed distance from the start of the cue or of the DAW
 * session as hours, minutes, seconds and frames; bar, beat and tick; or feet and frames. A dash where it counts nothing,
 * as do bars before the music's first tick.
 */
export function readClock(clock: Clock, flicks: number, face: ClockFace): string {
  const { format, cueIn, tempo, sessionStart } = face;
  switch (clock) {
    case 'picture':
      return timecodeLabel(flicks, format);
    case 'cue':
      return cueIn === null ? NO_READING : distance(cueIn, flicks, format);
    case 'session':
      return sessionStart === null ? NO_READING : distance(sessionStart, flicks, format);
    case 'bars':
      return tempo === null || flicks < tempo.startFlicks ? NO_READING : barLabel(flicks, tempo);
    case 'feet':
      return formatFootage(flicks - face.feetStart, format.rate, face.feetCount);
  }
}

/** The clock to show where this one was chosen: it may count nothing here. */
export function shownClock(chosen: Clock, face: ClockFace): Clock {
  return isSet(chosen, face) ? chosen : 'picture';
}

/** The clock after this one among those that count something. */
export function clockAfter(clock: Clock, face: ClockFace): Clock {
  const turn = CLOCKS.indexOf(clock) + 1;
  return [...CLOCKS.slice(turn), ...CLOCKS.slice(0, turn)].find((next) => isSet(next, face)) ?? clock;
}

/** In whole frames of the film, so that it goes on with the timecode and never between its frames. */
function distance(from: number, to: number, format: TimecodeFormat): string {
  return formatOffset(flicksToFrame(to, format.rate) - flicksToFrame(from, format.rate), format);
}
