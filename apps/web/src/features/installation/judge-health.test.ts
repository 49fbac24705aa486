import { describe, expect, it } from 'vitest';
import { judgeDelay, judgeDisk, judgeMemory, judgeReadModels } from './judge-health';

describe('the verdict', () => {
  it.each([
    [500e9, 1000e9, 'good'],
    [99e9, 1000e9, 'warn'],
    [4e9, 20e9, 'warn'],
    [19e9, 1000e9, 'bad'],
    [0.9e9, 20e9, 'bad'],
  ])('on %d bytes free of %d is %s', (freeBytes, sizeBytes, verdict) => {
    expect(judgeDisk({ freeBytes, sizeBytes })).toBe(verdict);
  });

  it('on memory counts what of the heap is used', () => {
    const of = (heapBytes: number) => judgeMemory({ residentBytes: 9e9, heapBytes, heapLimitBytes: 4e9 });
    expect([1e9, 3e9, 3.6e9].map(of)).toEqual(['good', 'warn', 'bad']);
  });

  it('on delays and on read models grows with them', () => {
    expect([0.02, 0.1, 0.5].map(judgeDelay)).toEqual(['good', 'warn', 'bad']);
    const behind = (oldestSeconds: number) => judgeReadModels({ documents: 1, oldestSeconds });
    expect([0, 5, 60].map(behind)).toEqual(['good', 'warn', 'bad']);
  });
});
