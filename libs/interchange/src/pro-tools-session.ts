import {
  FLICKS_PER_SECOND,
  FRAME_RATE_NAMES,
  frameRate,
  mayDropFrames,
  type Flicks,
  type FrameRateName,
} from '@segue/timecode';
import { decimal, type Fraction } from './exact-seconds.js';
import { ListLabels } from './list-labels.js';
import type { StatedTimeline, Timeline } from './marker.js';
import { lineAt, type Problems } from './text.js';

const LINE = /^(SESSION NAME|SAMPLE RATE|SESSION START TIMECODE|TIMECODE FORMAT):\t(.*)$/;
const FORMAT = /^([\d.]+)( Drop| Non-?Drop)? Frame/i;
/** The rates of which Pro Tools shows two decimals. */
const WRITTEN_SHORT: Readonly<Record<string, FrameRateName>> = { '23.98': '23.976', '47.95': '47.952' };
const WITH_SUBFRAMES = /^(\d{1,2}:\d{1,2}:\d{1,2}[:;.]\d{1,3})\.(\d\d)$/;

/** What the head of a Pro Tools text says of the session; where it says nothing, it is as the timeline. */
export interface Session {
  /** Reads its timecodes. */
  readonly labels: ListLabels;
  readonly start: Flicks;
  /** Samples per second; null where the file does not say. A pulled session has a broken number of them. */
  readonly sampleRate: Fraction | null;
  readonly stated: StatedTimeline;
}

/** Reads the head of a Pro Tools text. */
export function parseSession(lines: readonly string[], timeline: Timeline, problems: Problems): Session {
  const said = new Map<string, { readonly line: number; readonly value: string }>();
  for (const [line, text] of lines.entries()) {
    const [, key, value = ''] = LINE.exec(text) ?? [];
    if (key !== undefined && !said.has(key)) said.set(key, { line, value: value.trim() });
  }
  const valueOf = <Value>(
    key: string,
    read: (text: string, where: string) => Value | null,
  ): Value | undefined => {
    const entry = said.get(key);
    if (!entry || entry.value === '') return undefined;
    const value = read(entry.value, lineAt(entry.line));
    if (value !== null) return value;
    problems.add(
      lineAt(entry.line),
      `"${entry.value.slice(0, 40)}" is unknown here: it was read as if that were not said.`,
    );
    return undefined;
  };
  const title = valueOf('SESSION NAME', (text) => text);
  const format = valueOf('TIMECODE FORMAT', (text, where) => {
    const read = formatOf(text);
    if (!read?.isDropped || mayDropFrames(read.rate))
      return read && { rate: read.rate, dropFrame: read.isDropped };
    problems.add(where, `"${text}" is no way in which films count: it was read without drop frame.`);
    return { rate: read.rate, dropFrame: false };
  });
  const labels = new ListLabels(format ?? timeline.format, problems);
  const start = valueOf('SESSION START TIMECODE', (text) => {
    const position = sessionLabel(text, labels, 'SESSION START TIMECODE');
    return typeof position === 'number' ? position : null;
  });
  return {
    labels,
    start: start ?? timeline.start,
    sampleRate: valueOf('SAMPLE RATE', sampleRateOf) ?? null,
    stated: {
      ...(title === undefined ? {} : { title }),
      ...(format === undefined ? {} : { format }),
      ...(start === undefined ? {} : { start }),
    },
  };
}

/** The position that a timecode names, where hundredths of a frame may follow: `01:00:00:00.50`. */
export function sessionLabel(
  text: string,
  labels: ListLabels,
  where: string,
): Flicks | { readonly problem: string } {
  const [, label = text, hundredths = '0'] = WITH_SUBFRAMES.exec(text) ?? [];
  const position = labels.position(label, where);
  if (typeof position !== 'number') return position;
  return position + Math.round((frameRate(labels.format.rate).flicksPerFrame * Number(hundredths)) / 100);
}

/** The position at which a sample begins, or the first flick inside it; null when that is out of reach. */
export function sampleStart(sample: string, { start, sampleRate }: Session): Flicks | null {
  if (!sampleRate || !/^\d{1,18}$/.test(sample)) return null;
  const flicks = BigInt(sample) * BigInt(FLICKS_PER_SECOND) * sampleRate.den;
  const position = start + Number((flicks + sampleRate.num - 1n) / sampleRate.num);
  return Number.isSafeInteger(position) ? position : null;
}

function formatOf(text: string): { readonly rate: FrameRateName; readonly isDropped: boolean } | null {
  const [, name, drop] = FORMAT.exec(text) ?? [];
  const rate = FRAME_RATE_NAMES.find((known) => known === (WRITTEN_SHORT[name ?? ''] ?? name));
  return rate === undefined ? null : { rate, isDropped: drop?.toLowerCase() === ' drop' };
}

function sampleRateOf(text: string): Fraction | null {
  const rate = decimal(text);
  return rate && rate.num > 0n ? rate : null;
}
