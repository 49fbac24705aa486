import { barOfFlicks, type TempoMap } from '@segue/timecode';
import type { Version } from '@segue/protocol';

/** What people want to know of a tempo map at a glance. */
export interface TempoSummary {
  /** The bars in which the version begins and ends, counted from 1. */
  readonly firstBar: number;
  readonly lastBar: number;
  /** Quarter notes a minute, `92` or `88–120`. */
  readonly tempo: string;
  /** The meters in the order in which they come first. */
  readonly meters: readonly string[];
}

/** Sums up the tempo map of a version; null when it has none. */
export function tempoSummary(
  version: Pick<Version, 'tempoMap' | 'positionFlicks' | 'lengthFlicks'>,
): TempoSummary | null {
  const { tempoMap, positionFlicks, lengthFlicks } = version;
  if (!tempoMap) return null;
  const bar = (flicks: number): number => Math.max(1, barOfFlicks(tempoMap, flicks).bar);
  return {
    firstBar: bar(positionFlicks),
    lastBar: bar(Math.max(positionFlicks, positionFlicks + lengthFlicks - 1)),
    tempo: tempoRange(tempoMap),
    meters: [
      ...new Set(
        tempoMap.meters.map(({ numerator, denominator }) => `${String(numerator)}/${String(denominator)}`),
      ),
    ],
  };
}

function tempoRange({ tempos }: TempoMap): string {
  const perMinute = tempos.map(({ microsecondsPerQuarter }) => 60_000_000 / microsecondsPerQuarter);
  const slowest = shown(perMinute.reduce((a, b) => Math.min(a, b)));
  const fastest = shown(perMinute.reduce((a, b) => Math.max(a, b)));
  return slowest === fastest ? slowest : `${slowest}–${fastest}`;
}

/** DAWs show tempos with decimals: 92.5 is another tempo than 93. */
function shown(perMinute: number): string {
  return String(Math.round(perMinute * 100) / 100);
}
