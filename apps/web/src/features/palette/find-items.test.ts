import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findItems, SHOWN, type FoundItem } from './find-items';

const item = (label: string, detail = ''): FoundItem => ({ id: label, label, detail, run: () => undefined });
const found = (items: readonly FoundItem[], typed: string) =>
  findItems([{ name: 'all', items }], typed).flatMap((group) => group.items.map(({ label }) => label));

describe('finding in the palette', () => {
  it('takes every word, in any order, in the name or beside it, whatever its case and accents', () => {
    const items = [item('1m02 The window', 'tender'), item('1m03 Red signal', 'dread'), item('Café noir')];
    expect(found(items, 'WINDOW 1m02')).toEqual(['1m02 The window']);
    expect(found(items, 'dread')).toEqual(['1m03 Red signal']);
    expect(found(items, 'cafe')).toEqual(['Café noir']);
    expect(found(items, 'window dread')).toEqual([]);
  });

  it('puts what begins with the typed text first, and shows no more than it can', () => {
    const items = [item('Go to the window'), item('Window')];
    expect(found(items, 'window')).toEqual(['Window', 'Go to the window']);
    expect(
      found(
        Array.from({ length: 30 }, (_, n) => item(`cue ${n}`)),
        'cue',
      ),
    ).toHaveLength(SHOWN);
  });

  it('finds everything by a part of its own name', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.nat(), fc.nat(), (name, a, b) => {
        const [from, to] = [a % name.length, b % name.length].sort((x, y) => x - y) as [number, number];
        const typed = name.slice(from, to + 1);
        expect(found([item(name)], typed)).toEqual([name]);
      }),
    );
  });

  it('leaves out groups that have nothing', () => {
    expect(
      findItems(
        [
          { name: 'cues', items: [item('a')] },
          { name: 'notes', items: [] },
        ],
        '',
      ),
    ).toHaveLength(1);
  });
});
