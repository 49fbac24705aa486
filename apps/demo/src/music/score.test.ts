import { describe, expect, it } from 'vitest';
import { mainTitlesSketch } from './pieces.js';
import { piano } from './instruments.js';
import { perform, type Piece } from './score.js';
import { peak, sum } from './sound.js';

const pieceOf = (notes: string): Piece => ({
  beatsPerMinute: 120,
  seconds: 1,
  stems: { Piano: [{ instrument: piano, notes, strength: [0.5, 0.5] }] },
});

describe('a piece', () => {
  it('is the sum of its stems, below full scale, and the same each time', () => {
    const { mix, stems } = perform(mainTitlesSketch);
    expect(sum([...stems.values()])).toEqual(mix);
    expect(peak(mix)).toBeCloseTo(0.62, 5);
    expect(perform(mainTitlesSketch).mix).toEqual(mix);
  });

  it('sounds at the pitch that is written', () => {
    const { left } = perform(pieceOf('A4/2')).mix;
    // In 0.1 s an A4 goes up through zero 44 times.
    const stretch = left.subarray(9600, 14_400);
    const ups = stretch.reduce(
      (count, value, at) => count + (at > 0 && (stretch[at - 1] ?? 0) < 0 && value >= 0 ? 1 : 0),
      0,
    );
    expect(Math.abs(ups - 44)).toBeLessThanOrEqual(1);
  });

  it('says which note it cannot read', () => {
    expect(() => perform(pieceOf('H4/1'))).toThrow('"H4" is no note');
    expect(() => perform(pieceOf('A4'))).toThrow('"A4" has no length in beats');
  });
});
