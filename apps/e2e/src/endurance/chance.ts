/** Chance that can be repeated: the same seed draws the same numbers. */
export interface Chance {
  readonly seed: number;
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  pick<T>(list: readonly T[]): T;
  /** The same elements in another order. */
  shuffle<T>(list: readonly T[]): T[];
}

/** Draws from the seed in SEGUE_TEST_SEED, or from one of its own. Put the seed into the title of the test. */
export function chance(): Chance {
  const named = Number(process.env['SEGUE_TEST_SEED'] ?? Number.NaN);
  const seed = Number.isSafeInteger(named) ? named : Math.floor(Math.random() * 2 ** 31);
  const draw = mulberry32(seed);
  const between = (least: number, most: number): number => least + Math.floor(draw() * (most - least + 1));
  return {
    seed,
    between,
    pick: (list) => {
      const picked = list[between(0, list.length - 1)];
      if (picked === undefined) throw new Error('There is nothing to pick from.');
      return picked;
    },
    shuffle: (list) =>
      list
        .map((element) => ({ element, rank: draw() }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ element }) => element),
  };
}

/** Tommy Ettinger's generator of 32 bits: small, and good enough to choose moments with. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
