import { describe, expect, it } from 'vitest';
import { judgeLength } from './judge-length.js';

const FRAME = 1000;
const cue = { in: 100 * FRAME, out: 200 * FRAME };
const asked = { covers: true, mostOverhang: 24 };
const found = (start: number, end: number, spec = asked) =>
  judgeLength({ in: start * FRAME, out: end * FRAME }, cue, spec, FRAME).map((finding) => [
    finding.code,
    finding.frames,
  ]);

describe('judgeLength', () => {
  it('finds nothing in music that covers its cue and stands out of it as far as is allowed', () => {
    expect(found(100, 200)).toEqual([]);
    expect(found(76, 224)).toEqual([]);
    expect(found(75.5, 224.5)).toEqual([]);
    expect(found(100.9, 199.1)).toEqual([]);
  });

  it('counts the frames that are missing or too many at either end', () => {
    expect(found(101, 198)).toEqual([
      ['starts-late', 1],
      ['ends-early', 2],
    ]);
    expect(found(75, 230)).toEqual([
      ['starts-early', 25],
      ['ends-late', 30],
    ]);
    expect(found(110, 230)).toEqual([
      ['starts-late', 10],
      ['ends-late', 30],
    ]);
  });

  it('says what is allowed, and asks for nothing that the film does not ask', () => {
    expect(judgeLength({ in: 0, out: cue.out }, cue, asked, FRAME)).toEqual([
      { severity: 'breach', code: 'starts-early', frames: 100, most: 24 },
    ]);
    expect(found(0, 150, { covers: false, mostOverhang: 100 })).toEqual([]);
    expect(judgeLength({ in: 0, out: 1e9 }, cue, { covers: true, mostOverhang: null }, FRAME)).toEqual([]);
  });
});
