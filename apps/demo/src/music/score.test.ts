import { describe, expect, it } from 'vitest';
import { piano, violins } from './instruments.js';
import { perform, type Piece } from './score.js';
import { peak, SAMPLE_RATE, sum, type Sound } from './sound.js';

const pieceOf = (notes: string): Piece => ({
  beatsPerMinute: 120,
  seconds: 1,
  stems: {
    Piano: [{ instrument: piano, notes, strength: [0.5, 0.5] }],
    Strings: [{ instrument: violins, notes, strength: [0.3, 0.3] }],
  },
});

const bytesOf = ({ left, right }: Sound): Buffer =>
  Buffer.concat([left, right].map((channel) => Buffer.from(channel.buffer)));

/** How alike a sound is to itself so many samples later, 1 for the same. */
function likeness(samples: Float32Array, lag: number): number {
  let [together, alone] = [0, 0];
  for (let at = 4800; at < 14_400; at++) {
    together += (samples[at] ?? 0) * (samples[at + lag] ?? 0);
    alone += (samples[at] ?? 0) ** 2;
  }
  return together / alone;
}

describe('a piece', () => {
  it('is the sum of its stems, below full scale, and the same each time', () => {
    const { mix, stems } = perform(pieceOf('A4/1 D5+F5/1'));
    expect(bytesOf(sum([...stems.values()])).equals(bytesOf(mix))).toBe(true);
    expect(peak(mix)).toBeCloseTo(0.62, 3);
    expect(bytesOf(perform(pieceOf('A4/1 D5+F5/1')).mix).equals(bytesOf(mix))).toBe(true);
  });

  it('sounds at the pitch that is written', () => {
    const { left } = perform(pieceOf('A4/2')).mix;
    const period = likeness(left, Math.round(SAMPLE_RATE / 440));
    for (const semitone of [-1, 1]) {
      const other = Math.round(SAMPLE_RATE / (440 * 2 ** (semitone / 12)));
      expect(period).toBeGreaterThan(likeness(left, other));
    }
  });

  it('says which note it cannot read', () => {
    expect(() => perform(pieceOf('H4/1'))).toThrow('"H4" is no note');
    expect(() => perform(pieceOf('A4'))).toThrow('"A4" has no length in beats');
  });
});
