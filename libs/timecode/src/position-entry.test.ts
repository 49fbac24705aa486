import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barLabel, barOfFlicks, formatBar } from './bars.js';
import { FLICKS_PER_SECOND } from './flicks-per-second.js';
import { flicksToFrame, frameToFlicks } from './flicks.js';
import { floorOf } from './fraction.js';
import { FRAME_RATE_NAMES, mayDropFrames, type TimecodeFormat } from './frame-rate.js';
import { parsePosition } from './position-entry.js';
import type { PlacedTempoMap } from './tempo-map.js';
import { aTempoMap } from './testing/tempo-maps.js';
import { framesPerDay, timecodeLabel } from './timecode.js';
import { parseTimecodeTolerant } from './timecode-entry.js';

const FILM: TimecodeFormat = { rate: '24', dropFrame: false };
const DROP: TimecodeFormat = { rate: '29.97', dropFrame: true };
const HOUR = 3600 * FLICKS_PER_SECOND;
const at = (frame: number) => ({ flicks: frameToFlicks(frame, '24') });
/** Four quarters of half a second a bar, from 01:00:00:00. */
const MUSIC: PlacedTempoMap = { ppq: 960, tempos: [], meters: [], startFlicks: HOUR };

const aFormat = fc
  .record({ rate: fc.constantFrom(...FRAME_RATE_NAMES), dropFrame: fc.boolean() })
  .filter(({ rate, dropFrame }) => !dropFrame || mayDropFrames(rate));

describe('a typed position', () => {
  it('is a timecode with all its liberties, wherever one stands', () => {
    const texts = fc.oneof(
      fc.stringMatching(/^[\d:;., ]{0,14}$/),
      fc.stringMatching(/^\d{1,2}(:\d\d){0,3}$/),
    );
    fc.assert(
      fc.property(aFormat, texts, fc.option(fc.nat(HOUR)), (format, text, from) => {
        const parsed = parseTimecodeTolerant(text, format);
        const position = parsePosition(text, { format, from });
        if ('frame' in parsed) expect(position).toEqual({ flicks: frameToFlicks(parsed.frame, format.rate) });
        else expect(position).toMatchObject({ problem: parsed.problem });
      }),
    );
  });

  it('offers the next label for one that drop frame skips', () => {
    expect(parsePosition('1:00:00', { format: DROP, from: null })).toEqual({
      problem: 'Drop frame skips this label. The next one is 00:01:00;02.',
      nextValid: frameToFlicks(1800, '29.97'),
    });
  });
});

describe('a step', () => {
  const from = frameToFlicks(86_400, '24');

  it.each([
    ['+12', 86_412],
    ['-1.', 86_376],
    ['-1', 86_399],
    ['+0', 86_400],
    ['+1:00:00', 86_400 + 1440],
    ['-1:00:00:00', 0],
    ['+1.500', 86_436],
    [' − 12 ', 86_388],
  ])('%j leads from 01:00:00:00 to frame %i', (text, frame) => {
    expect(parsePosition(text, { format: FILM, from })).toEqual(at(frame));
  });

  it('counts from the beginning of the frame one stands in', () => {
    expect(parsePosition('+1', { format: FILM, from: from + 12_345 })).toEqual(at(86_401));
    expect(parsePosition('+0', { format: FILM, from: from - 1 })).toEqual(at(86_399));
  });

  it('is refused where there is nothing to count from, before zero, and beyond what can be counted', () => {
    expect(parsePosition('+12', { format: FILM, from: null })).toEqual({
      problem: 'There is nothing to count from here: write the timecode without + or -.',
    });
    expect(parsePosition('-1:00:00:01', { format: FILM, from })).toEqual({
      problem: 'That is before 00:00:00:00.',
    });
    expect(parsePosition('+9999999:00:00:00', { format: FILM, from })).toEqual({
      problem: 'That is further away than positions are counted.',
    });
    expect(parsePosition('+x', { format: FILM, from })).toEqual({
      problem: 'This is not a timecode. Write it like 01:04:12:03.',
    });
  });

  it('leads across midnight, and from before zero towards it', () => {
    const lastFrame = frameToFlicks(framesPerDay(FILM) - 1, '24');
    expect(parsePosition('+2', { format: FILM, from: lastFrame })).toEqual(at(framesPerDay(FILM) + 1));
    expect(parsePosition('+2', { format: FILM, from: frameToFlicks(-5, '24') })).toEqual(at(-3));
    expect(parsePosition('-2', { format: FILM, from: frameToFlicks(-5, '24') })).toHaveProperty('problem');
  });

  it('back leads to where one came from', () => {
    fc.assert(
      fc.property(aFormat, fc.nat(5_000_000), fc.nat(99), (format, frame, step) => {
        const start = frameToFlicks(frame, format.rate);
        const there = parsePosition(`+${String(step)}`, { format, from: start });
        if ('problem' in there) throw new Error(there.problem);
        expect(flicksToFrame(there.flicks, format.rate)).toBe(frame + step);
        expect(parsePosition(`-${String(step)}`, { format, from: there.flicks })).toEqual({ flicks: start });
      }),
    );
  });
});

describe('a bar', () => {
  it.each([
    ['b1', 0],
    ['b17.3', 33],
    ['b2.1.480', 2.25],
    ['17|3|000', 33],
    ['B17', 32],
  ])('%j is %d s into the music', (text, seconds) => {
    expect(parsePosition(text, { format: FILM, from: null, tempo: MUSIC })).toEqual({
      flicks: HOUR + seconds * FLICKS_PER_SECOND,
    });
  });

  it('is refused without a tempo map, or when the music has none such', () => {
    expect(parsePosition('b17.3', { format: FILM, from: 0 })).toEqual({
      problem: 'There is no tempo map here to count bars by.',
    });
    expect(parsePosition('b17.5', { format: FILM, from: 0, tempo: MUSIC })).toEqual({
      problem: 'Bar 17 has beats 1 to 4.',
    });
    expect(parsePosition('b0', { format: FILM, from: 0, tempo: MUSIC })).toEqual({
      problem: 'Bars count from 1.',
    });
  });

  it('leads to a flick that lies in its tick, and to the first one', () => {
    fc.assert(
      fc.property(aTempoMap, fc.nat(600 * FLICKS_PER_SECOND), (map, into) => {
        const tempo = { ...map, startFlicks: HOUR };
        const { bar, beat, tick } = barOfFlicks(tempo, HOUR + into);
        const label = formatBar({ bar, beat, tick: Number(floorOf(tick)) });
        const found = parsePosition(label, { format: FILM, from: null, tempo });
        if ('problem' in found) throw new Error(found.problem);
        expect(barLabel(found.flicks, tempo)).toBe(label);
        expect(found.flicks).toBeLessThanOrEqual(HOUR + into);
      }),
    );
  });
});

describe('whatever is typed', () => {
  it('is answered with a position or a problem', () => {
    const typed = fc.stringMatching(/^[-+b|]?[\d:;., |b+-]{0,14}$/);
    const from = fc.option(fc.integer({ min: -HOUR, max: 48 * HOUR }));
    fc.assert(
      fc.property(aFormat, fc.oneof(typed, fc.string()), from, (format, text, standing) => {
        const found = parsePosition(text, { format, from: standing, tempo: MUSIC });
        if ('flicks' in found)
          expect(timecodeLabel(found.flicks, format)).toMatch(/^\d\d:\d\d:\d\d[:;]\d\d\d?$/);
        else expect(found.problem).toMatch(/\.$/);
      }),
    );
  });
});
