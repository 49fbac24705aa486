import * as Y from 'yjs';
import { z } from 'zod';

const id = z.string().regex(/^[0-9A-Za-z]{14}$/);
/** So many earlier places of one cue or hit are kept, the latest ones. */
export const MAX_EARLIER = 100;

const position = { cut: id.nullable(), at: z.int().min(0) };

/** A point in the picture that the music must meet: a value of its own, replaced as a whole. */
const hitSchema = z.strictObject({
  /** The cue it is for; null for one of the film's. */
  cue: id.nullable(),
  text: z.string().max(400),
  /** Absolute picture position in flicks, in the picture of that cut. */
  ...position,
  /** Where it stood in earlier cuts, the oldest first. */
  earlier: z.array(z.strictObject(position)).max(MAX_EARLIER),
});
export type HitFields = z.infer<typeof hitSchema>;
export interface Hit extends HitFields {
  readonly id: string;
}

/** The root of the spotting sheet that holds the hits: a `Y.Map` from hit id to {@link HitFields}. */
export const HITS = 'hits';
/** Most hits on one sheet: a dense cue has a hundred. */
const MAX_HITS = 20_000;

/** The hits of a spotting sheet, in film order. */
export function readHits(document: Y.Doc): Hit[] {
  const hits: Hit[] = [];
  document.getMap(HITS).forEach((value, hitId) => {
    const hit = readHit(hitId, value);
    if (hit) hits.push(hit);
  });
  return hits.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

/** What each value turned out to be: hits are replaced, never changed, and a sheet is read again and again. */
const known = new WeakMap<object, Hit | null>();

function readHit(id: string, value: unknown): Hit | null {
  if (typeof value !== 'object' || value === null) return null;
  const before = known.get(value);
  if (before !== undefined && (before === null || before.id === id)) return before;
  const { data } = hitSchema.safeParse(value);
  const hit = data ? { id, ...data } : null;
  known.set(value, hit);
  return hit;
}

/** Adds a hit, or replaces the one of that id. */
export function setHit(document: Y.Doc, hitId: string, fields: HitFields): void {
  document.getMap(HITS).set(hitId, fields);
}

/** The fields of a hit that is placed in a cut. Where it stood in another one is kept. */
export function placeHit(
  { cut, at: stood, earlier }: Pick<HitFields, 'cut' | 'at' | 'earlier'>,
  at: number,
  cutId: string,
): Pick<HitFields, 'cut' | 'at' | 'earlier'> {
  if (cut === cutId) return { cut, at, earlier };
  return { cut: cutId, at, earlier: [...earlier, { cut, at: stood }].slice(-MAX_EARLIER) };
}

/** Takes a hit off the sheet. */
export function removeHit(document: Y.Doc, hitId: string): void {
  document.getMap(HITS).delete(hitId);
}

/** What is wrong with the form of a sheet's hits, in words; null when nothing is. */
export function hitsProblem(document: Y.Doc): string | null {
  const hits = document.getMap(HITS);
  if (hits._start !== null) return 'the hits are a map and nothing else';
  if (hits.size > MAX_HITS) return `a spotting sheet holds at most ${String(MAX_HITS)} hits`;
  for (const [hitId, hit] of hits.entries()) {
    if (!id.safeParse(hitId).success) return 'a hit id is 14 letters and digits';
    if (hit instanceof Y.AbstractType || hit instanceof Y.Doc) return 'a hit is a plain value';
    const read = hitSchema.safeParse(hit);
    if (!read.success) {
      const issue = read.error.issues[0];
      return `hit field "${issue?.path.join('.') ?? ''}": ${issue?.message ?? ''}`;
    }
  }
  return null;
}
