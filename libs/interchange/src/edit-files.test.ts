import { frameToFlicks } from '@segue/timecode';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEditList } from './edit-files.js';
import { markerAt } from './marker.js';
import {
  CUT_RATES,
  cutAsEdl,
  cutAsFcpxml,
  cutAsOtio,
  cutAsXmeml,
  eventsOfCut,
  someCut,
} from './testing/cuts.js';
import { timeline } from './testing/markers.js';
import { formatXmeml } from './xmeml.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const at24 = timeline({ rate: '24', dropFrame: false });

describe('the picture of a cut', () => {
  it.each([
    ['an edit list', cutAsEdl],
    ['OpenTimelineIO', cutAsOtio],
    ['the XML of Final Cut Pro 7', cutAsXmeml],
    ['the XML of Final Cut Pro', cutAsFcpxml],
  ])('is the same events out of %s', (_, write) => {
    fc.assert(
      fc.property(someCut, fc.constantFrom(...CUT_RATES), (cut, rate) => {
        const film = timeline({ rate, dropFrame: false });
        const { items, problems, stated } = parseEditList(write(cut, film), film);
        expect(problems).toEqual([]);
        expect(stated.format).toEqual(film.format);
        const plain = items.map((event) => ({ ...event, speed: event.speed.num / event.speed.den }));
        expect(plain).toEqual(
          eventsOfCut(cut, film).map((event) => ({ ...event, speed: event.speed.num / event.speed.den })),
        );
      }),
    );
  });

  it.each([cutAsOtio, cutAsXmeml, cutAsFcpxml])('has a start and a rate of its own: %o', (write) => {
    const reel = timeline({ rate: '23.976', dropFrame: false });
    const cut = [
      { file: 'A.mov', source: 100_000, length: 48, dissolve: 0, speed: { num: 1, den: 1 } },
      { file: 'B.mov', source: 200_000, length: 24, dissolve: 0, speed: { num: 1, den: 1 } },
    ];
    const { items, problems, stated } = parseEditList(write(cut, reel), at24);
    expect(stated).toMatchObject({ format: reel.format, start: reel.start });
    // Both begin at 01:00:00:00, which is another moment at each rate.
    expect(items.map(({ record }) => record.in)).toEqual([
      at24.start,
      at24.start + frameToFlicks(48, '23.976'),
    ]);
    expect(items[1]?.source.in).toBe(frameToFlicks(200_000, '23.976'));
    expect(problems).toEqual([
      {
        where: 'file',
        what: 'The file counts in 23.976, not in 24: from 01:00:00:00 on it was laid out in real time.',
      },
    ]);
  });

  it('of an edit list with several video tracks is that of the highest one, without sound', () => {
    const list = bytes(
      [
        'TITLE: TRACKS',
        '001  A001     V     C        01:00:00:00 01:00:10:00 01:00:00:00 01:00:10:00',
        '002  A001     AA    C        01:00:00:00 01:00:10:00 01:00:00:00 01:00:10:00',
        '003  VFX1     V2    C        00:00:01:00 00:00:03:00 01:00:04:00 01:00:06:00',
      ].join('\n'),
    );
    const { items, problems } = parseEditList(list, at24);
    const seconds = (count: number) => frameToFlicks(count * 24, '24');
    expect(items.map(({ reel, source, record }) => [reel, source.in, record.in, record.out])).toEqual([
      ['A001', seconds(3600), seconds(3600), seconds(3604)],
      ['VFX1', seconds(1), seconds(3604), seconds(3606)],
      ['A001', seconds(3606), seconds(3606), seconds(3610)],
    ]);
    expect(problems).toEqual([expect.objectContaining({ where: 'file' })]);
  });

  it('is known without a heading too', () => {
    const line = '000001  A001 V C 01:00:00:00 01:00:10:00 01:00:00:00 01:00:10:00';
    expect(parseEditList(bytes(line), at24).items).toHaveLength(1);
  });

  it('in a file that nobody knows is refused in words', () => {
    expect(parseEditList(bytes('hello'), at24).problems[0]?.what).toContain('no edit list that Segue knows');
    expect(parseEditList(new Uint8Array(100 * 1024 * 1024), at24).problems[0]?.what).toContain('MB');
    const markers = formatXmeml([markerAt(at24.start)], at24);
    expect(parseEditList(markers, at24)).toMatchObject({
      items: [],
      problems: [{ what: 'There is no picture in this sequence.' }],
    });
  });

  it('is never a reason to throw', () => {
    const pieces = fc.constantFrom(
      '<xmeml>',
      '<fcpxml>',
      '"OTIO_SCHEMA"',
      'TITLE:\n',
      '001 A V C ',
      '<',
      '{',
      ' 1',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 20 })), { maxLength: 8 }), (made) => {
        expect(() => parseEditList(bytes(made.join('')), at24)).not.toThrow();
      }),
    );
  });
});
