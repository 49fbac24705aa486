import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Candidate } from './candidates.js';
import { longestChain } from './longest-chain.js';

const span = fc
  .tuple(fc.nat(30), fc.integer({ min: 1, max: 10 }))
  .map(([from, length]) => ({ in: from, out: from + length }));
const candidate: fc.Arbitrary<Candidate> = fc.record({ before: span, after: span, retimed: fc.boolean() });

const worth = ({ before, retimed }: Candidate): number => (before.out - before.in) / (retimed ? 2 : 1);
const follows = (one: Candidate, next: Candidate): boolean =>
  one.before.out <= next.before.in && one.after.out <= next.after.in;

/** The most frames that candidates in order can hold, by trying all of them. */
function mostFrames(candidates: readonly Candidate[], last: Candidate | null): number {
  return Math.max(
    0,
    ...candidates
      .filter((next) => !last || follows(last, next))
      .map((next) => worth(next) + mostFrames(candidates, next)),
  );
}

describe('the longest chain of candidates', () => {
  it('keeps the order of both cuts and holds as many frames as any chain does', () => {
    fc.assert(
      fc.property(fc.array(candidate, { maxLength: 9 }), (candidates) => {
        const chain = longestChain(candidates);
        chain.slice(1).forEach((next, index) => {
          const one = chain[index];
          expect(one && follows(one, next)).toBe(true);
        });
        expect(chain.reduce((sum, link) => sum + worth(link), 0)).toBe(mostFrames(candidates, null));
      }),
    );
  });
});
