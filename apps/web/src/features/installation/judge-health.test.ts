import { describe, expect, it } from 'vitest';
import { judgeBackup, judgeDelay, judgeDisk, judgeMemory, judgeReadModels } from './judge-health';

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

  it.each([
    ['2026-11-23T03:30:00.000Z', true, 'good'],
    ['2026-11-16T12:00:00.000Z', true, 'good'],
    ['2026-11-16T11:59:59.000Z', true, 'warn'],
    ['2026-11-23T03:30:00.000Z', false, 'warn'],
    // A clock that is ahead is no reason to worry people.
    ['2026-11-23T12:00:05.000Z', true, 'good'],
  ])('on a backup of %s, whole: %s, is %s at noon of November 23', (at, whole, verdict) => {
    expect(judgeBackup({ at, bytes: 1, whole }, '2026-11-23T12:00:00.000Z')).toBe(verdict);
  });

  it('on no backup at all is a warning', () => {
    expect(judgeBackup(null, '2026-11-23T12:00:00.000Z')).toBe('warn');
  });
});
