import { flicksToFrame, frameRate, frameToFlicks, type TimecodeFormat } from '@segue/timecode';
import * as fc from 'fast-check';
import { expect } from 'vitest';
import { markerAt, type Marker, type Timeline } from '../marker.js';

/** A timeline of an hour that begins at 01:00:00:00. */
export function timeline(format: TimecodeFormat): Timeline {
  const hour = frameToFlicks(3600 * frameRate(format.rate).nominal, format.rate);
  return { title: 'Reel 1', format, start: hour, length: hour };
}

/** Lists of markers on a timeline, in order, with all that people and garbage write into them. */
export function markers(
  { format, start, length }: Timeline,
  { onePerFrame = false } = {},
): fc.Arbitrary<Marker[]> {
  const frames = flicksToFrame(length, format.rate) - 1000;
  const words = fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.constantFrom(
      '2M4 in',
      '=SUM(A1)',
      'a | b',
      'tab\there',
      'line\nbreak',
      '"quoted", and; more',
      '<b>&amp;',
      '',
    ),
  );
  const marker = fc.record({
    frame: fc.integer({ min: 0, max: frames }),
    length: fc.option(fc.integer({ min: 2, max: 900 })),
    id: fc.option(fc.stringMatching(/^[0-9A-Za-z]{4,14}$/)),
    name: words,
    comment: words,
    author: fc.option(words),
    colour: fc.constantFrom('red', 'green', 'blue', null),
    status: fc.constantFrom('open' as const, 'done' as const, null),
  });
  const list = onePerFrame
    ? fc.uniqueArray(marker, { maxLength: 12, selector: ({ frame }) => frame })
    : fc.array(marker, { maxLength: 12 });
  return list.map((made) =>
    made
      .sort((a, b) => a.frame - b.frame)
      .map(({ frame, length: frameCount, ...rest }) => {
        const position = start + frameToFlicks(frame, format.rate);
        const out = frameCount === null ? null : position + frameToFlicks(frameCount, format.rate);
        return { ...markerAt(position), ...rest, out };
      }),
  );
}

/** Whether markers that were read are those that were written, as far as the format keeps these fields. */
export function sameMarkers(
  read: readonly Marker[],
  written: readonly Marker[],
  fields: readonly (keyof Marker)[],
): void {
  const only = (list: readonly Marker[]) =>
    list.map((marker) => Object.fromEntries(fields.map((field) => [field, marker[field]])));
  expect(only(read)).toEqual(only(written));
}
