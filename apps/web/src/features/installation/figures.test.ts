import { describe, expect, it } from 'vitest';
import { figuresIn } from './figures';

const { bytes, count, duration } = figuresIn('en');

describe('figures', () => {
  it.each([
    [0, '0 byte'],
    [999, '999 byte'],
    [1000, '1 kB'],
    [1_234_567, '1.2 MB'],
    [999_960, '1,000 kB'],
    [68_400_000_000, '68.4 GB'],
    [2e15, '2,000.0 TB'],
  ])('write %d bytes as %s', (value, text) => {
    expect(bytes(value)).toBe(text);
  });

  it.each([
    [0, '0.0 ms'],
    [0.0023, '2.3 ms'],
    [0.0123, '12 ms'],
    [0.25, '250 ms'],
    [1.26, '1.3 sec'],
    [119, '119 sec'],
    [600, '10 min'],
    [86_400, '24 hr'],
    [86_400 * 12, '12 days'],
  ])('write %d seconds as %s', (value, text) => {
    expect(duration(value)).toBe(text);
  });

  it('group thousands', () => {
    expect(count(12_345)).toBe('12,345');
  });
});
