import { flicksToFrame, frameToFlicks } from '@segue/timecode';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markerAt, type Marker } from './marker.js';
import { copySoundMarkers, formatSoundMarkers } from './sound-copy.js';
import { parseSoundMarkers } from './sound-markers.js';
import { markers, sameMarkers, timeline } from './testing/markers.js';
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
  partsOf,
  sound,
  u32,
  u64,
  wave,
} from './testing/sound-files.js';
import { oneLine } from './text.js';

const at24 = timeline({ rate: '24', dropFrame: false });
const hit: Marker = {
  ...markerAt(at24.start + frameToFlicks(48, '24')),
  name: '2M4 in',
  comment: 'softer',
  id: '7k2f',
};

function written(original: Uint8Array, list: readonly Marker[], options = {}): Uint8Array {
  const copy = formatSoundMarkers(original, list, at24, options);
  if ('what' in copy) throw new Error(copy.what);
  return copy;
}

const only = (file: Uint8Array, ids: readonly string[], isBig = false) =>
  partsOf(file, isBig).filter(([id]) => ids.includes(id));

describe('markers in a copy of a sound file', () => {
  it('come back as they were written', () => {
    fc.assert(
      fc.property(
        markers(at24),
        fc.constantFrom(44_100, 48_000, 96_000),
        fc.constantFrom('24', '29.97', '59.94', '120' as const),
        (list, sampleRate, rate) => {
          const film = timeline({ rate, dropFrame: false });
          const made = list.map((marker) => {
            const at = (position: number) =>
              film.start + frameToFlicks(flicksToFrame(position - at24.start, '24'), rate);
            return { ...marker, in: at(marker.in), out: marker.out === null ? null : at(marker.out) };
          });
          const copy = formatSoundMarkers(wave([format(sampleRate), sound()]), made, film);
          const { items, problems } = parseSoundMarkers(copy as Uint8Array, film);
          expect(problems).toEqual([]);
          const kept = made.map((marker) => ({
            ...marker,
            name: oneLine(marker.name).trim(),
            comment: marker.comment.replaceAll('\0', '').trim(),
          }));
          sameMarkers(items, kept, ['id', 'in', 'out', 'name', 'comment']);
        },
      ),
    );
  });

  it('leave the sound and all that is not about markers as it was', () => {
    const foreign = part('LIST', [...ascii('INFO'), ...part('INAM', ascii('odd'))]);
    const parts = [
      part('JUNK', [1, 2, 3]),
      bext(172_800_000),
      format(),
      ixml('<SCENE>1</SCENE>'),
      sound(),
      foreign,
      loop([4, 0, 9]),
      part('odd ', [9]),
    ];
    const old = [cue([1, 5]), adtl(label(1, ascii('old')))];
    const copy = written(wave([...parts.slice(0, 5), ...old, ...parts.slice(5)]), [hit]);
    const kept = partsOf(copy).filter(([id], index) => id !== 'cue ' && !(id === 'LIST' && index > 6));
    expect(kept).toEqual(partsOf(wave(parts)));
    expect(parseSoundMarkers(copy, at24).items).toEqual([hit]);
    // Its length is what its header says.
    expect(new DataView(copy.buffer).getUint32(4, true)).toBe(copy.length - 8);
    // The loop of a sampler is no marker's length.
    expect(parseSoundMarkers(copy, at24).items[0]?.out).toBeNull();
  });

  it('take all old ones away when there are no new ones', () => {
    const copy = written(wave([format(), sound(), cue([1, 5]), adtl(label(1, ascii('old')))]), []);
    expect(copy).toEqual(wave([format(), sound()]));
  });

  it('count from the time that the file states, and change that only when asked to', () => {
    const late = wave([bext(172_800_000 + 48_000), format(), sound()]);
    expect(only(written(late, [hit]), ['bext'])).toEqual(only(late, ['bext']));
    expect(parseSoundMarkers(written(late, [hit]), at24).items).toEqual([hit]);
    const stamped = written(late, [hit], { stampStart: true });
    expect(parseSoundMarkers(stamped, at24)).toMatchObject({ items: [hit], stated: { start: at24.start } });
    const [[, before] = ['', new Uint8Array()]] = only(late, ['bext']);
    const [[, after] = ['', new Uint8Array()]] = only(stamped, ['bext']);
    const differing = [...after].flatMap((byte, at) => (byte === before[at] ? [] : [at]));
    expect(differing.every((at) => at >= 338 && at < 346)).toBe(true);
    const plain = written(wave([format(), sound()]), [hit], { stampStart: true });
    expect(partsOf(plain).map(([id]) => id)).toEqual(['fmt ', 'bext', 'data', 'cue ', 'LIST']);
    expect(parseSoundMarkers(plain, at24)).toMatchObject({ items: [hit], stated: { start: at24.start } });
  });

  it('before the first sample are left out', () => {
    expect(
      parseSoundMarkers(written(wave([format(), sound()]), [markerAt(at24.start - 705_600)]), at24).items,
    ).toEqual([]);
  });

  it('give sound that was streamed its length', () => {
    const streamed = wave([format(), part('data', [1, 2, 3, 4, 5], 0xffffffff)], { size: 0xffffffff });
    const copy = written(streamed.subarray(0, streamed.length - 1), [hit]);
    expect(only(copy, ['data'])).toEqual([['data', Uint8Array.from([1, 2, 3, 4, 5])]]);
    expect(parseSoundMarkers(copy, at24)).toMatchObject({ items: [hit], problems: [] });
  });

  it('keep a file long that was', () => {
    const ds64 = part('ds64', [...u64(0), ...u64(32), ...u64(8), ...u32(0)]);
    const data = [...ascii('data'), ...u32(0xffffffff), ...sound().slice(8)];
    const long = wave([ds64, format(), data], { form: 'BW64', size: 0xffffffff });
    const copy = written(long, [hit]);
    expect(String.fromCharCode(...copy.subarray(0, 4))).toBe('BW64');
    expect(only(copy, ['data'])).toEqual(only(long, ['data']));
    const [[, sizes] = ['', new Uint8Array()]] = only(copy, ['ds64']);
    const view = new DataView(sizes.buffer);
    expect([0, 8, 16].map((at) => Number(view.getBigUint64(at, true)))).toEqual([copy.length - 8, 32, 8]);
    expect(parseSoundMarkers(copy, at24).items).toEqual([hit]);
  });

  it('make a file longer than 4 GB one of 64 bits, of which nothing need be in memory', async () => {
    const head = wave([format(), [...ascii('data'), ...u32(0xffffff00)]]);
    const size = head.length + 0xffffff00;
    const source = {
      size,
      read: (offset: number, length: number) => {
        const bytes = new Uint8Array(Math.min(length, size - offset));
        bytes.set(head.subarray(offset, offset + length).subarray(0, bytes.length));
        return Promise.resolve(bytes);
      },
    };
    const copy = await copySoundMarkers(source, [hit, { ...hit, comment: 'x'.repeat(500) }], at24);
    if ('what' in copy) throw new Error(copy.what);
    const [first = new Uint8Array(), second = new Uint8Array()] = copy.pieces.filter(
      (piece): piece is Uint8Array => piece instanceof Uint8Array,
    );
    expect(String.fromCharCode(...first)).toMatch(/^RF64\xff\xff\xff\xffWAVE$/);
    expect(String.fromCharCode(...second.subarray(0, 4))).toBe('ds64');
    expect(copy.pieces).toContainEqual({ offset: head.length, length: 0xffffff00 });
    const lengths = copy.pieces.map((piece) => piece.length);
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(copy.size);
  });

  it('are not written into what is no sound file, or not whole', () => {
    const whole = wave([format(), sound(100)]);
    const what = (bytes: Uint8Array) => {
      const copy = formatSoundMarkers(bytes, [hit], at24);
      return 'what' in copy ? copy.what : '';
    };
    expect(what(new Uint8Array(40))).toContain('no sound file');
    expect(what(whole.subarray(0, whole.length - 9))).toContain('missing');
    expect(what(wave([sound()]))).toContain('how many samples');
  });
});

describe('markers in a copy of an AIFF file', () => {
  const comments = bigPart('COMT', [...be16(1), ...be32(5), ...be16(0), ...be16(4), ...ascii('file')]);

  it('come back as they were written, but for lengths', () => {
    fc.assert(
      fc.property(markers(at24), (list) => {
        const { items, problems } = parseSoundMarkers(written(aiff([]), list), at24);
        expect(problems).toEqual([]);
        const kept = list.map((marker) => ({
          ...marker,
          name: oneLine(marker.name).trim(),
          comment: marker.comment.replaceAll('\0', '').trim(),
        }));
        sameMarkers(items, kept, ['id', 'in', 'name', 'comment']);
      }),
    );
  });

  it('leave the sound, comments on the file and the loops of an instrument as they were', () => {
    const instrument = bigPart('INST', [
      ...Array.from({ length: 8 }, () => 0),
      ...be16(1),
      ...be16(1),
      ...be16(2),
      ...be16(0),
      ...be16(0),
      ...be16(0),
    ]);
    const original = aiff([
      marks([1, 3, ascii('beg')], [2, 6, ascii('end')], [3, 7, ascii('old')]),
      comments,
      instrument,
      bigPart('APPL', [1, 2, 3]),
    ]);
    const copy = written(original, [hit, { ...hit, in: hit.in + 705_600_000, comment: '', id: null }]);
    const kept = ['COMM', 'SSND', 'INST', 'APPL'];
    expect(only(copy, kept, true)).toEqual(only(original, kept, true));
    expect(parseSoundMarkers(copy, at24).items.map(({ name, comment, id }) => [name, comment, id])).toEqual([
      ['2M4 in', 'softer', '7k2f'],
      ['2M4 in', '', null],
    ]);
    const [[, list] = ['', new Uint8Array()]] = only(copy, ['MARK'], true);
    expect([...list.subarray(0, 4)]).toEqual([0, 4, 0, 1]);
    const [[, said] = ['', new Uint8Array()]] = only(copy, ['COMT'], true);
    expect(new TextDecoder().decode(said)).toContain('file');
    expect(new DataView(copy.buffer).getUint32(4)).toBe(copy.length - 8);
  });

  it('have names as long as the format can say, of whole characters, and as many as it can', () => {
    const long = { ...hit, name: 'é'.repeat(200) };
    const { items } = parseSoundMarkers(written(aiff([]), [long]), at24);
    expect(items[0]?.name).toBe('é'.repeat(127));
    const many = Array.from({ length: 33_000 }, () => hit);
    expect(parseSoundMarkers(written(aiff([]), many), at24).items).toHaveLength(32_767);
  });
});
