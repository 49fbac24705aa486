import { FLICKS_PER_SECOND } from '@segue/timecode';
import { decimal, nearest, type FineFlicks, type Fraction } from './exact-seconds.js';
import { attributeOf, type XmlElement } from './xml.js';

/** How long it is from the beginning of the project to a place in ticks. */
export type TicksToTime = (ticks: Fraction) => FineFlicks;

interface Tempo {
  /** In ticks times 10^15. */
  readonly from: bigint;
  readonly beatsPerMinute: Fraction;
  readonly at: FineFlicks;
}

const FINE = 10n ** 15n;
/** Flicks in a tick at one beat per minute; a quarter note has 480 ticks. */
const FLICKS_PER_TICK = BigInt((FLICKS_PER_SECOND * 60) / 480);

/** The child of an object that has this name: a value, a list or another object. */
export function partOf({ children }: XmlElement, name: string): XmlElement | null {
  return children.find((child) => attributeOf(child, 'name') === name) ?? null;
}

/** The value of the child that has this name. */
export function valueOf(element: XmlElement, name: string): string | null {
  const part = partOf(element, name);
  return part && attributeOf(part, 'value');
}

/** The number under a name, exactly. */
export function numberOf(element: XmlElement, name: string): Fraction | null {
  return decimal(valueOf(element, name) ?? '');
}

/** The tempo track of a project, or why it cannot be followed. */
export function readTempoTrack(track: XmlElement): TicksToTime | { readonly problem: string } {
  const tempos: Tempo[] = [];
  for (const event of partOf(track, 'TempoEvent')?.children ?? []) {
    const ticks = numberOf(event, 'PPQ');
    const beatsPerMinute = numberOf(event, 'BPM');
    if (!ticks || !beatsPerMinute || beatsPerMinute.num <= 0n)
      return { problem: 'its tempo track has a tempo that is none' };
    const glides = (valueOf(event, 'Func') ?? '0') !== '0';
    if (glides) return { problem: 'its tempo glides from one value to another' };
    const from = fineTicks(ticks);
    const before = tempos.at(-1);
    if (before && from < before.from) return { problem: 'its tempo track is not in order' };
    tempos.push({ from, beatsPerMinute, at: before ? timeAt(before, from) : 0n });
  }
  const [first] = tempos;
  if (!first) return { problem: 'its tempo track is empty' };
  // What stands before the first tempo is played at it, too.
  const begin: Tempo = { ...first, from: 0n };
  const fromBegin = timeAt(begin, first.from);
  return (ticks) => {
    const place = fineTicks(ticks);
    const tempo = lastBefore(tempos, place);
    return tempo ? fromBegin + timeAt(tempo, place) : timeAt(begin, place);
  };
}

function fineTicks({ num, den }: Fraction): bigint {
  return nearest(num * FINE, den);
}

function timeAt({ from, beatsPerMinute, at }: Tempo, place: bigint): FineFlicks {
  return at + nearest((place - from) * FLICKS_PER_TICK * beatsPerMinute.den, beatsPerMinute.num);
}

/** The last tempo that begins at a place or before it. */
function lastBefore(tempos: readonly Tempo[], place: bigint): Tempo | null {
  let low = 0;
  let high = tempos.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const tempo = tempos[middle];
    if (tempo && tempo.from <= place) low = middle + 1;
    else high = middle;
  }
  return tempos[low - 1] ?? null;
}
