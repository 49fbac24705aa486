import * as fc from 'fast-check';
import { frameToFlicks } from '@segue/timecode';
import { describe, expect, it } from 'vitest';
import { parseEdl, parseEdlMarkers } from './edl.js';
import { formatEdl, formatEdlMarkers } from './edl-write.js';
import { markerAt } from './marker.js';
import { isPicture, type EditEvent } from './edit-list.js';
import { markers, sameMarkers, timeline } from './testing/markers.js';

const bytes = (...lines: string[]): Uint8Array => new TextEncoder().encode(lines.join('\r\n'));
const at24 = timeline({ rate: '24', dropFrame: false });
const NOTHING: EditEvent = {
  number: '001',
  reel: null,
  clipName: null,
  black: false,
  channel: 'V',
  transition: { kind: 'cut', frames: 0 },
  source: { in: 0, out: 48 * 29_400_000 },
  record: { in: 0, out: 0 },
  speed: { num: 1, den: 1 },
  comments: [],
};
const at24Label = (hours: number, minutes: number, seconds: number, frames: number) =>
  frameToFlicks(((hours * 60 + minutes) * 60 + seconds) * 24 + frames, '24');

const REEL_2 = bytes(
  'TITLE: REEL 2 V07',
  'FCM: NON-DROP FRAME',
  '001  A012C004 V     C        14:22:10:00 14:22:14:12 02:00:08:00 02:00:12:12',
  '* FROM CLIP NAME: 34A-3',
  '* LOC: 02:00:09:10 MAGENTA 2M4 IN',
  '* COMMENT: a remark',
  '002  BL       V     C        00:00:00:00 00:00:00:00 02:00:12:12 02:00:12:12',
  '002  B003C019 V     D    024 03:10:00:00 03:10:05:00 02:00:12:12 02:00:17:12',
  'M2   B003C019       012.0                03:10:00:00',
  '* TO CLIP NAME: 35-1',
);

describe('an edit list', () => {
  it('is read: events with their clip names, speeds and comments', () => {
    const { items, problems, stated } = parseEdl(REEL_2, at24);
    expect(problems).toEqual([]);
    expect(stated).toEqual({ title: 'REEL 2 V07', format: { rate: '24', dropFrame: false } });
    expect(items).toEqual([
      {
        number: '001',
        reel: 'A012C004',
        clipName: '34A-3',
        black: false,
        channel: 'V',
        transition: { kind: 'cut', frames: 0 },
        source: { in: at24Label(14, 22, 10, 0), out: at24Label(14, 22, 14, 12) },
        record: { in: at24Label(2, 0, 8, 0), out: at24Label(2, 0, 12, 12) },
        speed: { num: 1, den: 1 },
        comments: ['COMMENT: a remark'],
      },
      expect.objectContaining({
        reel: 'B003C019',
        clipName: '35-1',
        transition: { kind: 'dissolve', frames: 24 },
        speed: { num: 120, den: 240 },
      }),
    ]);
  });

  it('has markers at record time', () => {
    expect(parseEdlMarkers(REEL_2, at24).items).toEqual([
      expect.objectContaining({ in: at24Label(2, 0, 9, 10), name: '2M4 IN', colour: 'magenta' }),
    ]);
  });

  it('says on which line it cannot be read', () => {
    const { items, problems } = parseEdl(
      bytes(
        '001  A1 V C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00',
        '002  A1 V C 00:00:00:00 00:00:01:00 01:00:00:30 01:00:01:00',
        '003  A1 V C 00:00:00:00 00:00:01:00 01:00:02:00 01:00:01:00',
        '004  hello',
        'FCM: DROP FRAME',
      ),
      at24,
    );
    expect(items).toHaveLength(1);
    expect(problems.map(({ where }) => where)).toEqual(['line 2', 'line 2', 'line 3', 'line 4', 'line 5']);
  });

  it('counts in drop frame where it says so', () => {
    const list = timeline({ rate: '29.97', dropFrame: false });
    const line = '001  A1 V C 00:00:00;00 00:00:01;00 01:00:00;00 01:01:00;02';
    const [event] = parseEdl(bytes('FCM: DROP FRAME', line), list).items;
    expect(event?.record).toEqual({
      in: frameToFlicks(107_892, '29.97'),
      out: frameToFlicks(107_892 + 1800, '29.97'),
    });
    expect(parseEdl(bytes(line), list).items).toEqual([event]);
  });

  it('gives a speed in a dissolve to the reel it names, and enters what runs backwards where it says', () => {
    const { items, problems } = parseEdl(
      bytes(
        '001  A001     V     C        01:00:00:00 01:00:02:00 01:00:00:00 01:00:02:00',
        '001  B001     V     D    024 02:00:00:00 02:00:04:00 01:00:02:00 01:00:06:00',
        'M2   A001       048.0                01:00:00:00',
        'M2   B001       -24.0                02:00:04:00',
        '002  TAPE 7   V     C        03:00:00:00 03:00:01:00 01:00:06:00 01:00:07:00',
        'M2   TAPE 7     000.0                03:00:00:00',
        'M2   TAPE 7',
      ),
      at24,
    );
    expect(items.map(({ reel, speed, source }) => [reel, speed.num / speed.den, source.in])).toEqual([
      ['A001', 2, at24Label(1, 0, 0, 0)],
      ['B001', -1, at24Label(2, 0, 4, 0)],
      ['TAPE 7', 0, at24Label(3, 0, 0, 0)],
    ]);
    expect(problems.map(({ where }) => where)).toEqual(['line 7']);
  });

  it('names what goes out in a dissolve', () => {
    const cut = { ...NOTHING, record: { in: at24.start, out: at24.start + 48 * 29_400_000 } };
    const lines = new TextDecoder()
      .decode(
        formatEdl(
          [
            { ...cut, reel: 'A001', clipName: '34A-3' },
            {
              ...cut,
              reel: 'B001',
              clipName: '35-1',
              transition: { kind: 'dissolve', frames: 12 },
              record: { in: cut.record.out, out: cut.record.out + 24 * 29_400_000 },
            },
          ],
          at24,
          'cmx3600',
        ),
      )
      .split('\r\n');
    expect(lines.slice(4, 8)).toEqual([
      '002  A001     V     C        00:00:02:00 00:00:02:00 01:00:02:00 01:00:02:00',
      '* FROM CLIP NAME: 34A-3',
      '002  B001     V     D    012 00:00:00:00 00:00:02:00 01:00:02:00 01:00:03:00',
      '* TO CLIP NAME: 35-1',
    ]);
  });

  it('keeps a source that does not drop frames in a list that does', () => {
    const drop = timeline({ rate: '29.97', dropFrame: true });
    const { items, problems } = parseEdl(
      bytes('001  A1 V C 00:01:00:00 00:01:01:00 01:00:00;00 01:00:01;00'),
      drop,
    );
    expect(problems).toEqual([]);
    expect(items[0]?.source.in).toBe(frameToFlicks(1800, '29.97'));
  });

  it('has transitions, numbers, channels and comments however lists write them', () => {
    const times = '01:00:00:00 01:00:02:00 01:00:00:00 01:00:02:00';
    const { items, problems } = parseEdl(
      bytes(
        `0001  A001     V     C        ${times}`,
        '*FROM CLIP NAME:  34A-3',
        `000002  A002     A/V   W001 024 ${times}`,
        '*  to clip name: 35-1',
        `003  A003     AA/V  K B 012   ${times}`,
        `004  A004     V     KO  012   ${times}`,
        `005  A005     V     K   012   ${times}`,
        'AUD  3    4',
        `006  AX       NONE  C        ${times}`,
        '* FROM CLIP NAME: A sound',
        '* SOURCE FILE: A006_C001.MOV',
        `007  BL       V     C        ${times}`,
      ),
      at24,
    );
    expect(problems).toEqual([]);
    expect(
      items.map(({ number, channel, transition: { kind, frames } }) => [number, channel, kind, frames]),
    ).toEqual([
      ['0001', 'V', 'cut', 0],
      ['000002', 'A/V', 'wipe', 24],
      ['003', 'AA/V', 'key', 12],
      ['004', 'V', 'key', 12],
      ['005', 'V', 'key', 12],
      ['006', 'NONE', 'cut', 0],
      ['007', 'V', 'cut', 0],
    ]);
    expect(items.map(({ clipName }) => clipName)).toEqual([
      '34A-3',
      '35-1',
      null,
      null,
      null,
      'A sound',
      null,
    ]);
    expect(items.map(({ reel }) => reel)).toEqual([
      'A001',
      'A002',
      'A003',
      'A004',
      'A005',
      'A006_C001.MOV',
      null,
    ]);
    expect(items.map(({ black }) => black)).toEqual([false, false, false, false, false, false, true]);
  });

  it('is written in ASCII, with reels as long as its dialect has them', () => {
    const reel = 'R'.repeat(200);
    const event = {
      ...NOTHING,
      reel,
      clipName: 'Entrée',
      record: { in: at24.start, out: at24.start + 48 * 29_400_000 },
    };
    const reelIn = (dialect: 'cmx3600' | 'file32' | 'file129') =>
      new TextDecoder()
        .decode(formatEdl([event], at24, dialect))
        .split('\r\n')[2]
        ?.split(/\s+/)[1];
    expect(
      [reelIn('cmx3600'), reelIn('file32'), reelIn('file129')].map((written) => written?.length),
    ).toEqual([8, 32, 129]);
    const text = new TextDecoder().decode(formatEdl([event], at24, 'cmx3600'));
    expect(text).toContain('* FROM CLIP NAME: Entree\r\n');
    const marks = [
      { ...markerAt(at24.start), name: 'in', colour: 'red' },
      { ...markerAt(at24.start), name: 'out', colour: 'magenta' },
    ];
    expect(new TextDecoder().decode(formatEdlMarkers(marks, at24)).split('\r\n').slice(3, 5)).toEqual([
      '* LOC: 01:00:00:00 RED     in',
      '* LOC: 01:00:00:00 MAGENTA out',
    ]);
  });

  it('names picture channels', () => {
    expect(
      ['V', 'V2', 'AA/V', 'B', 'A', 'A2', 'AA', 'NONE'].filter((channel) => isPicture({ channel })),
    ).toEqual(['V', 'V2', 'AA/V', 'B']);
  });

  it('comes back as it was written', () => {
    const event = fc
      .record({
        reel: fc.stringMatching(/^[A-Z][A-Z0-9]{2,11}$/),
        clipName: fc.option(fc.stringMatching(/^[A-Za-z0-9]{1,20}$/)),
      })
      .chain(({ reel, clipName }) =>
        fc.record({
          reel: fc.constant(reel),
          clipName: fc.constant(clipName),
          length: fc.integer({ min: 1, max: 5000 }),
          sourceFrame: fc.integer({ min: 0, max: 1_000_000 }),
          dissolve: fc.constantFrom(0, 0, 12),
          speed: fc.constantFrom(10, 5, 0, -10, 25),
        }),
      );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 20 }), (made) => {
        let at = at24.start;
        const events = made.map(
          ({ reel, clipName, length, sourceFrame, dissolve, speed }, index): EditEvent => {
            const long = frameToFlicks(length, '24');
            const source = frameToFlicks(sourceFrame, '24');
            at += long;
            return {
              number: String(index + 1).padStart(3, '0'),
              reel,
              clipName,
              black: false,
              channel: 'V',
              transition: dissolve > 0 ? { kind: 'dissolve', frames: dissolve } : { kind: 'cut', frames: 0 },
              source: { in: source, out: source + long },
              record: { in: at - long, out: at },
              speed: speed === 10 ? { num: 1, den: 1 } : { num: speed * 24, den: 240 },
              comments: [],
            };
          },
        );
        const { items, problems } = parseEdl(formatEdl(events, at24, 'file32'), at24);
        expect(problems).toEqual([]);
        expect(items).toEqual(events);
      }),
    );
  });

  it('takes markers there and back', () => {
    fc.assert(
      fc.property(markers(at24), (written) => {
        const { items, problems } = parseEdlMarkers(formatEdlMarkers(written, at24), at24);
        expect(problems).toEqual([]);
        sameMarkers(items, written, ['id', 'in']);
      }),
    );
  });

  it('is never a reason to throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (garbage) => {
        expect(() => parseEdl(garbage, at24)).not.toThrow();
      }),
    );
  });
});
