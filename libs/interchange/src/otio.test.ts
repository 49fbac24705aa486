import { frameToFlicks } from '@segue/timecode';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markerAt } from './marker.js';
import { formatOtio, parseOtio } from './otio.js';
import { markers, sameMarkers, timeline } from './testing/markers.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const at25 = timeline({ rate: '25', dropFrame: false });
const reel2 = frameToFlicks(172800, '23.976');
const frame = (count: number) => reel2 + frameToFlicks(count, '23.976');

const time = (value: number, rate = 23.976023976023978) => ({ OTIO_SCHEMA: 'RationalTime.1', value, rate });
const range = (from: number, frames: number) => ({
  OTIO_SCHEMA: 'TimeRange.1',
  start_time: time(from),
  duration: time(frames),
});
const marker = (name: string, from: number, more: object = {}) => ({
  OTIO_SCHEMA: 'Marker.2',
  name,
  marked_range: range(from, 1),
  metadata: {},
  ...more,
});
const file = (tracks: object, more: object = {}): Uint8Array =>
  bytes(
    JSON.stringify({
      OTIO_SCHEMA: 'Timeline.1',
      name: 'Reel 2 notes',
      global_start_time: time(172800),
      tracks: { OTIO_SCHEMA: 'Stack.1', children: [], ...tracks },
      ...more,
    }),
  );

describe('markers of OpenTimelineIO', () => {
  it('on the timeline are read in each of their versions', () => {
    const { items, problems, stated } = parseOtio(
      file({
        markers: [
          {
            ...marker('2M4 in', 226, { color: 'RED', comment: 'after the breath [S:7k2f]' }),
            OTIO_SCHEMA: 'Marker.1',
          },
          marker('long', 288, {
            marked_range: range(288, 36),
            metadata: { Resolve_OTIO: { Note: 'too loud' } },
          }),
          marker('three', 300, {
            OTIO_SCHEMA: 'Marker.3',
            color: { OTIO_SCHEMA: 'Color.1', r: 0.1, g: 0.9, b: 0.2, a: 1, name: '' },
          }),
          marker('sound', 0, { marked_range: { start_time: time(48048, 48000), duration: time(0, 48000) } }),
        ],
      }),
      at25,
    );
    expect(problems).toEqual([]);
    expect(stated).toEqual({
      title: 'Reel 2 notes',
      format: { rate: '23.976', dropFrame: false },
      start: reel2,
    });
    expect(items).toEqual([
      { ...markerAt(frame(226)), id: '7k2f', name: '2M4 in', comment: 'after the breath', colour: 'red' },
      { ...markerAt(frame(288)), out: frame(324), name: 'long', comment: 'too loud' },
      { ...markerAt(frame(300)), name: 'three', colour: '#1ae633' },
      { ...markerAt(frame(24)), name: 'sound' },
    ]);
  });

  it('on tracks and clips stand where their owner does', () => {
    const media = { OTIO_SCHEMA: 'ExternalReference.1', available_range: range(5000, 40) };
    const { items, problems } = parseOtio(
      file({
        children: [
          {
            OTIO_SCHEMA: 'Track.1',
            name: 'V1',
            markers: [marker('track', 7)],
            children: [
              { OTIO_SCHEMA: 'Gap.1', source_range: range(0, 100), markers: [marker('gap', 3)] },
              { OTIO_SCHEMA: 'Transition.1', in_offset: time(5), out_offset: time(5) },
              {
                OTIO_SCHEMA: 'Clip.1',
                source_range: range(1000, 50),
                markers: [marker('clip', 1010), marker('cut off', 1050)],
              },
              {
                OTIO_SCHEMA: 'Clip.2',
                media_references: { main: media },
                active_media_reference_key: 'main',
                markers: [marker('whole', 5002)],
              },
              {
                OTIO_SCHEMA: 'Stack.1',
                source_range: range(10, 30),
                markers: [marker('stack', 15)],
                children: [
                  {
                    OTIO_SCHEMA: 'Track.1',
                    children: [
                      { OTIO_SCHEMA: 'Clip.1', source_range: range(0, 40), markers: [marker('deep', 12)] },
                    ],
                  },
                ],
              },
              { OTIO_SCHEMA: 'Gap.1', source_range: range(0, 9), markers: [marker('last', 0)] },
            ],
          },
        ],
      }),
      at25,
    );
    const frames = items.map(({ name, in: position, track }) => [
      name,
      (position - reel2) / frameToFlicks(1, '23.976'),
      track,
    ]);
    expect(frames).toEqual([
      ['track', 7, 'V1'],
      ['gap', 3, 'V1'],
      ['clip', 110, 'V1'],
      ['whole', 152, 'V1'],
      ['stack', 195, 'V1'],
      ['deep', 192, null],
      ['last', 220, 'V1'],
    ]);
    expect(problems.map(({ what }) => what)).toEqual([expect.stringMatching(/^1 markers were left out/)]);
  });

  it('count from the start of the film in a file that states none', () => {
    const { items, stated } = parseOtio(
      file({ markers: [marker('', 24)] }, { global_start_time: null }),
      at25,
    );
    expect(stated).toEqual({ title: 'Reel 2 notes' });
    expect(items).toEqual([markerAt(at25.start + frameToFlicks(24, '23.976'))]);
  });

  it('say where they cannot be read', () => {
    const { items, problems } = parseOtio(
      file({
        markers: [
          marker('a', 1),
          { OTIO_SCHEMA: 'Marker.2' },
          marker('b', 1e20),
          marker('c', 1, { marked_range: { start_time: time(1, 0) } }),
        ],
      }),
      at25,
    );
    expect(items).toHaveLength(1);
    expect(problems.map(({ where }) => where)).toEqual(['marker 2', 'marker 3', 'marker 4']);
    const what = (text: string) => parseOtio(bytes(text), at25).problems[0]?.what;
    expect(what('{"OTIO_SCHEMA":"Clip.1"}')).toContain('no timeline');
    expect(what('{"OTIO_SCHEMA":"Timeline.1"}')).toContain('no tracks');
    expect(what('{"OTIO_SCHEMA":')).toContain('not JSON');
    expect(what('['.repeat(3_000_001))).toContain('too many');
    const nested = `${'{"OTIO_SCHEMA":"Stack.1","children":['.repeat(5000)}${']}'.repeat(5000)}`;
    expect(what(`{"OTIO_SCHEMA":"Timeline.1","tracks":${nested}}`)).toContain('too deep');
  });

  it('come back as they were written', () => {
    const at2997 = timeline({ rate: '29.97', dropFrame: true });
    fc.assert(
      fc.property(markers(at2997), (written) => {
        const { items, problems, stated } = parseOtio(formatOtio(written, at2997), at2997);
        expect(problems).toEqual([]);
        expect(stated).toEqual({ title: at2997.title, format: at2997.format, start: at2997.start });
        // Texts lose the space around them.
        const expected = written.map((one) => ({
          ...one,
          name: one.name.trim(),
          comment: one.comment.trim(),
        }));
        sameMarkers(items, expected, [
          'id',
          'in',
          'out',
          'name',
          'comment',
          'colour',
          'author',
          'status',
          'createdAt',
        ]);
      }),
    );
  });

  it('never throw, whatever the bytes or values', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.jsonValue(), fc.double(), (some, json, value) => {
        expect(parseOtio(some, at25).items).toEqual([]);
        parseOtio(file({ markers: json, children: [json] }, { global_start_time: json }), at25);
        parseOtio(file({ markers: [marker('', value, { metadata: json, color: json })] }), at25);
      }),
    );
  });
});
