import type { Transition } from './edit-list.js';
import type { FineFlicks, Fraction } from './exact-seconds.js';
import { firstWhere } from './first-where.js';
import { AS_SHOT, scaled, speedWithin, type Run } from './retime.js';

/** How a picture begins, and how long that takes. */
interface Blend {
  readonly kind: Transition['kind'];
  readonly length: FineFlicks;
}

/** What a picture shows, by name. */
export interface Shown {
  readonly reel: string | null;
  readonly clipName: string | null;
  readonly black: boolean;
}

/** One stretch of picture on a layer of a timeline: tracks and lanes are layers, those above hide those below. */
export interface Picture extends Shown {
  readonly layer: number;
  readonly in: FineFlicks;
  readonly out: FineFlicks;
  /** What of the source stands at `in`. */
  readonly source: FineFlicks;
  readonly speed: Fraction;
  readonly begins: Blend | null;
}

/** Something that stands on a track, which knows what it would show beyond its edges: transitions need that. */
export interface Standing {
  readonly in: FineFlicks;
  readonly out: FineFlicks;
  readonly show: (from: FineFlicks, until: FineFlicks) => readonly Picture[];
}

/** A transition, which lies over what stands on a track. */
export interface Crossing extends Blend {
  readonly in: FineFlicks;
}

/** What nobody filmed. */
const BLACK: Shown = { reel: null, clipName: null, black: true };

/**
 * The pictures of one track. In a transition the incoming picture counts from its first frame on, as in an edit list: it
 * begins earlier, and what goes out ends there. Where nothing comes in, black does.
 */
export function trackPictures(
  standing: readonly Standing[],
  crossings: readonly Crossing[],
  layer: number,
): Picture[] {
  const inOrder = standing
    .map((item) => ({ item, in: item.in, out: item.out, begins: null as Blend | null }))
    .sort((a, b) => compare(a.in, b.in));
  const pictures: Picture[] = [];
  for (const { in: from, length, kind } of crossings) {
    const next = firstWhere(inOrder, ({ item }) => item.in >= from);
    const [outgoing, incoming] = [inOrder[next - 1], inOrder[next]];
    const begins = { kind, length };
    const isThere = outgoing !== undefined && outgoing.out >= from;
    if (incoming && incoming.item.in <= from + length) Object.assign(incoming, { in: from, begins });
    else if (isThere) pictures.push({ ...pictureOf(BLACK, from, from + length, layer), begins });
    if (isThere) outgoing.out = from;
  }
  for (const { item, in: from, out, begins } of inOrder) {
    if (out <= from) continue;
    for (const picture of item.show(from, out))
      pictures.push(begins && picture.in === from ? { ...picture, begins } : picture);
  }
  return pictures;
}

/** A picture with nothing said but what it shows, from the beginning of its source. */
export function pictureOf(shown: Shown, from: FineFlicks, until: FineFlicks, layer: number): Picture {
  return { ...shown, layer, in: from, out: until, source: 0n, speed: AS_SHOT, begins: null };
}

/**
 * What a timeline inside another one shows there, in the time of the outer one: its pictures as far as the runs reach.
 *
 * @param pictures in order, none on top of another.
 */
export function picturesWithin(pictures: readonly Picture[], runs: readonly Run[], layer: number): Picture[] {
  const within: Picture[] = [];
  for (const run of runs) {
    const end = run.source + scaled(run.out - run.in, run.speed);
    const [from, until] = end < run.source ? [end, run.source] : [run.source, end];
    for (let at = firstWhere(pictures, ({ out }) => out > from); at < pictures.length; at++) {
      const picture = pictures[at];
      if (!picture || picture.in > until) break;
      const shown = pictureWithin(picture, run, layer);
      if (shown) within.push(shown);
    }
  }
  return within;
}

function pictureWithin(picture: Picture, run: Run, layer: number): Picture | null {
  const { num, den } = run.speed;
  const speed = speedWithin(run.speed, picture.speed);
  if (num === 0n) {
    if (run.source < picture.in || run.source >= picture.out) return null;
    const still = picture.source + scaled(run.source - picture.in, picture.speed);
    return { ...picture, layer, in: run.in, out: run.out, source: still, speed, begins: null };
  }
  const perSource = num < 0n ? { num: -den, den: -num } : { num: den, den: num };
  const at = (place: FineFlicks): FineFlicks => run.in + scaled(place - run.source, perSource);
  const [begin, end] = num > 0n ? [at(picture.in), at(picture.out)] : [at(picture.out), at(picture.in)];
  const first = begin > run.in ? begin : run.in;
  const last = end < run.out ? end : run.out;
  if (last <= first) return null;
  const inner = run.source + scaled(first - run.in, run.speed);
  const source = picture.source + scaled(inner - picture.in, picture.speed);
  const isHead = num > 0n && begin === first;
  const begins =
    isHead && picture.begins ? { ...picture.begins, length: scaled(picture.begins.length, perSource) } : null;
  return { ...picture, layer, in: first, out: last, source, speed, begins };
}

function compare(a: FineFlicks, b: FineFlicks): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
