import { FLICKS_PER_SECOND } from '@segue/timecode';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readStamp } from './read-stamp';

const ascii = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0));
const word = (value: number): number[] => [0, 8, 16, 24].map((shift) => (value >>> shift) & 0xff);
const chunk = (name: string, content: readonly number[]): number[] => [
  ...ascii(name),
  ...word(content.length),
  ...content,
  ...(content.length % 2 === 1 ? [0] : []),
];

/** A `bext` chunk whose first sample is so many samples after midnight. */
function bext(samples: number): number[] {
  const content = Array<number>(602).fill(0);
  content.splice(338, 8, ...word(samples % 2 ** 32), ...word(Math.floor(samples / 2 ** 32)));
  return chunk('bext', content);
}

const format = (rate: number): number[] =>
  chunk('fmt ', [1, 0, 2, 0, ...word(rate), ...Array<number>(8).fill(0)]);
const wav = (...chunks: readonly number[][]): Blob =>
  new Blob([Uint8Array.from([...ascii('RIFF'), ...word(0), ...ascii('WAVE'), ...chunks.flat()])]);

describe('the stamp of a WAV file', () => {
  it('is the time of its first sample', async () => {
    const sound = chunk('data', Array<number>(99).fill(7));
    expect(await readStamp(wav(bext(3600 * 48_000), format(48_000), sound))).toBe(3600 * FLICKS_PER_SECOND);
    expect(await readStamp(wav(format(192_000), chunk('junk', [1]), bext(23 * 3600 * 192_000), sound))).toBe(
      23 * 3600 * FLICKS_PER_SECOND,
    );
  });

  it('is not there where nothing says it, or no time of day', async () => {
    expect(await readStamp(wav(format(48_000)))).toBeNull();
    expect(await readStamp(wav(bext(5)))).toBeNull();
    expect(await readStamp(wav(bext(5), format(0)))).toBeNull();
    expect(await readStamp(wav(bext(25 * 3600 * 48_000), format(48_000)))).toBeNull();
    expect(await readStamp(new Blob(['ID3']))).toBeNull();
  });

  it('is read of any bytes without an error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (tail) => {
        expect(
          await readStamp(
            new Blob([Uint8Array.from([...ascii('RIFF'), ...word(0), ...ascii('WAVE')]), tail]),
          ),
        ).toBeNull();
      }),
    );
  });
});
