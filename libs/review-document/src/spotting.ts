import * as Y from 'yjs';
import { z } from 'zod';
import { HITS, hitsProblem, MAX_EARLIER } from './hits.js';

/** What a cue is made of. */
export const CUE_KINDS = ['score', 'source', 'song', 'library'] as const;
export type CueKind = (typeof CUE_KINDS)[number];

const flicks = z.int().min(0).nullable();

/** The cut whose picture a position counts in; null where none was there. */
const cut = z
  .string()
  .regex(/^[0-9A-Za-z]{14}$/)
  .nullable();

/** The fields of a cue on the spotting sheet, each a value of its own so that two people can fill in one row together. */
const cueFields = z.strictObject({
  /** `1m04`, `2M14`, `3m02s`, `5m21/22`, `7m03alt`. */
  number: z.string().max(24),
  title: z.string().max(200),
  kind: z.enum(CUE_KINDS),
  /** Absolute picture positions in flicks; null while not spotted. */
  in: flicks,
  out: flicks,
  cut,
  /** Where the cue stood in earlier cuts, the oldest first. */
  earlier: z.array(z.strictObject({ cut, in: flicks, out: flicks })).max(MAX_EARLIER),
  /** Where the DAW session of the cue begins; null where nobody said. */
  sessionStart: flicks,
  description: z.string().max(4000),
  emotion: z.string().max(200),
  /** The instruments and colours that were thought of. */
  palette: z.string().max(200),
});
export type CueFields = z.infer<typeof cueFields>;
export interface Cue extends CueFields {
  readonly id: string;
}

/** What the order of cues in a film depends on. */
type FilmOrder = Pick<Cue, 'id' | 'number' | 'in'>;

const CUES = 'cues';
const EMPTY: CueFields = {
  number: '',
  title: '',
  kind: 'score',
  in: null,
  out: null,
  cut: null,
  earlier: [],
  sessionStart: null,
  description: '',
  emotion: '',
  palette: '',
};

/** Everything that is written on a spotting sheet. */
export function sheetRoots(document: Y.Doc): Y.Map<unknown>[] {
  return [document.getMap(CUES), document.getMap(HITS)];
}

/**
 * The cues of a spotting sheet, in film order (those without an in point last, by number). Cues that have not changed are
 * the same objects as before.
 */
export function readCues(document: Y.Doc): Cue[] {
  const cues: Cue[] = [];
  document.getMap(CUES).forEach((value, id) => {
    const cue = value instanceof Y.Map ? readCue(id, value) : null;
    if (cue) cues.push(cue);
  });
  return cues.sort(compareInFilmOrder);
}

const someFields = cueFields.partial();
/** What each cue was found to be: a sheet is read again with every key that is pressed in it. */
const known = new WeakMap<
  Y.Map<unknown>,
  { readonly written: Record<string, unknown>; readonly cue: Cue | null }
>();

function readCue(id: string, value: Y.Map<unknown>): Cue | null {
  const written = value.toJSON();
  const before = known.get(value);
  if (before && isSame(before.written, written)) return before.cue;
  const { data } = someFields.safeParse(written);
  const cue = data ? { id, ...EMPTY, ...definedOnly(data) } : null;
  known.set(value, { written, cue });
  return cue;
}

/** Whether the fields hold the very same values: Yjs hands out the one object that was written. */
function isSame(one: Record<string, unknown>, other: Record<string, unknown>): boolean {
  const fields = Object.keys(other);
  return Object.keys(one).length === fields.length && fields.every((field) => one[field] === other[field]);
}

function definedOnly(fields: { [K in keyof CueFields]?: CueFields[K] | undefined }): Partial<CueFields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** Film order: by in point, those without one last, then by number as people count (1m2 before 1m10). */
export function compareInFilmOrder(a: FilmOrder, b: FilmOrder): number {
  return (
    (a.in ?? Infinity) - (b.in ?? Infinity) ||
    a.number.localeCompare(b.number, 'en', { numeric: true }) ||
    (a.id < b.id ? -1 : 1)
  );
}

/** Adds a cue to the sheet. */
export function addCue(document: Y.Doc, id: string, fields: Partial<CueFields>): void {
  document.getMap(CUES).set(id, new Y.Map<unknown>(Object.entries({ ...EMPTY, ...fields })));
}

/** Changes fields of a cue; nothing happens when the cue is gone. Values that did not change are not written again. */
export function editCue(document: Y.Doc, id: string, fields: Partial<CueFields>): void {
  const cue = document.getMap(CUES).get(id);
  if (!(cue instanceof Y.Map)) return;
  document.transact(() => {
    for (const [field, value] of Object.entries(fields)) if (cue.get(field) !== value) cue.set(field, value);
  });
}

type CuePlace = Pick<CueFields, 'in' | 'out'>;

/** The fields of a cue that is placed in a cut. Where it stood in another one is kept. */
export function placeCue(
  { cut, in: start, out, earlier }: CuePlace & Pick<CueFields, 'cut' | 'earlier'>,
  place: CuePlace,
  cutId: string,
): CuePlace & Pick<CueFields, 'cut' | 'earlier'> {
  const before = cut === cutId ? earlier : [...earlier, { cut, in: start, out }].slice(-MAX_EARLIER);
  return { in: place.in, out: place.out, cut: cutId, earlier: before };
}

/** Takes a cue off the sheet. Its versions, notes and sign-offs stay where they are. */
export function removeCue(document: Y.Doc, id: string): void {
  document.getMap(CUES).delete(id);
}

/** Most cues on one sheet, those taken off not counted. The longest series have a few hundred. */
const MAX_CUES = 3000;

/** What is wrong with a spotting sheet's form, in words; null when nothing is. */
export function spottingProblem(document: Y.Doc): string | null {
  for (const root of document.share.keys())
    if (root !== CUES && root !== HITS) return `the spotting sheet has no root "${root}"`;
  return cuesProblem(document) ?? hitsProblem(document);
}

function cuesProblem(document: Y.Doc): string | null {
  const sheet = document.getMap(CUES);
  if (sheet._start !== null) return 'the spotting sheet is a map of cues and nothing else';
  if (sheet.size > MAX_CUES) return `a spotting sheet holds at most ${String(MAX_CUES)} cues`;
  for (const [id, cue] of sheet.entries()) {
    const problem = cueProblem(id, cue);
    if (problem !== null) return problem;
  }
  return null;
}

function cueProblem(id: string, cue: unknown): string | null {
  if (!/^[0-9A-Za-z]{14}$/.test(id)) return 'a cue id is 14 letters and digits';
  // Not a kind of map either: nothing may hide in a row that no reader of the sheet would see.
  if (!(cue instanceof Y.Map) || cue.constructor !== Y.Map || cue._start !== null)
    return 'a cue is a map of its fields';
  const fields = Object.fromEntries(cue.entries());
  for (const [field, content] of Object.entries(fields))
    if (content instanceof Y.AbstractType || content instanceof Y.Doc)
      return `cue field "${field}" is a plain value`;
  if (Object.hasOwn(fields, '__proto__')) return 'a cue has no field "__proto__"';
  const read = cueFields.partial().safeParse(fields);
  if (read.success) return null;
  const issue = read.error.issues[0];
  return `cue field "${issue?.path.join('.') ?? ''}": ${issue?.message ?? ''}`;
}

/** The reel, music number and letters of a cue number such as `1m04`, `5m21/22` or `7m03alt`; null when it is none. */
export function parseCueNumber(number: string): { reel: number; music: string; suffix: string } | null {
  const match = /^(\d+)[mM](\d+(?:\/\d+)*)([a-zA-Z]*)$/.exec(number.trim());
  return match?.[1] && match[2] ? { reel: Number(match[1]), music: match[2], suffix: match[3] ?? '' } : null;
}
