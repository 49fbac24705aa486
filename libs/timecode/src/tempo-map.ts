import { FLICKS_PER_SECOND } from './flicks-per-second.js';
import { fraction, type Fraction } from './fraction.js';
import type { Flicks } from './flicks.js';

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

/** A musical position: bars and beats count from 1, ticks from 0. A beat is one denominator unit of the meter. */
export interface BarPosition {
  readonly bar: number;
  readonly beat: number;
  readonly tick: number;
}

const DEFAULT_TEMPO: TempoEvent = { tick: 0, microsecondsPerQuarter: 500_000 };
const DEFAULT_METER: MeterEvent = { tick: 0, numerator: 4, denominator: 4 };
const MICROSECONDS = 1_000_000n;

/**
 * Where a tick sounds, in flicks from tick 0, exactly: the sum of ticks × microseconds per quarter over the stretches of
 * one tempo (Standard MIDI File 1.0).
 *
 * @throws RangeError if the map has no ticks per quarter note.
 */
export function flicksOfTick({ ppq, tempos }: TempoMap, tick: number): Fraction {
  let microticks = 0n;
  for (const { from, to, event } of stretches(tempos, DEFAULT_TEMPO)) {
    if (tick <= from && from > 0) break;
    const end = Math.min(tick, to);
    microticks += BigInt(end - from) * BigInt(event.microsecondsPerQuarter);
  }
  return fraction(microticks * BigInt(FLICKS_PER_SECOND), BigInt(ppq) * MICROSECONDS);
}

/** The tick that sounds at a position, in flicks from tick 0, exactly: a fraction of a tick may be left. */
export function tickOfFlicks({ ppq, tempos }: TempoMap, flicks: Flicks): Fraction {
  // In units in which both a tick and a flick of every tempo are whole.
  const wanted = BigInt(flicks) * BigInt(ppq) * MICROSECONDS;
  let passed = 0n;
  for (const { from, to, event } of stretches(tempos, DEFAULT_TEMPO)) {
    const perTick = BigInt(event.microsecondsPerQuarter) * BigInt(FLICKS_PER_SECOND);
    const long = to === Infinity ? null : BigInt(to - from) * perTick;
    if (long === null || wanted < passed + long)
      return fraction(BigInt(from) * perTick + wanted - passed, perTick);
    passed += long;
  }
  throw new RangeError('A tempo map has no end.');
}

/** The bar, beat and tick of a tick from 0 on. A meter that changes inside a bar begins a new bar there. */
export function barOfTick(map: TempoMap, tick: number): BarPosition {
  let barsBefore = 0;
  for (const { from, to, event } of stretches(map.meters, DEFAULT_METER)) {
    const { perBar, perBeat } = lengths(map, event);
    if (tick >= to) {
      barsBefore += Math.ceil((to - from) / perBar);
      continue;
    }
    const into = tick - from;
    const inBar = into % perBar;
    return {
      bar: barsBefore + Math.floor(into / perBar) + 1,
      beat: Math.floor(inBar / perBeat) + 1,
      tick: inBar % perBeat,
    };
  }
  throw new RangeError('A tempo map has no end.');
}

/** The tick of a bar position, or what is wrong with it: a bar or beat that the meter does not have. */
export function tickOfBar(map: TempoMap, position: BarPosition): { tick: number } | { problem: string } {
  let barsBefore = 0;
  for (const { from, to, event } of stretches(map.meters, DEFAULT_METER)) {
    const { perBar, perBeat } = lengths(map, event);
    const bars = Math.ceil((to - from) / perBar);
    if (position.bar > barsBefore + bars) {
      barsBefore += bars;
      continue;
    }
    if (position.bar < 1) return { problem: 'Bars count from 1.' };
    if (position.beat < 1 || position.beat > event.numerator)
      return { problem: `Bar ${String(position.bar)} has beats 1 to ${String(event.numerator)}.` };
    if (position.tick < 0 || position.tick >= perBeat)
      return { problem: `A beat has ticks 0 to ${String(perBeat - 1)}.` };
    const tick =
      from + (position.bar - barsBefore - 1) * perBar + (position.beat - 1) * perBeat + position.tick;
    if (tick >= to) return { problem: `Bar ${String(position.bar)} is cut short by a new meter.` };
    return { tick };
  }
  throw new RangeError('A tempo map has no end.');
}

/** A bar position as people write it: `17|3|240`. */
export function formatBar({ bar, beat, tick }: BarPosition): string {
  return `${String(bar)}|${String(beat)}|${String(tick).padStart(3, '0')}`;
}

interface Stretch<Event> {
  readonly from: number;
  readonly to: number;
  readonly event: Event;
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

function lengths(
  { ppq }: TempoMap,
  { numerator, denominator }: MeterEvent,
): { perBar: number; perBeat: number } {
  const perBeat = (ppq * 4) / denominator;
  return { perBar: perBeat * numerator, perBeat };
}
