import type { Version } from '@segue/protocol';
import { describe, expect, it } from 'vitest';
import { compared, dealt, kept, letterOf, MOST_COMPARED, OPENING, toggled } from './comparison';

const version = (number: number, playable = true) =>
  ({ id: `v${number}`, number, listening: playable ? {} : null }) as unknown as Version;
const versions = Array.from({ length: 12 }, (_, index) => version(index + 1));
const [first, , third] = versions;
const ids = (list: ReturnType<typeof compared>) => list.map(({ version: { id } }) => id);

describe('comparison', () => {
  it('holds the newest two until somebody chooses, and the shown one always', () => {
    expect(ids(compared(OPENING, versions, versions.at(-1) ?? null))).toEqual(['v11', 'v12']);
    expect(ids(compared(OPENING, versions, third ?? null))).toEqual(['v3', 'v11', 'v12']);
    expect(compared(OPENING, versions, third ?? null).map(({ heard }) => heard)).toEqual([
      true,
      false,
      false,
    ]);
    expect(compared(OPENING, [], null)).toEqual([]);
  });

  it('leaves out what cannot be played, but for the shown one', () => {
    const [playable, other] = [version(1), version(2, false)];
    expect(ids(compared(OPENING, [playable, other], playable))).toEqual(['v1']);
    expect(ids(compared(OPENING, [playable, other], other))).toEqual(['v1', 'v2']);
  });

  it('keeps the digits in the order of the versions, whichever is heard', () => {
    const now = compared(OPENING, versions, first ?? null);
    expect(now.map(({ digit, version: { id } }) => `${digit} ${id}`)).toEqual(['1 v1', '2 v11', '3 v12']);
  });

  it('keeps its versions and their digits when another one is switched to', () => {
    const now = compared(OPENING, versions, first ?? null);
    const switched = compared(kept(OPENING, now), versions, versions.at(-1) ?? null);
    expect(switched.map(({ digit, version: { id } }) => `${digit} ${id}`)).toEqual([
      '1 v1',
      '2 v11',
      '3 v12',
    ]);
    expect(switched.map(({ heard }) => heard)).toEqual([false, false, true]);
  });

  it('takes versions in and out, nine at most', () => {
    const now = compared(OPENING, versions, versions.at(-1) ?? null);
    const more = toggled(OPENING, now, 'v3');
    expect(ids(compared(more, versions, null))).toEqual(['v3', 'v11', 'v12']);
    expect(ids(compared(toggled(more, compared(more, versions, null), 'v11'), versions, null))).toEqual([
      'v3',
      'v12',
    ]);
    const nine = { ...OPENING, chosen: versions.slice(0, MOST_COMPARED).map(({ id }) => id) };
    expect(toggled(nine, compared(nine, versions, first ?? null), 'v12')).toBe(nine);
    expect(compared(nine, versions, versions.at(-1) ?? null)).toHaveLength(MOST_COMPARED);
  });

  it('is dealt so that the letters say nothing of the versions', () => {
    const now = compared({ ...OPENING, chosen: ['v1', 'v2', 'v3'] }, versions, first ?? null);
    const orders = new Set<string>();
    for (let a = 0; a < 6; a++)
      for (let b = 0; b < 6; b++) {
        const draws = [a / 6, b / 6];
        const { blind } = dealt(OPENING, now, () => draws.shift() ?? 0);
        expect([...(blind?.dealt ?? [])].sort()).toEqual(['v1', 'v2', 'v3']);
        expect(blind?.heard).toBe(blind?.dealt[0]);
        orders.add(String(blind?.dealt));
      }
    expect(orders.size).toBe(6);
    const blind = dealt(OPENING, now, () => 0);
    expect(compared(blind, versions, first ?? null).filter(({ heard }) => heard)).toHaveLength(1);
    expect(letterOf(1)).toBe('A');
  });
});
