import type { Flicks } from './flicks.js';
import { exactly, floorOf, fraction, type Fraction } from './fraction.js';
import {
  flicksOfTick,
  meterStretches,
  tickOfFlicks,
  type PlacedTempoMap,
  type TempoMap,
} from './tempo-map.js';

/** A musical position: bars and beats count from 1, ticks from 0. A beat is one denominator unit of the meter. */
export interface BarPosition {
  readonly bar: number;
  readonly beat: number;
  readonly tick: number;
}

/** A musical position between the ticks too. */
export interface ExactBarPosition {
  readonly bar: number;
  readonly beat: number;
  readonly tick: Fraction;
}

/**
 * The bar, beat and tick at a position in the film, exactly. Before tick 0 the first meter reaches back, to bar 0 and below.
 *
 * @throws RangeError if a number is not whole.
 */
export function barOfFlicks(tempo: PlacedTempoMap, flicks: Flicks | Fraction): ExactBarPosition {
  const { num, den } = exactly(flicks);
  const fromStart = fraction(num - BigInt(tempo.startFlicks) * den, den);
  return placeOf(tempo, tickOfFlicks(tempo, fromStart));
}

/**
 * The position in the film of a bar, beat and tick, exactly, or what is wrong with them: a bar or beat that the meter does
 * not have.
 *
 * @throws RangeError if a number is not whole.
 */
export function flicksOfBar(
  tempo: PlacedTempoMap,
  position: BarPosition | ExactBarPosition,
): { flicks: Fraction } | { problem: string } {
  const found = tickOf(tempo, position.bar, position.beat, exactly(position.tick));
  if ('problem' in found) return found;
  const { num, den } = flicksOfTick(tempo, found.tick);
  return { flicks: fraction(num + BigInt(tempo.startFlicks) * den, den) };
}

/** The label of the tick that a position in the film lies in: `17|3|240`. */
export function barLabel(flicks: Flicks, tempo: PlacedTempoMap): string {
  const { bar, beat, tick } = barOfFlicks(tempo, flicks);
  return formatBar({ bar, beat, tick: Number(floorOf(tick)) });
}

/**
 * The bar, beat and tick of a tick. A meter that changes inside a bar begins a new bar there. Before tick 0 the first
 * meter reaches back, to bar 0 and below.
 *
 * @throws RangeError if `tick` is not whole.
 */
export function barOfTick(map: TempoMap, tick: number): BarPosition {
  const { bar, beat, tick: rest } = placeOf(map, exactly(tick));
  return { bar, beat, tick: Number(rest.num) / Number(rest.den) };
}

/**
 * The tick of a bar position, or what is wrong with it: a bar or beat that the meter does not have.
 *
 * @throws RangeError if bar or beat is not whole, or the tick neither whole nor a part that `barOfTick` leaves.
 */
export function tickOfBar(map: TempoMap, position: BarPosition): { tick: number } | { problem: string } {
  const { bar, beat, tick } = position;
  const found = tickOf(map, bar, beat, binaryFraction(tick));
  return 'problem' in found ? found : { tick: Number(found.tick.num) / Number(found.tick.den) };
}

/** A bar position as people write it: `17|3|240`. */
export function formatBar({ bar, beat, tick }: BarPosition): string {
  return `${String(bar)}|${String(beat)}|${String(tick).padStart(3, '0')}`;
}

/**
 * Reads a bar position: `17|3|240` as it is written, `b17.3`, `b17`. What is left out is the first beat and the first
 * tick. Whether the music has such a bar is for its tempo map to say.
 */
export function parseBar(text: string): BarPosition | { problem: string } {
  const fields = /^b?\s*(\d{1,6})(?:[|.:;,\s](\d{1,3})(?:[|.:;,\s](\d{1,6}))?)?[|.:;,]?$/i.exec(text.trim());
  if (!fields) return { problem: 'Write bar and beat like b17.3, or with ticks b17.3.240.' };
  const [, bar, beat = '1', tick = '0'] = fields;
  return { bar: Number(bar), beat: Number(beat), tick: Number(tick) };
}

function placeOf(map: TempoMap, tick: Fraction): ExactBarPosition {
  for (const { from, to, event, barsBefore, ticksPerBeat } of meterStretches(map)) {
    if (to !== Infinity && tick.num >= BigInt(to) * tick.den) continue;
    const into = tick.num - BigInt(from) * tick.den;
    const beats = floorOf({ num: into * ticksPerBeat.den, den: tick.den * ticksPerBeat.num });
    const perBar = BigInt(event.numerator);
    const bars = floorOf({ num: beats, den: perBar });
    return {
      bar: Number(barsBefore + bars) + 1,
      beat: Number(beats - bars * perBar) + 1,
      tick: fraction(
        into * ticksPerBeat.den - beats * ticksPerBeat.num * tick.den,
        tick.den * ticksPerBeat.den,
      ),
    };
  }
  throw new RangeError('A tempo map has no end.');
}

function tickOf(
  map: TempoMap,
  bar: number,
  beat: number,
  rest: Fraction,
): { tick: Fraction } | { problem: string } {
  if (bar < 1) return { problem: 'Bars count from 1.' };
  for (const { from, to, event, barsBefore, ticksPerBeat } of meterStretches(map)) {
    const beats = (BigInt(bar) - 1n - barsBefore) * BigInt(event.numerator) + BigInt(beat) - 1n;
    const barBegins = (BigInt(bar) - 1n - barsBefore) * BigInt(event.numerator) * ticksPerBeat.num;
    if (to !== Infinity && barBegins >= BigInt(to - from) * ticksPerBeat.den) continue;
    if (beat < 1 || beat > event.numerator)
      return { problem: `Bar ${String(bar)} has beats 1 to ${String(event.numerator)}.` };
    if (rest.num < 0n || rest.num * ticksPerBeat.den >= ticksPerBeat.num * rest.den)
      return { problem: `A beat has ticks 0 to ${String((ticksPerBeat.num - 1n) / ticksPerBeat.den)}.` };
    const tick = fraction(
      BigInt(from) * ticksPerBeat.den * rest.den +
        beats * ticksPerBeat.num * rest.den +
        rest.num * ticksPerBeat.den,
      ticksPerBeat.den * rest.den,
    );
    if (to !== Infinity && tick.num >= BigInt(to) * tick.den)
      return { problem: `Bar ${String(bar)} is cut short by a new meter.` };
    return { tick };
  }
  throw new RangeError('A tempo map has no end.');
}

/** Part of a tick as `barOfTick` leaves it where beats are no whole ticks: halves, quarters, down to 128ths. */
function binaryFraction(tick: number): Fraction {
  return fraction(BigInt(tick * 128), 128n);
}
