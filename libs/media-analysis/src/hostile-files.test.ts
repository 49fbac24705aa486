import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ascii, chunk, concat, fmt, int, riff, silentFlac, sourceOf, wav, withOggChecksums } from './audio-files.contract.js';
import { measureSound } from './measure-sound.js';
import { readAudio } from './read-audio.js';
import { UnreadableAudio } from './unreadable-audio.js';

// Files made to do harm. Each is read or refused, and nothing else: no other error, no memory without bounds, no endless work.

async function fixture(name: string): Promise<Uint8Array> {
  return new Uint8Array(await readFile(new URL(`../fixtures/${name}`, import.meta.url)));
}

/** Measures everything; the reason if that is refused. */
async function outcome(bytes: Uint8Array): Promise<string> {
  try {
    const { report } = await measureSound(await readAudio(sourceOf(bytes)));
    expect(JSON.stringify(report)).not.toContain('NaN');
    return 'readable';
  } catch (error) {
    if (error instanceof UnreadableAudio && error.message.endsWith('.')) return error.reason;
    throw error;
  }
}

/** Some places of the file get other bytes, some of them those that headers like least. */
const changes = (length: number): fc.Arbitrary<(readonly [number, number])[]> =>
  fc.array(
    fc.tuple(
      fc.oneof(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: length - 1 })),
      fc.oneof(fc.constantFrom(0, 1, 0x7f, 0x80, 0xff), fc.nat(255)),
    ),
    { minLength: 1, maxLength: 8 },
  );

function changed(original: Uint8Array, places: readonly (readonly [number, number])[]): Uint8Array {
  const bytes = original.slice();
  for (const [at, value] of places) bytes[at] = value;
  return bytes;
}

describe('hostile files', () => {
  it.each([
    ['stereo.ogg', 20],
    ['stereo.opus', 50],
  ])(
    'with right checksums around wrong contents: %s',
    async (name, runs) => {
      const original = await fixture(name);
      await fc.assert(
        fc.asyncProperty(changes(original.length), async (places) => {
          await outcome(withOggChecksums(changed(original, places)));
        }),
        { numRuns: runs },
      );
    },
    60_000,
  );

  it('with hours of silence in a few bytes of FLAC, a block at a time', async () => {
    const frames = 200;
    const reading = await readAudio(sourceOf(silentFlac(frames)));
    let samples = 0;
    for await (const block of reading.blocks()) {
      expect(block.frames).toBeLessThanOrEqual(65_536);
      samples += block.frames;
    }
    expect(samples).toBe(frames * 65_535);
  });

  it('with marks of frames everywhere', async () => {
    for (const mark of [[0xff], [0xff, 0xf8], [0xff, 0xfb, 0x90, 0x44], [0x4f, 0x67, 0x67, 0x53]]) {
      const many = Uint8Array.from({ length: 400_000 }, (_, i) => mark[i % mark.length] ?? 0);
      expect(await outcome(many)).not.toBe('readable');
      const flac = concat((await fixture('mono-16.flac')).slice(0, 42), many);
      expect(await outcome(flac)).not.toBe('readable');
    }
  });

  it('with one channel header in another', async () => {
    const inner = wav({}, new Uint8Array(400));
    expect(await outcome(wav({}, inner))).toBe('readable');
    expect(await outcome(riff(chunk('fmt ', fmt()), chunk('iXML', inner), chunk('data', new Uint8Array(40))))).toBe(
      'readable',
    );
  });

  it('with a hundred and twenty-eight channels', async () => {
    expect(await outcome(wav({ channels: 128 }, new Uint8Array(128 * 2 * 3000).fill(7)))).toBe('readable');
  });

  it('with hostile iXML, which is left out', async () => {
    const laughs = `<!DOCTYPE a [<!ENTITY b "${'ha'.repeat(1000)}">]><BWFXML><NOTE>${'&b;'.repeat(10_000)}</NOTE></BWFXML>`;
    const deep = '<BWFXML>'.repeat(50_000);
    for (const text of [laughs, deep, '<'.repeat(900_000), '<!--'.repeat(200_000)]) {
      const { facts } = await readAudio(sourceOf(wav({}, new Uint8Array(40), chunk('iXML', ascii(text)))));
      expect(facts).toMatchObject({ samples: 10, production: null });
    }
  });

  it('with a length that only the header knows', async () => {
    const ds64 = concat(int(0, 8), int(2 ** 50, 8), int(2 ** 48, 8), int(0, 4));
    const body = concat(
      ascii('WAVE'),
      chunk('ds64', ds64),
      chunk('fmt ', fmt()),
      chunk('data', new Uint8Array(40), true, 0xffffffff),
    );
    expect(await outcome(concat(ascii('RF64'), int(0xffffffff, 4), body))).toBe('truncated');
  });
});
