import { FLICKS_PER_SECOND, FRAME_RATE_NAMES, frameToFlicks, mayDropFrames } from '@segue/timecode';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markerAt } from './marker.js';
import { formatMidi, parseMidi, readTempoMap } from './midi.js';
import { markers, sameMarkers, timeline } from './testing/markers.js';
import { asciiOf, nameAlone } from './text.js';

const at25 = timeline({ rate: '25', dropFrame: false });
const seconds = (count: number) => at25.start + count * FLICKS_PER_SECOND;
const utf8 = (text: string): number[] => [...new TextEncoder().encode(text)];

/** A meta event; the delta is the byte or bytes as they stand in the file. */
const meta = (delta: number[], type: number, data: number[]): number[] => [
  ...delta,
  0xff,
  type,
  data.length,
  ...data,
];
const tempo = (delta: number[], us: number): number[] =>
  meta(delta, 0x51, [us >> 16, (us >> 8) & 255, us & 255]);
const marker = (delta: number[], text: string): number[] => meta(delta, 0x06, utf8(text));
const END = meta([0], 0x2f, []);

function file(division: [number, number], ...tracks: number[][]): Uint8Array {
  const chunks = tracks.map((track) => [
    ...utf8('MTrk'),
    0,
    0,
    track.length >> 8,
    track.length & 255,
    ...track,
  ]);
  return Uint8Array.from([
    ...utf8('MThd'),
    0,
    0,
    0,
    6,
    0,
    1,
    0,
    tracks.length,
    ...division,
    ...chunks.flat(),
  ]);
}

describe('markers of MIDI files', () => {
  it('are read through the tempo map, from all tracks, with running status', () => {
    const { items, problems, stated } = parseMidi(
      file(
        [1, 0xe0],
        [
          ...meta([0], 0x03, utf8('2M4')),
          ...meta([0], 0x54, [0x20 | 1, 2, 3, 4, 50]),
          ...marker([0], 'start'),
          ...tempo([0x83, 0x60], 1_000_000),
          ...meta([0x83, 0x60], 0x07, utf8('cue [S:7k2f]')),
          ...tempo([0], 333_333),
          ...END,
        ],
        // A note, a second one in running status, and a marker in Latin-1 a quarter after the first track's last tempo.
        [0x00, 0x90, 60, 64, 0x8b, 0x20, 60, 0, ...meta([0], 0x06, [0xe9, 0x74, 0xe9, 0]), ...END],
      ),
      at25,
    );
    expect(problems).toEqual([]);
    expect(stated).toEqual({
      title: '2M4',
      format: at25.format,
      start: frameToFlicks((3600 + 123) * 25 + 4, '25') + frameToFlicks(1, '25') / 2,
    });
    expect(items).toEqual([
      { ...markerAt(at25.start), name: 'start' },
      { ...markerAt(seconds(1.5)), id: '7k2f', name: 'cue' },
      { ...markerAt(at25.start + Math.round(1.833333 * FLICKS_PER_SECOND)), name: 'été' },
    ]);
  });

  it('are read in a file that counts in timecode', () => {
    const { items } = parseMidi(
      file([0xe3, 40], [...tempo([0], 1), ...marker([0x89, 0x30], 'a'), ...END]),
      at25,
    );
    expect(items).toEqual([{ ...markerAt(at25.start + frameToFlicks(30, '29.97')), name: 'a' }]);
  });

  it('have a start that is stated at the nearest rate there is', () => {
    const at = (rate: (typeof FRAME_RATE_NAMES)[number], dropFrame = false) => timeline({ rate, dropFrame });
    const offset = file([3, 0xc0], [...meta([0], 0x54, [1, 0, 0, 0, 0]), ...END]);
    expect(parseMidi(offset, at('23.976')).stated).toEqual({
      format: { rate: '23.976', dropFrame: false },
      start: frameToFlicks(86400, '23.976'),
    });
    expect(parseMidi(offset, at25).stated).toEqual({
      format: { rate: '24', dropFrame: false },
      start: 3600 * FLICKS_PER_SECOND,
    });
    for (const rate of FRAME_RATE_NAMES) {
      for (const dropFrame of mayDropFrames(rate) ? [false, true] : [false]) {
        const odd = { ...at(rate, dropFrame), start: frameToFlicks(200_001, rate) };
        expect(parseMidi(formatMidi([], odd), odd).stated).toEqual({
          title: odd.title,
          format: odd.format,
          start: odd.start,
        });
      }
    }
  });

  it('say what cannot be read', () => {
    const what = (bytes: Uint8Array) =>
      parseMidi(bytes, at25).problems.map((problem) => `${problem.where}: ${problem.what}`)[0];
    expect(what(Uint8Array.from(utf8('RIFF')))).toContain('does not begin with MThd');
    expect(what(file([1, 0xe0], [0, 0x40, 0x40]))).toContain('damaged');
    expect(what(file([0, 0], END))).toContain('how long its ticks are');
    expect(what(file([1, 0xe0], [...tempo([0x60], 0), ...END]))).toMatch(/^tick 96: This tempo is none/);
    expect(what(file([1, 0xe0], [...meta([0], 0x54, [0x20 | 1, 2, 3, 31, 0]), ...END]))).toMatch(
      /^SMPTE offset: Frames go/,
    );
    const patterns = file([1, 0xe0], END);
    patterns[9] = 2;
    expect(what(patterns)).toContain('patterns');
  });

  it('are read around the parts that sequencers add, and whatever events there are', () => {
    const alien = [...utf8('XFIH'), 0, 0, 0, 3, 1, 2, 3];
    const whole = file(
      [1, 0xe0],
      [
        // Two notes, the second one without its status, a program, a message of the device, and text that is no marker.
        ...[0, 0x90, 60, 64, 10, 61, 64, 10, 0xc0, 5, 10, 6, 0, 0xf0, 2, 1, 0xf7],
        ...meta([0], 0x01, utf8('text')),
        ...meta([0], 0x7f, [1, 2, 3]),
        ...meta([0x87, 0x22], 0x06, [0xe9, 0x74, 0xe9]),
        ...END,
      ],
    );
    const { items, problems } = parseMidi(
      Uint8Array.from([...whole.subarray(0, 14), ...alien, ...whole.subarray(14), ...alien]),
      at25,
    );
    expect(problems).toEqual([]);
    // 30 ticks and 930 are two quarters of half a second, and the text is Latin-1.
    expect(items).toEqual([{ ...markerAt(seconds(1)), name: 'été' }]);
  });

  it('are read up to where a track is damaged, and those of the other tracks', () => {
    const first = [...marker([0x83, 0x60], 'one'), 0, 0x40, 0x40, ...marker([0], 'lost'), ...END];
    const whole = file([1, 0xe0], first, [...marker([0], 'two'), ...END]);
    const read = (bytes: Uint8Array) => {
      const { items, problems } = parseMidi(bytes, at25);
      return [items.map(({ name }) => name), problems.map(({ where }) => where)];
    };
    expect(read(whole)).toEqual([['two', 'one'], ['track 1']]);
    expect(read(whole.subarray(0, -2))).toEqual([
      ['two', 'one'],
      ['track 1', 'track 2'],
    ]);
    expect(readTempoMap(whole)).toEqual({ problems: [expect.objectContaining({ where: 'track 1' })] });
  });

  it('are written on ticks that are frames', () => {
    const one = markerAt(at25.start + frameToFlicks(25, '25'));
    const written = [...formatMidi([{ ...one, name: 'Été', comment: 'a\nb', id: '7k2f' }], at25)];
    const name = utf8('Ete - a / b [S:7k2f]');
    expect(written).toEqual([
      ...file(
        [3, 0xc0],
        [
          ...meta([0], 0x03, utf8('Reel 1')),
          ...meta([0], 0x54, [0x21, 0, 0, 0, 0]),
          ...meta([0], 0x58, [4, 2, 24, 8]),
          ...tempo([0], 960_000),
          ...meta([0x87, 0x68], 0x06, name),
          ...END,
        ],
      ),
    ]);
  });

  it.each([
    ['23.976', 1_001_000, 40, 0],
    ['24', 1_000_000, 40, 0],
    ['25', 960_000, 40, 1],
    ['29.97', 1_001_000, 32, 3],
    ['30', 1_000_000, 32, 3],
    ['47.952', 1_001_000, 20, 0],
    ['48', 1_000_000, 20, 0],
    ['50', 960_000, 20, 1],
    ['59.94', 1_001_000, 16, 3],
    ['60', 1_000_000, 16, 3],
  ] as const)(
    'are written at %s with a quarter note of %i µs and %i ticks to a frame',
    (rate, us, ticks, code) => {
      const at = timeline({ rate, dropFrame: false });
      const bytes = formatMidi([markerAt(at.start + frameToFlicks(3, rate))], at);
      expect(readTempoMap(bytes)).toMatchObject({
        ppq: 960,
        tempos: [{ tick: 0, microsecondsPerQuarter: us }],
        meters: [{ tick: 0, numerator: 4, denominator: 4 }],
      });
      const end = [...bytes].join(' ');
      expect(end).toContain(` ${String(3 * ticks)} 255 6 0 0 255 47 0`);
      // The offset says the nearest rate there is, and the hour.
      expect(end).toContain(` 255 84 5 ${String((code << 5) | 1)} 0 0 0 0 `);
    },
  );

  it('have drop frame in their offset as 29.97, and keep the order they have at one tick', () => {
    const drop = timeline({ rate: '29.97', dropFrame: true });
    const names = ['c', 'a', 'b'];
    const bytes = formatMidi(
      names.map((name) => ({ ...markerAt(drop.start), name })),
      drop,
    );
    expect([...bytes].join(' ')).toContain(` 255 84 5 ${String((2 << 5) | 1)} 0 `);
    const { items, stated } = parseMidi(bytes, drop);
    expect(items.map(({ name }) => name)).toEqual(names);
    expect(stated).toMatchObject({ start: drop.start, format: drop.format });
  });

  it('come back as they were written, on their frame at every rate', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...FRAME_RATE_NAMES).chain((rate) => {
          const at = timeline({ rate, dropFrame: mayDropFrames(rate) });
          return markers(at).map((written) => ({ at, written }));
        }),
        ({ at, written }) => {
          const { items, problems } = parseMidi(formatMidi(written, at), at);
          expect(problems).toEqual([]);
          // All that is kept is a name in ASCII.
          const expected = written.map((made) => ({ ...made, name: asciiOf(nameAlone(made)).trim() }));
          sameMarkers(items, expected, ['id', 'in', 'name']);
        },
      ),
    );
  });

  it('before the start are left out', () => {
    expect(parseMidi(formatMidi([markerAt(at25.start - 1)], at25), at25).items).toEqual([]);
  });

  it('never throw, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (some) => {
        parseMidi(some, at25);
        parseMidi(file([1, 0xe0], [...some]), at25);
        readTempoMap(file([1, 0xe0], [...some]));
      }),
    );
  });
});

describe('the tempo map of a MIDI file', () => {
  it('has tempos and meters from the beginning', () => {
    const meter = (delta: number[], numerator: number, power: number) =>
      meta(delta, 0x58, [numerator, power, 24, 8]);
    const bytes = file(
      [3, 0xc0],
      [...tempo([0], 600_000), ...meter([0x87, 0x40], 7, 3), ...tempo([0], 1), ...END],
      [...tempo([0x87, 0x40], 400_000), ...END],
    );
    expect(readTempoMap(bytes)).toEqual({
      ppq: 960,
      tempos: [
        { tick: 0, microsecondsPerQuarter: 600_000 },
        { tick: 960, microsecondsPerQuarter: 400_000 },
      ],
      meters: [
        { tick: 0, numerator: 4, denominator: 4 },
        { tick: 960, numerator: 7, denominator: 8 },
      ],
    });
  });

  it('is none where there is none', () => {
    expect(readTempoMap(file([0xe3, 40], END))).toEqual({
      problems: [expect.objectContaining({ where: 'file' })],
    });
    expect(readTempoMap(file([1, 0xe0], [...tempo([0x60], 0), ...END]))).toEqual({
      problems: [expect.objectContaining({ where: 'tick 96' })],
    });
  });
});

describe('markers by the tempo of the music', () => {
  const tempoMaps = fc.record({
    ppq: fc.constantFrom(24, 96, 480, 960, 1920),
    startFlicks: fc.integer({ min: 0, max: 3600 * FLICKS_PER_SECOND }),
    tempos: fc.uniqueArray(fc.integer({ min: 1, max: 20_000 }), { maxLength: 6 }).chain((ticks) =>
      fc
        .array(fc.integer({ min: 200_000, max: 1_500_000 }), {
          minLength: ticks.length + 1,
          maxLength: ticks.length + 1,
        })
        .map((lengths) =>
          [0, ...ticks.sort((a, b) => a - b)].map((tick, index) => ({
            tick,
            microsecondsPerQuarter: lengths[index] ?? 500_000,
          })),
        ),
    ),
    meters: fc.constantFrom(
      [{ tick: 0, numerator: 4, denominator: 4 }],
      [
        { tick: 0, numerator: 3, denominator: 4 },
        { tick: 960, numerator: 6, denominator: 8 },
      ],
    ),
  });

  it('have its tempos and meters with them, and stand at the nearest tick', () => {
    fc.assert(
      fc.property(
        tempoMaps,
        fc.array(fc.integer({ min: 0, max: 600 * FLICKS_PER_SECOND })),
        (map, distances) => {
          const placed = distances.map((distance) => ({
            ...markerAt(map.startFlicks + distance),
            name: 'x',
          }));
          const bytes = formatMidi(placed, at25, map);
          const read = readTempoMap(bytes);
          if ('problems' in read) throw new Error('What was written can be read.');
          const finer = read.ppq / map.ppq;
          expect(Number.isInteger(finer) && read.ppq >= 960).toBe(true);
          expect(read.tempos).toEqual(map.tempos.map((each) => ({ ...each, tick: each.tick * finer })));
          expect(read.meters).toEqual(map.meters.map((each) => ({ ...each, tick: each.tick * finer })));
          const back = parseMidi(bytes, { ...at25, start: map.startFlicks }).items.map((item) => item.in);
          const inOrder = placed.map((one) => one.in).sort((a, b) => a - b);
          // Half a tick of the slowest tempo here.
          const halfTick = (1.5 * FLICKS_PER_SECOND) / read.ppq / 2 + 1;
          expect(back).toHaveLength(inOrder.length);
          for (const [index, at] of inOrder.entries())
            expect(Math.abs((back[index] ?? 0) - at)).toBeLessThanOrEqual(halfTick);
        },
      ),
    );
  });

  it('begin with the music: what comes before it is left out', () => {
    const map = { ppq: 480, startFlicks: seconds(10), tempos: [], meters: [] };
    const bytes = formatMidi([markerAt(seconds(9)), { ...markerAt(seconds(11)), name: 'in' }], at25, map);
    expect(parseMidi(bytes, { ...at25, start: seconds(10) }).items).toMatchObject([
      { name: 'in', in: seconds(11) },
    ]);
  });
});
