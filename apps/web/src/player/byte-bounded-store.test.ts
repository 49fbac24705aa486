import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteBoundedStore } from './byte-bounded-store';

describe('a store that is bounded by bytes', () => {
  it('lets go of what was used least lately', () => {
    const store = new ByteBoundedStore<string>(10);
    store.set('a', 'A', 4);
    store.set('b', 'B', 4);
    store.get('a');
    store.set('c', 'C', 4);
    expect(store.get('b')).toBeUndefined();
    expect(store.get('a')).toBe('A');
    expect(store.get('c')).toBe('C');
  });

  it('does not keep what is larger than everything allowed, and lets go of nothing for it', () => {
    const store = new ByteBoundedStore<string>(10);
    store.set('a', 'A', 4);
    store.set('b', 'B', 11);
    expect(store.get('b')).toBeUndefined();
    expect(store.get('a')).toBe('A');
  });

  it('lets go of what is too much when it may keep less', () => {
    const store = new ByteBoundedStore<string>(10);
    store.set('a', 'A', 4);
    store.set('b', 'B', 4);
    store.limit(5);
    expect(store.get('a')).toBeUndefined();
    expect(store.bytes).toBe(4);
  });

  it('holds the sum of what it keeps, never more than it may, and the newest', () => {
    const act = fc.record({
      key: fc.constantFrom('a', 'b', 'c', 'd'),
      bytes: fc.integer({ min: 0, max: 12 }),
    });
    fc.assert(
      fc.property(fc.array(act), (acts) => {
        const store = new ByteBoundedStore<number>(10);
        for (const { key, bytes } of acts) {
          store.set(key, bytes, bytes);
          const kept = ['a', 'b', 'c', 'd'].map((each) => store.get(each) ?? 0);
          expect(store.bytes).toBe(kept.reduce((sum, each) => sum + each, 0));
          expect(store.bytes).toBeLessThanOrEqual(10);
          if (bytes <= 10) expect(store.get(key)).toBe(bytes);
        }
      }),
    );
  });
});
