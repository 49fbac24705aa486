import { FLICKS_PER_SECOND } from './flicks-per-second.js';
import type { Flicks } from './flicks.js';
import { exactly, fraction, type Fraction } from './fraction.js';

/** From this tick on a quarter note lasts so long. */
interface TempoEvent {
  readonly tick: number;
  readonly microsecondsPerQuarter: number;
}

/** From this tick on bars have so many beats of one `denominator`-th note. It begins a new bar. */
interface MeterEvent {
  readonly tick: number;
  readonly numerator: number;
  readonly denominator: number;
}

/** The tempos and meters of a piece, as MIDI files have them. Before the first event it is 120 bpm in 4/4. */
export interface TempoMap {
  /** Ticks per quarter note. */
  readonly ppq: number;
  readonly tempos: readonly TempoEvent[];
  readonly meters: readonly MeterEvent[];
}

/** The tempos and meters of a piece, and where its tick 0 lies in the film. */
export interface PlacedTempoMap extends TempoMap {
  readonly startFlicks: Flicks;
}

/** So many ticks under one event, from the tick `from` on; `to` is infinite for the last one. */
export interface Stretch<Event> {
  readonly from: number;
  readonly to: number;
  readonly event: Event;
}

const DEFAULT_TEMPO: TempoEvent = { tick: 0, microsecondsPerQuarter: 500_000 };
const DEFAULT_METER: MeterEvent = { tick: 0, numerator: 4, denominator: 4 };
const MICROSECONDS = 1_000_000n;

/**
 * Where a tick sounds, in flicks from tick 0, exactly: the sum of ticks × microseconds per quarter over the stretches of
 * one tempo (Standard MIDI File 1.0). Before tick 0 the first tempo reaches back.
 *
 * @throws RangeError if the map has no ticks per quarter note, or a number is not whole.
 */
export function flicksOfTick({ ppq, tempos }: TempoMap, tick: number | Fraction): Fraction {
  const { num, den } = exactly(tick);
  // In units in which both the tick and those of the map are whole.
  let microticks = 0n;
  for (const { from, to, event } of stretches(tempos, DEFAULT_TEMPO)) {
    const begin = BigInt(from) * den;
    if (num <= begin && from > 0) break;
    const end = to === Infinity || num < BigInt(to) * den ? num : BigInt(to) * den;
    microticks += (end - begin) * BigInt(event.microsecondsPerQuarter);
  }
  return fraction(microticks * BigInt(FLICKS_PER_SECOND), den * BigInt(ppq) * MICROSECONDS);
}

/**
 * The tick that sounds at a position, in flicks from tick 0, exactly: a fraction of a tick may be left.
 *
 * @throws RangeError if a number is not whole.
 */
export function tickOfFlicks({ ppq, tempos }: TempoMap, flicks: Flicks | Fraction): Fraction {
  const { num, den } = exactly(flicks);
  // In units in which both a tick and a flick of every tempo are whole.
  const wanted = num * BigInt(ppq) * MICROSECONDS;
  let passed = 0n;
  for (const { from, to, event } of stretches(tempos, DEFAULT_TEMPO)) {
    const perTick = BigInt(event.microsecondsPerQuarter) * BigInt(FLICKS_PER_SECOND) * den;
    const long = to === Infinity ? null : BigInt(to - from) * perTick;
    if (long === null || wanted < passed + long)
      return fraction(BigInt(from) * perTick + wanted - passed, perTick);
    passed += long;
  }
  throw new RangeError('A tempo map has no end.');
}

/** The stretches of one meter each, from tick 0 without end, with the bars that come before each. */
export function* meterStretches({
  ppq,
  meters,
}: TempoMap): Generator<Stretch<MeterEvent> & { barsBefore: bigint; ticksPerBeat: Fraction }> {
  let barsBefore = 0n;
  for (const stretch of stretches(meters, DEFAULT_METER)) {
    const { from, to, event } = stretch;
    const ticksPerBeat = fraction(4n * BigInt(ppq), BigInt(event.denominator));
    yield { ...stretch, barsBefore, ticksPerBeat };
    if (to === Infinity) return;
    // A bar that the next meter cuts short is a bar too.
    const perBar = ticksPerBeat.num * BigInt(event.numerator);
    barsBefore += (BigInt(to - from) * ticksPerBeat.den + perBar - 1n) / perBar;
  }
}

/** The stretches of one event each, from tick 0 without end. Of several events on one tick the last counts. */
function* stretches<Event extends { readonly tick: number }>(
  events: readonly Event[],
  initial: Event,
): Generator<Stretch<Event>> {
  let current = initial;
  let from = 0;
  for (const event of [...events].sort((a, b) => a.tick - b.tick)) {
    if (event.tick > from) yield { from, to: event.tick, event: current };
    from = Math.max(from, event.tick);
    current = event;
  }
  yield { from, to: Infinity, event: current };
}
