import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carryPoint, carryRange } from './carry.js';
import { conform } from './conform.js';
import type { Shot } from './shot.js';

const START = 86_400;
const NORMAL = { num: 1, den: 1 };

/** A stretch of picture: so many frames of a source from a frame on. */
interface Piece {
  readonly reel: string;
  readonly from: number;
  readonly length: number;
  readonly speed?: { readonly num: number; readonly den: number };
}

const piece = (reel: string, from: number, length: number): Piece => ({ reel, from, length });

/** A cut of pieces one after the other. */
function cutOf(pieces: readonly Piece[], start = START): Shot[] {
  let at = start;
  return pieces.map(({ reel, from, length, speed = NORMAL }) => {
    at += length;
    const black = reel === 'BL';
    return { reel, clipName: null, black, sourceIn: from, record: { in: at - length, out: at }, speed };
  });
}

const A = piece('A', 0, 100);
const B = piece('B', 0, 50);
const C = piece('C', 0, 80);

describe('a picture change', () => {
  it('is none between a cut and itself', () => {
    const change = conform(cutOf([A, B, C]), cutOf([A, B, C]));
    expect(change).toMatchObject({ removed: [], added: [] });
    expect(change.blocks).toHaveLength(1);
    expect(carryRange(change, { in: START + 90, out: START + 110 }).fate).toBe('unchanged');
  });

  it('moves what comes after a shot that was taken out, and proposes the nearest cut for what was in it', () => {
    const change = conform(cutOf([A, B, C]), cutOf([A, C]));
    expect(change.removed).toEqual([{ in: START + 100, out: START + 150 }]);
    expect(carryPoint(change, START + 99)).toEqual({ fate: 'unchanged', at: START + 99 });
    expect(carryPoint(change, START + 160)).toEqual({ fate: 'moved', at: START + 110 });
    expect(carryPoint(change, START + 101)).toEqual({ fate: 'removed', at: START + 100 });
    expect(carryRange(change, { in: START + 90, out: START + 160 })).toMatchObject({
      fate: 'shortened',
      span: { in: START + 90, out: START + 110 },
      removed: [{ in: START + 100, out: START + 150 }],
    });
  });

  it('lengthens what has new picture inside, and leaves alone what only touches it', () => {
    const change = conform(cutOf([A, C]), cutOf([A, B, C]));
    expect(carryRange(change, { in: START + 50, out: START + 150 })).toMatchObject({
      fate: 'lengthened',
      span: { in: START + 50, out: START + 200 },
      added: [{ in: START + 100, out: START + 150 }],
    });
    expect(carryRange(change, { in: START + 50, out: START + 100 }).fate).toBe('unchanged');
    expect(carryRange(change, { in: START + 100, out: START + 150 }).fate).toBe('moved');
  });

  it('finds shots that changed places', () => {
    const change = conform(cutOf([A, B, C]), cutOf([A, C, B]));
    expect(change).toMatchObject({ removed: [], added: [] });
    expect(carryPoint(change, START + 110)).toEqual({ fate: 'moved', at: START + 190 });
    expect(carryRange(change, { in: START + 90, out: START + 110 })).toMatchObject({
      fate: 'split',
      span: { in: START + 90, out: START + 100 },
    });
  });

  it('keeps the order when one source is used again and again', () => {
    const uses = [piece('A', 0, 40), B, piece('A', 0, 40), C, piece('A', 0, 40)];
    const change = conform(cutOf(uses), cutOf(uses.slice(1)));
    expect(carryPoint(change, START + 5).fate).toBe('removed');
    expect(carryPoint(change, START + 95)).toEqual({ fate: 'moved', at: START + 55 });
    expect(carryPoint(change, START + 215)).toEqual({ fate: 'moved', at: START + 175 });
  });

  it('carries through a shot that runs at another speed now', () => {
    const slow = { ...piece('A', 0, 200), speed: { num: 1, den: 2 } };
    const change = conform(cutOf([A, B]), cutOf([slow, B]));
    expect(carryPoint(change, START + 50)).toEqual({ fate: 'retimed', at: START + 100 });
    expect(carryPoint(change, START + 110)).toEqual({ fate: 'moved', at: START + 210 });
    expect(carryRange(change, { in: START + 10, out: START + 20 })).toMatchObject({
      fate: 'retimed',
      span: { in: START + 20, out: START + 40 },
    });
  });

  it('knows a retimed shot again that kept its speed', () => {
    const fast = (from: number, length: number) => ({
      ...piece('A', from, length),
      speed: { num: 2, den: 1 },
    });
    const change = conform(cutOf([fast(100, 50), B]), cutOf([fast(120, 40), B]));
    expect(carryPoint(change, START + 15)).toEqual({ fate: 'moved', at: START + 5 });
    expect(change.removed).toEqual([{ in: START, out: START + 10 }]);
  });

  it('knows versions of a visual effect, and names that one list has cut off', () => {
    const named = (reel: string): Shot[] => cutOf([{ ...A, reel }]);
    expect(conform(named('VFX_0100_comp_v003.exr'), named('VFX_0100_comp_v012.exr')).removed).toEqual([]);
    expect(conform(named('A012C004'), named('A012C004_230101_R1AB')).removed).toEqual([]);
    expect(conform(named('A012C0045'), named('A012C004')).removed).toEqual([]);
    expect(conform(named('A012C004_X'), named('A012C004_Y')).removed).toHaveLength(1);
  });

  it('knows versions in the middle of a name, the pictures of a sequence, and the versions a house has', () => {
    const removed = (one: string, other: string, version?: RegExp) =>
      conform(cutOf([{ ...A, reel: one }]), cutOf([{ ...A, reel: other }]), version).removed.length;
    expect(removed('/vfx/sh010_v03_comp.1001.exr', 'sh010_v04_comp.[1001-1100].exr')).toBe(0);
    expect(removed('sh010.%04d.dpx', 'SH010.mov')).toBe(0);
    expect(removed('v001', 'v002')).toBe(1);
    expect(removed('sh010_v03', 'sh011_v03')).toBe(1);
    expect(removed('sh010-temp7', 'sh010-temp12')).toBe(1);
    expect(removed('sh010-temp7', 'sh010-temp12', /-temp\d+$/)).toBe(0);
  });

  it('knows names that lists of 32 and 129 letters have cut off', () => {
    const long = 'R'.repeat(140);
    const removed = (one: string, other: string) =>
      conform(cutOf([{ ...A, reel: one }]), cutOf([{ ...A, reel: other }])).removed.length;
    for (const length of [8, 32, 129]) expect(removed(long, long.slice(0, length))).toBe(0);
    expect(removed(long, long.slice(0, 40))).toBe(1);
  });

  it('takes speeds for one that differ only because a list has rounded them', () => {
    const at = (num: number, den: number): Shot[] => cutOf([{ ...A, speed: { num, den } }, B]);
    // 133 % is 31.9 of 24 frames a second.
    const { blocks } = conform(at(133, 100), at(319, 240));
    expect(blocks).toEqual([expect.objectContaining({ retimed: false })]);
    expect(conform(at(133, 100), at(130, 100)).blocks[0]?.retimed).toBe(true);
  });

  it('keeps what stands before the picture where only one of the lists names the black there', () => {
    const leader = cutOf([piece('BL', 0, 192), A, B], START - 192);
    const bare = cutOf([A, B]);
    for (const [before, after] of [
      [leader, bare],
      [bare, leader],
    ] as const) {
      const change = conform(before, after);
      expect(change).toMatchObject({ removed: [], added: [] });
      for (const frame of [START - 300, START - 100, START + 20])
        expect(carryPoint(change, frame)).toEqual({ fate: 'unchanged', at: frame });
    }
    // A leader that was taken out is gone.
    expect(conform(leader, cutOf([A, B], START - 192)).removed).toEqual([{ in: START - 192, out: START }]);
  });

  it('keeps what stands behind the picture at its distance where only one of the lists names the black there', () => {
    const change = conform(cutOf([A, B, piece('BL', 0, 48)]), cutOf([A]));
    expect(change.before).toEqual({ in: START, out: START + 150 });
    expect(carryPoint(change, START + 160)).toEqual({ fate: 'moved', at: START + 110 });
  });

  it('goes by the clip name when the reels say nothing', () => {
    const clip = (clipName: string, reel: string | null): Shot[] =>
      cutOf([A]).map((shot) => ({ ...shot, reel, clipName }));
    expect(conform(clip('34A-3', null), clip('34A-3', 'NEW')).removed).toEqual([]);
    expect(conform(clip('34A-3', null), clip('34A-4', null)).removed).toHaveLength(1);
  });

  it('keeps black with the picture beside it', () => {
    const black = (length: number): Piece => piece('BL', 0, length);
    const change = conform(cutOf([black(24), A, black(10), B]), cutOf([black(24), A, black(6), B]));
    expect(change.removed).toEqual([{ in: START + 130, out: START + 134 }]);
    expect(carryPoint(change, START + 3).fate).toBe('unchanged');
    expect(carryPoint(change, START + 128)).toEqual({ fate: 'unchanged', at: START + 128 });
  });

  it('carries every frame to where it really went, whatever was cut', () => {
    const source = fc.tuple(fc.integer({ min: 5, max: 60 }), fc.integer({ min: 0, max: 1000 }));
    const edits = fc.array(fc.record({ at: fc.nat(200), kind: fc.constantFrom('out', 'trim', 'in') }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(fc.array(source, { minLength: 1, maxLength: 30 }), edits, (sources, made) => {
        const before = sources.map(([length, from], index) => piece(`R${String(index)}`, from, length));
        const after = [...before];
        made.forEach(({ at, kind }, index) => {
          const place = at % Math.max(1, after.length);
          const there = after[place];
          if (kind === 'in') after.splice(place, 0, piece(`N${String(index)}`, 0, 13));
          else if (kind === 'out') after.splice(place, 1);
          else if (there && there.length > 4)
            after[place] = { ...there, from: there.from + 2, length: there.length - 3 };
        });
        const change = conform(cutOf(before), cutOf(after, START + 48));
        const places = new Map<string, number>();
        for (const { reel, sourceIn, record } of cutOf(after, START + 48))
          for (let n = 0; n < record.out - record.in; n++)
            places.set(`${reel ?? ''} ${String(sourceIn + n)}`, record.in + n);
        for (const { reel, sourceIn, record } of cutOf(before))
          for (let n = 0; n < record.out - record.in; n++) {
            const there = places.get(`${reel ?? ''} ${String(sourceIn + n)}`);
            const carried = carryPoint(change, record.in + n);
            if (there === undefined) expect(carried.fate).toBe('removed');
            else expect(carried.at).toBe(there);
          }
      }),
    );
  });

  it('tells apart all frames: each old one stays or is removed, each new one was there or is added', () => {
    const cut = fc.array(
      fc.record({
        reel: fc.constantFrom('A', 'B', 'C', 'BL'),
        from: fc.nat(60),
        length: fc.integer({ min: 1, max: 40 }),
        speed: fc.constantFrom(
          NORMAL,
          NORMAL,
          NORMAL,
          { num: 1, den: 2 },
          { num: 2, den: 1 },
          { num: 0, den: 1 },
          { num: -1, den: 1 },
        ),
      }),
      { maxLength: 12 },
    );
    const frames = (spans: readonly { in: number; out: number }[]) =>
      spans.reduce((sum, span) => sum + span.out - span.in, 0);
    fc.assert(
      fc.property(cut, cut, (one, other) => {
        const { before, blocks, removed, added } = conform(cutOf(one), cutOf(other));
        expect(frames(blocks.map((block) => block.before)) + frames(removed)).toBe(before.out - before.in);
        const still = blocks.filter(({ retimed }) => !retimed);
        for (const { before: from, after: to } of still) expect(to.out - to.in).toBe(from.out - from.in);
        const taken = [...still.map((block) => block.after), ...added].sort((a, b) => a.in - b.in);
        taken.forEach((span, index) => {
          expect(span.in).toBeGreaterThanOrEqual(taken[index - 1]?.out ?? -Infinity);
        });
      }),
    );
  });
});
