import { frameToFlicks, samplesToFlicks } from '@segue/timecode';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markerAt } from './marker.js';
import { parseMarkers } from './marker-files.js';
import { parseSoundMarkers, readSoundMarkers } from './sound-markers.js';
import { timeline } from './testing/markers.js';
import {
  adtl,
  aiff,
  ascii,
  be16,
  be32,
  bext,
  bigPart,
  cue,
  format,
  ixml,
  label,
  loop,
  marks,
  part,
  region,
  sound,
  u32,
  u64,
  utf8,
  wave,
} from './testing/sound-files.js';

const at24 = timeline({ rate: '24', dropFrame: false });
const second = (count: number) => at24.start + samplesToFlicks(count * 48_000, 48_000);
const frame = (count: number) => at24.start + frameToFlicks(count, '24');

const texts = (...bytes: readonly number[][]) => bytes.map((text, index) => label(index + 1, text));

describe('the markers of a WAV file', () => {
  it('are cues with labels, notes and lengths, from the start of the timeline', () => {
    const { items, problems, stated } = parseSoundMarkers(
      wave([
        format(),
        sound(),
        cue([7, 48_000], [3, 96_000], [5, 144_000]),
        adtl(
          label(3, utf8('1m2 – entrée')),
          label(7, ascii('2M4 in')),
          label(7, utf8('after the breath [S:7k2f]'), 'note'),
          region(3, 24_000),
          label(5, []),
        ),
      ]),
      at24,
    );
    expect(problems).toEqual([]);
    expect(stated).toEqual({});
    expect(items).toEqual([
      { ...markerAt(second(1)), id: '7k2f', name: '2M4 in', comment: 'after the breath' },
      { ...markerAt(second(2)), out: second(2.5), name: '1m2 – entrée' },
      markerAt(second(3)),
    ]);
  });

  it('are read where the file counts with the highest byte first', () => {
    const big = (id: string, content: readonly number[]) => [
      ...ascii(id),
      ...be32(content.length),
      ...content,
    ];
    const content = [
      ...ascii('WAVE'),
      ...big('fmt ', [...be16(1), ...be16(1), ...be32(48_000), ...be32(96_000), ...be16(2), ...be16(16)]),
      ...big('cue ', [
        ...be32(1),
        ...be32(9),
        ...be32(0),
        ...ascii('data'),
        ...be32(0),
        ...be32(0),
        ...be32(48_000),
      ]),
      ...big('LIST', [...ascii('adtl'), ...big('labl', [...be32(9), ...ascii('in\0\0')])]),
      ...big('data', [0, 0]),
    ];
    const { items, problems } = parseSoundMarkers(
      Uint8Array.from([...ascii('RIFX'), ...be32(content.length), ...content]),
      at24,
    );
    expect([items, problems]).toEqual([[{ ...markerAt(second(1)), name: 'in' }], []]);
  });

  it('count from the time since midnight that bext states, and are at frames where they can be', () => {
    // At 29.97 a frame has 1601.6 samples.
    const film = timeline({ rate: '29.97', dropFrame: false });
    const samples = Math.round(((107_892 + 31) * 48_000 * 1001) / 30_000);
    const { items, stated } = parseSoundMarkers(
      wave([bext(samples), format(), sound(), cue([1, 1602], [2, 0])]),
      film,
    );
    expect(stated).toEqual({ start: samplesToFlicks(samples, 48_000) });
    expect(items.map((marker) => marker.in)).toEqual(
      [107_924, 107_923].map((n) => frameToFlicks(n, '29.97')),
    );
  });

  it('take zero in bext for nothing that was set, and iXML where bext says nothing', () => {
    const speed = (more: string) =>
      ixml(`<SPEED>${more}<TIMESTAMP_SAMPLE_RATE>48000</TIMESTAMP_SAMPLE_RATE></SPEED>`);
    const start =
      '<TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI>0</TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI><TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO>172800000</TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO>';
    const one = cue([1, 48_000]);
    expect(parseSoundMarkers(wave([bext(0), format(), sound(), one]), at24).items[0]?.in).toBe(second(1));
    const { items, stated } = parseSoundMarkers(
      wave([
        format(),
        speed(`${start}<TIMECODE_RATE>24000/1001</TIMECODE_RATE><TIMECODE_FLAG>NDF</TIMECODE_FLAG>`),
        sound(),
        one,
      ]),
      at24,
    );
    expect(stated).toEqual({ start: second(0), format: { rate: '23.976', dropFrame: false } });
    expect(items[0]?.in).toBe(second(1));
    const drop = speed('<TIMECODE_RATE>30000/1001</TIMECODE_RATE><TIMECODE_FLAG>DF</TIMECODE_FLAG>');
    expect(parseSoundMarkers(wave([format(), drop, sound()]), at24).stated).toEqual({
      format: { rate: '29.97', dropFrame: true },
    });
  });

  it('are the sync points of iXML too, but not twice what is a cue', () => {
    const point = (type: string, sample: number, more: string) =>
      `<SYNC_POINT><SYNC_POINT_TYPE>${type}</SYNC_POINT_TYPE><SYNC_POINT_LOW>${String(sample)}</SYNC_POINT_LOW><SYNC_POINT_HIGH>0</SYNC_POINT_HIGH>${more}</SYNC_POINT>`;
    const list = [
      point('RELATIVE', 48_000, '<SYNC_POINT_COMMENT>hit</SYNC_POINT_COMMENT>'),
      point(
        'ABSOLUTE',
        172_800_000 + 96_000,
        '<SYNC_POINT_FUNCTION>SLATE_GENERIC</SYNC_POINT_FUNCTION><SYNC_POINT_EVENT_DURATION>2000</SYNC_POINT_EVENT_DURATION>',
      ),
      point('RELATIVE', 9, '<SYNC_POINT_FUNCTION>PRE_RECORD_SAMPLECOUNT</SYNC_POINT_FUNCTION>'),
    ];
    const { items } = parseSoundMarkers(
      wave([
        bext(172_800_000),
        format(),
        ixml(`<SYNC_POINT_LIST>${list.join('')}</SYNC_POINT_LIST>`),
        sound(),
        cue([1, 48_000]),
        adtl(label(1, ascii('hit'))),
      ]),
      at24,
    );
    expect(items).toEqual([
      { ...markerAt(second(1)), name: 'hit' },
      { ...markerAt(second(2)), out: second(2) + frameToFlicks(1, '24'), name: 'SLATE_GENERIC' },
    ]);
  });

  it('have the length of the sampler loop under their id, whether it ends with its last sample or behind it', () => {
    const { items } = parseSoundMarkers(
      wave([
        format(),
        sound(),
        cue([1, 48_000], [2, 96_000], [3, 0]),
        loop([1, 48_000, 95_999], [2, 96_000, 144_000], [3, 500, 900]),
      ]),
      at24,
    );
    expect(items.map(({ out }) => out)).toEqual([second(2), second(3), null]);
  });

  it('have labels in UTF-8, in the code page the file states, or that of Windows', () => {
    const list = texts(utf8('é'), [0xe9], [0xe9], [0x83, 0x65]);
    const { items } = parseSoundMarkers(
      wave([
        format(),
        sound(),
        cue([1, 0], [2, 0], [3, 0], [4, 0]),
        adtl(...list, region(3, 0, 1251), region(4, 0, 932)),
      ]),
      at24,
    );
    expect(items.map(({ name }) => name)).toEqual(['é', 'é', 'й', 'テ']);
  });

  it('are found in files whose sound is longer than 32 bits can say', () => {
    const ds64 = part('ds64', [...u64(0), ...u64(32), ...u64(8), ...u32(1), ...ascii('xtra'), ...u64(6)]);
    const extra = [...ascii('xtra'), ...u32(0xffffffff), 1, 2, 3, 4, 5, 6];
    const data = [...ascii('data'), ...u32(0xffffffff), ...sound().slice(8)];
    for (const form of ['RF64', 'BW64']) {
      const file = wave([ds64, format(), data, extra, cue([1, 48_000])], { form, size: 0xffffffff });
      expect(parseSoundMarkers(file, at24)).toMatchObject({ items: [{ in: second(1) }], problems: [] });
    }
  });

  it('are found before sound that was streamed, of which the length was never written', () => {
    for (const size of [0, 0xffffffff]) {
      const file = wave([format(), cue([1, 48_000]), part('data', [1, 2, 3, 4, 5, 6], size)], { size });
      expect(parseSoundMarkers(file, at24)).toMatchObject({ items: [{ in: second(1) }], problems: [] });
    }
  });

  it('say when the end of the file is missing', () => {
    const whole = wave([format(), cue([1, 48_000]), sound(100)]);
    const { items, problems } = parseSoundMarkers(whole.subarray(0, whole.length - 20), at24);
    expect(items).toHaveLength(1);
    expect(problems).toEqual([{ where: 'file', what: 'The end of this sound file is missing.' }]);
  });

  it('are read from disk piece by piece, never the sound', async () => {
    const file = wave([
      bext(172_800_000),
      format(),
      sound(10_000),
      cue([1, 48_000]),
      adtl(label(1, ascii('far'))),
    ]);
    let bytesRead = 0;
    const reading = await readSoundMarkers(
      {
        size: file.length,
        read: (offset, length) => {
          const piece = file.subarray(offset, offset + length);
          bytesRead += piece.length;
          return Promise.resolve(piece);
        },
      },
      at24,
    );
    expect(reading).toEqual(parseSoundMarkers(file, at24));
    expect(reading.items).toHaveLength(1);
    expect(bytesRead).toBeLessThan(1000);
  });
});

describe('the markers of an AIFF file', () => {
  it('have names and comments, and no timecode', () => {
    const comment = (stamp: number, mark: number, text: number[]) => [
      ...be32(stamp),
      ...be16(mark),
      ...be16(text.length),
      ...text,
      ...(text.length % 2 === 1 ? [0] : []),
    ];
    const { items, problems, stated } = parseSoundMarkers(
      aiff([
        marks([2, 48_000, ascii('2M4 in')], [1, 96_000, [0x8e]]),
        bigPart('COMT', [
          ...be16(3),
          ...comment(2_082_844_800 + 86_400, 2, ascii('after [S:7k2f]')),
          ...comment(0, 0, ascii('of the file')),
          ...comment(0, 2, ascii('two')),
        ]),
      ]),
      at24,
    );
    expect(problems).toEqual([]);
    expect(stated).toEqual({});
    expect(items).toEqual([
      { ...markerAt(second(1)), id: '7k2f', name: '2M4 in', comment: 'after\ntwo', createdAt: 86_400_000 },
      // Mac Roman, in which such files were written once.
      { ...markerAt(second(2)), name: 'é' },
    ]);
  });

  it('are not those between which an instrument loops', () => {
    const instrument = bigPart('INST', [
      ...Array.from({ length: 8 }, () => 0),
      ...be16(1),
      ...be16(1),
      ...be16(2),
      ...be16(0),
      ...be16(3),
      ...be16(4),
    ]);
    const file = aiff([
      marks([1, 0, ascii('beg')], [2, 9, ascii('end')], [3, 48_000, ascii('hit')]),
      instrument,
    ]);
    expect(parseSoundMarkers(file, at24).items.map(({ name }) => name)).toEqual(['hit']);
  });
});

describe('a sound file', () => {
  it('is known by what is in it, and laid onto the film', () => {
    const film = timeline({ rate: '23.976', dropFrame: false });
    const speed = ixml('<SPEED><TIMECODE_RATE>24/1</TIMECODE_RATE></SPEED>');
    const { items, problems } = parseMarkers(
      wave([bext(172_800_000), format(), speed, sound(), cue([1, 48_000])]),
      film,
    );
    expect(items.map((marker) => marker.in)).toEqual([film.start + samplesToFlicks(48_000, 48_000)]);
    expect(problems[0]?.what).toContain('The file counts in 24, not in 23.976');
    expect(parseMarkers(aiff([marks([1, 48_000, ascii('a')])]), at24).items).toHaveLength(1);
  });

  it('that is none, or does not say its rate, is refused in words', () => {
    const what = (bytes: Uint8Array) =>
      parseSoundMarkers(bytes, at24)
        .problems.map((problem) => problem.what)
        .join();
    expect(what(Uint8Array.from([...ascii('RIFF'), ...u32(4), ...ascii('AVI ')]))).toContain('no sound file');
    expect(what(wave([sound(), cue([1, 1])]))).toContain('how many samples');
    expect(what(wave([format(0), cue([1, 1])]))).toContain('how many samples');
    expect(what(new Uint8Array(0))).toContain('no sound file');
  });

  it('is never a reason to throw, whatever is wrong with it', () => {
    const whole = wave([
      bext(172_800_000),
      format(),
      ixml('<SPEED/>'),
      sound(),
      cue([1, 48_000], [2, 5]),
      adtl(label(1, ascii('a')), region(2, 7, 1252)),
      loop([2, 5, 9]),
    ]);
    const other = aiff([
      marks([1, 48_000, ascii('a')]),
      bigPart('COMT', [...be16(1), ...be32(1), ...be16(1), ...be16(1), 65, 0]),
    ]);
    const damage = fc.array(fc.tuple(fc.nat(1200), fc.nat(255)), { maxLength: 8 });
    fc.assert(
      fc.property(fc.constantFrom(whole, other), damage, fc.nat(1200), (file, changes, end) => {
        const damaged = file.slice(0, Math.max(12, end % (file.length + 1)));
        for (const [at, value] of changes) if (at < damaged.length) damaged[at] = value;
        expect(() => parseSoundMarkers(damaged, at24)).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });

  it('with frames at samples is exact at every rate', () => {
    const rates = fc.constantFrom('23.976', '24', '25', '29.97', '30', '50', '59.94', '120' as const);
    fc.assert(
      fc.property(
        rates,
        fc.nat(200_000),
        fc.constantFrom(44_100, 48_000, 96_000),
        (rate, frames, sampleRate) => {
          const film = timeline({ rate, dropFrame: false });
          const samples = Math.round((frameToFlicks(frames, rate) * sampleRate) / 705_600_000);
          const { items } = parseSoundMarkers(wave([format(sampleRate), sound(), cue([1, samples])]), film);
          expect(items[0]?.in).toBe(film.start + frameToFlicks(frames, rate));
        },
      ),
    );
    expect(frame(24)).toBe(second(1));
  });
});
