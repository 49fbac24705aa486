import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { topmost } from './picture-layers.js';
import { picturesWithin, type Picture } from './picture-track.js';
import { runsOf, speedOf } from './retime.js';

const speeds = fc.constantFrom([1, 1], [2, 1], [1, 2], [-1, 1], [0, 1]);
const picture: fc.Arbitrary<Picture> = fc
  .record({
    from: fc.nat(60),
    length: fc.integer({ min: 1, max: 30 }),
    layer: fc.nat(3),
    source: fc.nat(500),
    speed: speeds,
  })
  .map(({ from, length, layer, source, speed: [num = 1, den = 1] }) => ({
    reel: String(source),
    clipName: null,
    black: false,
    layer,
    in: BigInt(from) * 2n,
    out: BigInt(from + length) * 2n,
    source: BigInt(source) * 2n,
    speed: { num: BigInt(num), den: BigInt(den) },
    begins: null,
  }));

/** What a moment shows: the place in the source. */
const shownAt = ({ reel, in: from, source, speed }: Picture, at: bigint): string =>
  `${reel ?? ''} ${String(source + ((at - from) * speed.num) / speed.den)}`;

/** The picture of a moment, by looking at all of them. */
function seenAt(pictures: readonly Picture[], at: bigint): string | null {
  let best: Picture | null = null;
  for (const one of pictures)
    if (one.in <= at && at < one.out && (!best || one.layer >= best.layer)) best = one;
  return best && shownAt(best, at);
}

describe('pictures on several layers', () => {
  it('show at each moment the highest one, and the later one of two on one layer', () => {
    fc.assert(
      fc.property(fc.array(picture, { maxLength: 12 }), (pictures) => {
        const seen = topmost(pictures);
        for (let at = 0n; at < 190n; at += 2n) {
          const there = seen.filter((one) => one.in <= at && at < one.out);
          expect(there.length).toBeLessThanOrEqual(1);
          expect(there[0] ? shownAt(there[0], at) : null).toBe(seenAt(pictures, at));
        }
        seen.slice(1).forEach((one, index) => {
          expect(one.in).toBeGreaterThanOrEqual(seen[index]?.out ?? 0n);
        });
      }),
    );
  });

  it('inside another timeline are what that one shows of them, forwards, backwards and still', () => {
    const run = fc.record({
      from: fc.nat(40),
      length: fc.integer({ min: 1, max: 40 }),
      source: fc.nat(80),
      speed: speeds,
    });
    fc.assert(
      fc.property(fc.array(picture, { maxLength: 8 }), run, (pictures, { from, length, source, speed }) => {
        const inner = topmost(pictures.map((one) => ({ ...one, speed: { num: 1n, den: 1n } })));
        const [num = 1, den = 1] = speed;
        const outer = {
          in: BigInt(from) * 4n,
          out: BigInt(from + length) * 4n,
          source: BigInt(source) * 2n,
          speed: { num: BigInt(num), den: BigInt(den) },
        };
        const within = picturesWithin(inner, [outer], 0);
        for (let at = outer.in; at < outer.out; at += 4n) {
          const place = outer.source + ((at - outer.in) * outer.speed.num) / outer.speed.den;
          const there = within.filter((one) => one.in <= at && at < one.out);
          // Backwards the edges belong to the picture behind them: what is shown there is the end of it.
          const isEdge = num < 0 && inner.some((one) => one.in === place || one.out === place);
          if (!isEdge) expect(there[0] ? shownAt(there[0], at) : null).toBe(seenAt(inner, place));
        }
      }),
    );
  });
});

describe('a changing speed', () => {
  it('is straight between its points, and goes on beyond them', () => {
    const points = [
      { at: 10n, source: 100n },
      { at: 20n, source: 120n },
      { at: 15n, source: 0n },
      { at: 30n, source: 90n },
    ];
    expect(runsOf(points, 0n, 40n).map(({ in: from, out, source }) => [from, out, source])).toEqual([
      [0n, 20n, 80n],
      [20n, 40n, 120n],
    ]);
    expect(runsOf(points, 25n, 28n).map(({ in: from, source }) => [from, source])).toEqual([[25n, 105n]]);
    expect(runsOf([], 5n, 9n)).toEqual([{ in: 5n, out: 9n, source: 5n, speed: { num: 1n, den: 1n } }]);
  });

  it('is stated in lowest terms, by numbers of a sensible size', () => {
    expect(speedOf({ num: 5000n, den: 10_000n })).toEqual({ num: 1, den: 2 });
    expect(speedOf({ num: -48n, den: 24n })).toEqual({ num: -2, den: 1 });
    expect(speedOf({ num: 0n, den: 24n })).toEqual({ num: 0, den: 1 });
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 40n), 10n ** 40n), fc.bigInt(1n, 10n ** 40n), (num, den) => {
        const speed = speedOf({ num, den });
        expect(Math.abs(speed.num)).toBeLessThanOrEqual(10_000_000);
        expect(speed.den).toBeGreaterThan(0);
        const exactly = Number(num) / Number(den);
        const stated = speed.num / speed.den;
        // A shot of a thousand frames is off by less than a tenth of one.
        if (Math.abs(exactly) < 1000)
          expect(Math.abs(stated - exactly)).toBeLessThan(1e-4 * Math.max(1, Math.abs(exactly)));
      }),
    );
  });
});
