import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  aiff,
  ascii,
  chunk,
  concat,
  decodeAll,
  float,
  fmt,
  int,
  riff,
  sourceOf,
  wav,
} from './audio-files.contract.js';
import { computePeaks } from './compute-peaks.js';
import { readAudio } from './read-audio.js';
import { UnreadableAudio, type UnreadableReason } from './unreadable-audio.js';

async function fixture(name: string): Promise<Uint8Array> {
  return new Uint8Array(await readFile(new URL(`../fixtures/${name}`, import.meta.url)));
}

/** Reads and decodes everything; the reason if that is refused. */
async function outcome(bytes: Uint8Array): Promise<'readable' | UnreadableReason> {
  try {
    await computePeaks(await readAudio(sourceOf(bytes)));
    return 'readable';
  } catch (error) {
    if (error instanceof UnreadableAudio && error.message.endsWith('.')) return error.reason;
    throw error;
  }
}

const pcm = (count: number): Uint8Array => Uint8Array.from({ length: count }, (_, i) => (i * 37) % 256);

describe('WAV', () => {
  it('reads what the header says', async () => {
    const { facts } = await readAudio(sourceOf(wav({ channels: 3, sampleRate: 44100, bits: 24 }, pcm(90))));
    expect(facts).toEqual({
      container: 'wav',
      codec: 'pcm-int',
      sampleRate: 44100,
      channels: 3,
      layout: ['L', 'R', 'C'],
      bitDepth: 24,
      samples: 10,
      bwf: null,
      production: null,
    });
  });

  it('decodes every width left-justified', async () => {
    const of = async (bits: number, ...values: number[]): Promise<number[][]> => {
      const data = concat(...values.map((value) => int(value, bits / 8)));
      return decodeAll(await readAudio(sourceOf(wav({ channels: 2, bits }, data))));
    };
    expect(await of(8, 0, 128, 255, 129)).toEqual([
      [-128 << 24, 127 << 24],
      [0, 1 << 24],
    ]);
    expect(await of(16, -32768, 1, 32767, -1)).toEqual([
      [-32768 << 16, 32767 << 16],
      [1 << 16, -1 << 16],
    ]);
    expect(await of(24, -8388608, 1, 8388607, -1)).toEqual([
      [-8388608 << 8, 8388607 << 8],
      [1 << 8, -1 << 8],
    ]);
    expect(await of(32, -2147483648, 1, 2147483647, -1)).toEqual([
      [-2147483648, 2147483647],
      [1, -1],
    ]);
  });

  it('decodes floating point, and takes "not a number" as silence', async () => {
    for (const bytes of [4, 8] as const) {
      const data = concat(float(0.25, bytes), float(NaN, bytes), float(-1.5, bytes));
      const reading = await readAudio(sourceOf(wav({ tag: 3, channels: 1, bits: bytes * 8 }, data)));
      expect(reading.facts).toMatchObject({ codec: 'pcm-float', bitDepth: bytes * 8 });
      expect(await decodeAll(reading)).toEqual([[0.25, 0, -1.5]]);
    }
  });

  it('reads the extensible form with its valid bits', async () => {
    const guid = concat(int(1, 2), int(0, 2), int(0x10, 2), int(0x800000, 4), ascii('\xaa\0\x38\x9b\x71\0'));
    const extensible = concat(fmt({ tag: 0xfffe, bits: 24 }), int(22, 2), int(20, 2), int(3, 4), guid);
    const { facts } = await readAudio(sourceOf(riff(chunk('fmt ', extensible), chunk('data', pcm(12)))));
    expect(facts).toMatchObject({ codec: 'pcm-int', bitDepth: 20, samples: 2, layout: ['L', 'R'] });
  });

  it('reads the iXML before and after the audio, as far as it goes', async () => {
    const text = '<BWFXML><SCENE>12</SCENE><TRACK_LIST><TRACK><NAME>Boom</NAME></TRACK></TRACK_LIST></BWFXML>';
    const production = { scene: '12', take: '', tape: '', note: '', tracks: ['Boom'] };
    const before = await readAudio(sourceOf(wav({}, pcm(4), chunk('iXML', ascii(text)))));
    const after = await readAudio(sourceOf(concat(wav({}, pcm(4)), chunk('iXML', ascii(text)))));
    expect(before.facts.production).toEqual(production);
    expect(after.facts.production).toEqual(production);
    const huge = ascii(`<BWFXML><NOTE>${'x'.repeat(2_000_000)}</NOTE></BWFXML>`);
    const { facts } = await readAudio(sourceOf(wav({}, pcm(4), chunk('iXML', huge))));
    expect(facts).toMatchObject({ samples: 1, production: null });
  });

  it('passes ten thousand cue markers', async () => {
    const points = Array.from({ length: 10_000 }, (_, i) => concat(int(i, 4), int(i, 4), ascii('data'), int(0, 8), int(i, 4)));
    const cues = chunk('cue ', concat(int(points.length, 4), ...points));
    const labels = Array.from({ length: 10_000 }, (_, i) => chunk('labl', concat(int(i, 4), ascii('Take\0'))));
    const list = chunk('LIST', concat(ascii('adtl'), ...labels));
    for (const file of [wav({}, pcm(400), cues, list), concat(wav({}, pcm(400)), cues, list)])
      expect((await readAudio(sourceOf(file))).facts.samples).toBe(100);
    // As chunks of their own they are more than any file has: what lies behind the limit is not found.
    expect(await outcome(wav({}, pcm(400), ...labels))).toBe('truncated');
    expect(await outcome(concat(wav({}, pcm(400)), ...labels))).toBe('readable');
  });

  it.each(['RF64', 'BW64'])('reads %s with 64-bit sizes', async (id) => {
    const ds64 = concat(int(0, 8), int(8, 8), int(2, 8), int(0, 4));
    const body = concat(
      ascii('WAVE'),
      chunk('ds64', ds64),
      chunk('fmt ', fmt()),
      chunk('data', pcm(8), true, 0xffffffff),
      chunk('bext', bext(5)),
    );
    const { facts } = await readAudio(sourceOf(concat(ascii(id), int(0xffffffff, 4), body)));
    expect(facts).toMatchObject({ samples: 2, bwf: { timeReference: 5 } });
  });

  it('reads streams whose writer could not go back to fill in the sizes', async () => {
    for (const size of [0, 0xffffffff]) {
      const body = concat(ascii('WAVE'), chunk('fmt ', fmt()), chunk('data', pcm(12), true, size));
      const { facts } = await readAudio(sourceOf(concat(ascii('RIFF'), int(size, 4), body)));
      expect(facts.samples).toBe(3);
    }
  });

  it('reads the broadcast extension before and after the audio', async () => {
    const expected = {
      timeReference: 172_972_800,
      description: 'Reel 2 – mix',
      originator: 'Tönstudio',
      originationDate: '2026-03-01',
      originationTime: '10:20:30',
    };
    const before = await readAudio(sourceOf(wav({}, pcm(4), chunk('bext', bext(172_972_800)))));
    const after = await readAudio(sourceOf(concat(wav({}, pcm(4)), chunk('bext', bext(172_972_800)))));
    expect(before.facts.bwf).toEqual(expected);
    expect(after.facts.bwf).toEqual(expected);
  });

  it.each<[string, UnreadableReason, Uint8Array]>([
    ['a data chunk longer than the file', 'truncated', wav({}, pcm(400)).slice(0, 200)],
    ['a file that ends before its audio', 'truncated', wav({}, pcm(400)).slice(0, 30)],
    ['no samples', 'empty', wav({}, pcm(0))],
    ['less than one sample of every channel', 'empty', wav({}, pcm(3))],
    ['no channels', 'lying-header', wav({ channels: 0 }, pcm(8))],
    ['65535 channels', 'lying-header', wav({ channels: 65535 }, pcm(8))],
    ['a sample rate of nothing', 'lying-header', wav({ sampleRate: 0 }, pcm(8))],
    ['a sample rate of 4 GHz', 'lying-header', wav({ sampleRate: 0xffffffff }, pcm(8))],
    ['sizes that contradict each other', 'lying-header', wav({ frameBytes: 3 }, pcm(8))],
    ['no bits', 'unsupported', wav({ bits: 0 }, pcm(8))],
    ['64-bit whole numbers', 'unsupported', wav({ bits: 64 }, pcm(32))],
    ['16-bit floating point', 'unsupported', wav({ tag: 3, bits: 16 }, pcm(32))],
    ['ADPCM', 'unsupported', wav({ tag: 2, bits: 4 }, pcm(32))],
    ['no format', 'damaged', riff(chunk('data', pcm(8)))],
    ['a 64-bit size beyond the file', 'truncated', longWav(2 ** 40)],
  ])('refuses %s as %s', async (_, reason, bytes) => {
    expect(await outcome(bytes)).toBe(reason);
  });

  it('says how much of a truncated file is there', async () => {
    const whole = wav({ channels: 1, sampleRate: 1000, bits: 8 }, pcm(5000));
    await expect(readAudio(sourceOf(whole.slice(0, 2044)))).rejects.toThrow(
      'promises 5.0 s of audio, but the file ends after 2.0 s',
    );
  });

  it('does not walk a hostile list of chunks to its end', async () => {
    const bytes = concat(ascii('RIFF'), int(0, 4), ascii('WAVE'), new Uint8Array(8_000_000));
    let reads = 0;
    const counting = {
      ...sourceOf(bytes),
      read: (at: number, length: number) => ((reads += 1), Promise.resolve(bytes.slice(at, at + length))),
    };
    await expect(readAudio(counting)).rejects.toBeInstanceOf(UnreadableAudio);
    expect(reads).toBeLessThan(5000);
  });
});

describe('AIFF', () => {
  it.each([
    [undefined, 8, false],
    [undefined, 16, false],
    [undefined, 24, false],
    ['NONE', 32, false],
    ['twos', 16, false],
    ['sowt', 16, true],
    ['sowt', 24, true],
    ['in24', 24, false],
  ] as const)('reads %s at %i bits', async (compression, bits, littleEndian) => {
    const values = [-(2 ** (bits - 1)), 1, 2 ** (bits - 1) - 1, -2];
    const data = concat(...values.map((value) => int(value, bits / 8, littleEndian)));
    const format = { bits, samples: 2, sampleRate: 44100 };
    const reading = await readAudio(
      sourceOf(aiff(compression === undefined ? format : { ...format, compression }, data)),
    );
    expect(reading.facts).toMatchObject({
      container: 'aiff',
      codec: 'pcm-int',
      sampleRate: 44100,
      bitDepth: bits,
      samples: 2,
    });
    const scale = 2 ** (32 - bits);
    const [a = 0, b = 0, c = 0, d = 0] = values;
    expect(await decodeAll(reading)).toEqual([
      [a * scale, c * scale],
      [b * scale, d * scale],
    ]);
  });

  it.each([
    ['fl32', 4],
    ['FL64', 8],
  ] as const)('reads %s', async (compression, bytes) => {
    const data = concat(float(0.5, bytes, false), float(-0.25, bytes, false));
    const reading = await readAudio(
      sourceOf(aiff({ compression, channels: 1, bits: bytes * 8, samples: 2 }, data)),
    );
    expect(reading.facts).toMatchObject({ codec: 'pcm-float', bitDepth: bytes * 8 });
    expect(await decodeAll(reading)).toEqual([[0.5, -0.25]]);
  });

  it.each<[string, UnreadableReason, Uint8Array]>([
    ['sound cut short', 'truncated', aiffCut()],
    [
      'sound cut short with its description behind it',
      'truncated',
      aiff({ samples: 100 }, pcm(400)).slice(0, 300),
    ],
    ['no samples', 'empty', aiff({ samples: 0 }, pcm(0))],
    ['more samples than the sound holds', 'lying-header', aiff({ samples: 4_000_000_000 }, pcm(40))],
    ['no channels', 'lying-header', aiff({ samples: 1, channels: 0 }, pcm(40))],
    ['no sample rate', 'lying-header', aiff({ samples: 1, sampleRate: 0 }, pcm(40))],
    ['compression', 'unsupported', aiff({ samples: 1, compression: 'ima4' }, pcm(40))],
    [
      'a compression named like a property of objects',
      'unsupported',
      aiff({ samples: 1, compression: '__pr' }, pcm(40)),
    ],
    ['no description', 'damaged', concat(ascii('FORM'), int(4, 4, false), ascii('AIFF'))],
  ])('refuses %s as %s', async (_, reason, bytes) => {
    expect(await outcome(bytes)).toBe(reason);
  });
});

describe('FLAC', () => {
  it.each(['stereo-24', 'mono-16'])('decodes %s to exactly what it was made from', async (name) => {
    const flac = await readAudio(sourceOf(await fixture(`${name}.flac`)));
    const original = await readAudio(sourceOf(await fixture(`${name}.wav`)));
    expect(flac.facts).toEqual({ ...original.facts, container: 'flac', codec: 'flac' });
    expect(await decodeAll(flac)).toEqual(await decodeAll(original));
    expect((await computePeaks(flac)).peaks).toEqual((await computePeaks(original)).peaks);
  });

  it('reads past an ID3 tag, and counts where the encoder did not', async () => {
    const bytes = await fixture('mono-16.flac');
    bytes.fill(0, 22, 26);
    const tag = concat(ascii('ID3'), int(0x000004, 3, false), int(0x0100, 4, false), new Uint8Array(128));
    const reading = await readAudio(sourceOf(concat(tag, bytes)));
    expect(reading.facts.samples).toBeNull();
    expect((await computePeaks(reading)).samples).toBe(4500);
  });

  it('refuses a file cut anywhere', async () => {
    const bytes = await fixture('mono-16.flac');
    for (let length = 5; length < bytes.length; length += 97) {
      expect([length, await outcome(bytes.slice(0, length))]).toEqual([length, 'truncated']);
    }
  });

  it('refuses damage, and a wrong number of samples', async () => {
    const bytes = await fixture('mono-16.flac');
    const damaged = bytes.slice();
    damaged.fill(0, 1000, 1010);
    expect(await outcome(damaged)).toBe('truncated');
    const short = bytes.slice();
    short.set(int(100, 4, false), 22);
    expect(await outcome(short)).toBe('lying-header');
    const long = bytes.slice();
    long.set(int(0x7fffffff, 4, false), 22);
    expect(await outcome(long)).toBe('truncated');
  });
});

describe('MP3', () => {
  it('decodes as many samples as were encoded where the encoder says so', async () => {
    const reading = await readAudio(sourceOf(await fixture('stereo.mp3')));
    expect(reading.facts).toMatchObject({
      container: 'mp3',
      sampleRate: 48000,
      channels: 2,
      bitDepth: null,
      samples: null,
    });
    expect((await computePeaks(reading)).samples).toBe(4500);
  });

  it('sounds like what it was made from', async () => {
    const [mp3 = []] = await decodeAll(await readAudio(sourceOf(await fixture('stereo.mp3'))));
    const [original = []] = await decodeAll(await readAudio(sourceOf(await fixture('stereo-24.wav'))));
    const error =
      mp3.reduce((sum, value, i) => sum + (value - (original[i] ?? 0) / 2 ** 31) ** 2, 0) / mp3.length;
    expect(Math.sqrt(error)).toBeLessThan(0.05);
  });

  it('reads a long stream of one channel without any statement of length', async () => {
    const bytes = await fixture('mono.mp3');
    const copies = 400;
    const long = concat(...Array.from({ length: copies }, () => bytes));
    const reading = await readAudio(sourceOf(long));
    expect(reading.facts.channels).toBe(1);
    const fractions: number[] = [];
    const { samples } = await computePeaks(reading, (fraction) => fractions.push(fraction));
    expect(samples).toBe((long.length / 192) * 1152);
    expect(fractions.length).toBeGreaterThan(1);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
  });

  it('passes tags before and after the audio', async () => {
    const bytes = await fixture('mono.mp3');
    const tag = concat(ascii('ID3'), int(0x000004, 3, false), int(0x0100, 4, false), new Uint8Array(128));
    expect(await outcome(concat(tag, new Uint8Array(50), bytes, ascii('TAG'), new Uint8Array(125)))).toBe(
      'readable',
    );
  });

  it.each([
    ['stereo.mp3', 600],
    ['stereo.mp3', 100],
    ['mono.mp3', 100],
  ])('refuses %s less its last %i bytes', async (name, less) => {
    expect(await outcome((await fixture(name)).slice(0, -less))).toBe('truncated');
  });

  it('refuses garbage between frames', async () => {
    const bytes = await fixture('mono.mp3');
    expect(await outcome(concat(bytes, pcm(500), bytes))).toBe('damaged');
    expect(await outcome(concat(bytes.slice(0, 700), bytes))).toBe('damaged');
  });
});

describe('Ogg', () => {
  it.each([
    ['stereo.ogg', 'vorbis'],
    ['stereo.opus', 'opus'],
  ])('decodes %s to as many samples as were encoded', async (name, codec) => {
    const reading = await readAudio(sourceOf(await fixture(name)));
    expect(reading.facts).toMatchObject({
      container: 'ogg',
      codec,
      sampleRate: 48000,
      channels: 2,
      layout: ['L', 'R'],
      bitDepth: null,
      samples: null,
    });
    const fractions: number[] = [];
    expect((await computePeaks(reading, (fraction) => fractions.push(fraction))).samples).toBe(4500);
    expect(fractions.at(-1)).toBe(1);
  });

  it.each(['stereo.ogg', 'stereo.opus'])('hears in %s what it was made from', async (name) => {
    const [decoded = []] = await decodeAll(await readAudio(sourceOf(await fixture(name))));
    const [original = []] = await decodeAll(await readAudio(sourceOf(await fixture('stereo-24.wav'))));
    const error =
      decoded.reduce((sum, value, i) => sum + (value - (original[i] ?? 0) / 2 ** 31) ** 2, 0) / decoded.length;
    expect(Math.sqrt(error)).toBeLessThan(0.05);
  });

  it.each(['stereo.ogg', 'stereo.opus'])('refuses %s cut anywhere, and damaged anywhere', async (name) => {
    const bytes = await fixture(name);
    for (let length = 5; length < bytes.length; length += 307)
      expect([length, await outcome(bytes.slice(0, length))]).toEqual([length, 'truncated']);
    for (let at = 6; at < bytes.length; at += 307) {
      const changed = bytes.slice();
      changed[at] = (changed[at] ?? 0) ^ 0x55;
      expect([at, await outcome(changed)]).not.toEqual([at, 'readable']);
    }
  });

  it('refuses several streams, one in the other or one behind the other', async () => {
    const [vorbis, opus] = [await fixture('stereo.ogg'), await fixture('stereo.opus')];
    expect(await outcome(concat(vorbis, vorbis))).toBe('unsupported');
    expect(await outcome(concat(vorbis.slice(0, 58), opus))).toBe('unsupported');
    expect(await outcome(concat(vorbis, ascii('TAG'), new Uint8Array(125)))).toBe('readable');
  });
});

describe('files that are something else', () => {
  it.each<[string, UnreadableReason, Uint8Array]>([
    ['an empty file', 'empty', new Uint8Array(0)],
    ['one byte', 'not-audio', new Uint8Array(1)],
    ['zeros', 'not-audio', new Uint8Array(100_000)],
    ['text', 'not-audio', ascii('Dear composer, '.repeat(5000))],
    ['an MP4 video', 'foreign', concat(int(32, 4, false), ascii('ftypisom'), pcm(500))],
    ['a WebM video', 'foreign', concat(ascii('\x1aE\xdf\xa3'), pcm(500))],
    ['an AVI video', 'unsupported', concat(ascii('RIFF'), int(500, 4), ascii('AVI '), pcm(500))],
    ['a MIDI file', 'unsupported', concat(ascii('MThd'), pcm(500))],
    ['an ID3 tag with nothing behind', 'not-audio', concat(ascii('ID3'), int(4, 3), int(0x7f7f7f7f, 4))],
    ['a FLAC mark with nothing behind', 'truncated', ascii('fLaC')],
  ])('refuses %s as %s', async (_, reason, bytes) => {
    expect(await outcome(bytes)).toBe(reason);
  });

  it('refuses random bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 20_000 }), async (bytes) => {
        expect(await outcome(bytes)).not.toBe('readable');
      }),
      { numRuns: 200 },
    );
  });

  it('reads sources that give fewer bytes than asked for', async () => {
    const bytes = await fixture('stereo-24.wav');
    const stingy = {
      size: bytes.length,
      read: (at: number, length: number) => Promise.resolve(bytes.slice(at, at + Math.min(length, 1000))),
    };
    expect((await computePeaks(await readAudio(stingy))).samples).toBe(4500);
  });

  it('refuses a source that ends early', async () => {
    const bytes = await fixture('stereo-24.wav');
    const shrinking = {
      size: bytes.length,
      read: (at: number, length: number) => Promise.resolve(bytes.slice(at, Math.min(at + length, 9000))),
    };
    await expect(readAudio(shrinking).then((reading) => computePeaks(reading))).rejects.toMatchObject({
      reason: 'truncated',
    });
  });
});

/** How often each is mutated: what has to start a decoder each time takes a hundred times as long. */
const MUTATED: readonly (readonly [name: string, runs: number])[] = [
  ['stereo-24.wav', 100],
  ['mono-16.flac', 40],
  ['stereo-24.flac', 40],
  ['stereo.mp3', 40],
  ['mono.mp3', 40],
  ['stereo.ogg', 30],
  ['stereo.opus', 40],
  ['aiff', 300],
  ['rf64', 300],
  ['ixml', 300],
];

describe('mutated files', () => {
  it.each(MUTATED)(
    'never gives anything but audio or a refusal for %s',
    async (name, runs) => {
      const original =
        name === 'aiff'
          ? aiff({ samples: 100 }, pcm(400))
          : name === 'rf64'
            ? longWav(400)
            : name === 'ixml'
              ? wav({}, pcm(400), chunk('bext', bext(5)), chunk('iXML', ascii('<BWFXML><SCENE>1</SCENE></BWFXML>')))
              : await fixture(name);
      const inHeader = fc.integer({ min: 0, max: 127 });
      const anywhere = fc.integer({ min: 0, max: original.length - 1 });
      const change = fc.tuple(
        fc.oneof(inHeader, anywhere),
        fc.oneof(fc.constantFrom(0, 1, 0x7f, 0x80, 0xff), fc.nat(255)),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
          const bytes = original.slice();
          for (const [at, value] of changes) bytes[at] = value;
          await outcome(bytes);
        }),
        { numRuns: runs },
      );
    },
    60_000,
  );
});

function bext(timeReference: number): Uint8Array {
  const bytes = new Uint8Array(602);
  bytes.set(new TextEncoder().encode('Reel 2 – mix'));
  bytes.set(ascii('T\xf6nstudio'), 256);
  bytes.set(ascii('2026-03-0110:20:30'), 320);
  bytes.set(int(timeReference, 8), 338);
  return bytes;
}

function longWav(statedBytes: number): Uint8Array {
  const ds64 = concat(int(0, 8), int(statedBytes, 8), int(0, 8), int(0, 4));
  const data = chunk('data', pcm(400), true, 0xffffffff);
  return concat(
    ascii('RF64'),
    int(0xffffffff, 4),
    ascii('WAVE'),
    chunk('ds64', ds64),
    chunk('fmt ', fmt()),
    data,
  );
}

function aiffCut(): Uint8Array {
  const whole = aiff({ samples: 100 }, pcm(400));
  // The description is last in these files: moved first, so that the cut falls into the sound.
  const sound = 12 + 8 + 8 + 400;
  return concat(whole.slice(0, 12), whole.slice(sound), whole.slice(12, sound - 200));
}
