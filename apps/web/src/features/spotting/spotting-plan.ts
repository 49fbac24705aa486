import { plainWords, type Marker } from '@segue/interchange';
import { isSameCueNumber, parseCueNumber } from '@segue/review-document';

/** What a marker of a list can become on the spotting sheet. */
export const BECOMES = ['cue', 'hit', 'nothing'] as const;
export type Becomes = (typeof BECOMES)[number];

/** A cue or a hit as it stands on the sheet, in the picture of the newest cut. */
interface SheetCue {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly in: number | null;
  readonly out: number | null;
}
interface SheetHit {
  readonly text: string;
  readonly at: number;
}

/** The cue that a hit falls into: one of the sheet, or the one that another row becomes. */
interface HitCue {
  readonly number: string;
  readonly title: string;
  readonly of: { readonly cueId: string } | { readonly row: number };
}

/**
 * Why a row becomes nothing unless somebody says otherwise, or what to look at: it is `there` already, it was a `note` of
 * Segue, it lies `before` 00:00:00:00, or its `number` stands on the sheet at another place.
 */
type Remark = 'there' | 'note' | 'before' | 'number';

/** What one marker will do. */
export interface PlannedRow {
  readonly in: number;
  /** Null for a point. */
  readonly out: number | null;
  /** What stands before the title, when it is a cue number. */
  readonly number: string;
  readonly title: string;
  readonly description: string;
  /** All its words, for a hit. */
  readonly text: string;
  readonly becomes: Becomes;
  /** The cue of a hit; null for one of the film's. */
  readonly cue: HitCue | null;
  readonly remark: Remark | null;
}

export interface Sheet {
  readonly cues: readonly SheetCue[];
  readonly hits: readonly SheetHit[];
}

// What the spotting sheet takes.
const LONGEST_NUMBER = 24;
const LONGEST_TITLE = 200;
const LONGEST_DESCRIPTION = 4000;
const LONGEST_TEXT = 400;

/**
 * What a list of markers will do to a spotting sheet, row by row: ranges become cues, points hits of the cue that they fall
 * into, unless somebody has chosen something else. What is there already does not come twice.
 *
 * @param chosen what people have said that a row becomes, by the marker's place in the list.
 */
export function planSpotting(
  markers: readonly Marker[],
  sheet: Sheet,
  chosen: (index: number) => Becomes | undefined,
): PlannedRow[] {
  const there = new There(sheet);
  const rows = markers.map((marker, index): Draft => ({
    ...wordsOf(marker),
    in: marker.in,
    out: marker.out !== null && marker.out > marker.in ? marker.out : null,
    isNote: marker.id !== null,
    chosen: marker.in < 0 ? 'nothing' : chosen(index),
  }));
  // Cues first: hits look among them for the one that they fall into.
  const asCues = rows.map((row) => (becomesCue(row) ? there.asCue(row) : null));
  const ranges: Span[] = [
    ...sheet.cues.map(({ id: cueId, ...cue }) => ({ ...cue, of: { cueId } })),
    ...rows.flatMap((row, index) =>
      asCues[index]?.becomes === 'cue' ? [{ ...row, of: { row: index } }] : [],
    ),
  ];
  return rows.map(({ chosen: asked, isNote, ...row }, index) => {
    const draft = { ...row, isNote, chosen: asked };
    const cue = cueAt(ranges, row.in);
    const verdict = asCues[index] ?? there.decide(draft, asked ?? defaultOfPoint(draft, cue));
    return { ...row, ...verdict, cue: verdict.becomes === 'hit' ? cue : null };
  });
}

type Words = Pick<PlannedRow, 'number' | 'title' | 'description' | 'text'>;

interface Draft extends Words {
  readonly in: number;
  readonly out: number | null;
  readonly chosen: Becomes | undefined;
  readonly isNote: boolean;
}

type Verdict = Pick<PlannedRow, 'becomes' | 'remark'>;

interface Span extends HitCue {
  readonly in: number | null;
  readonly out: number | null;
}

function becomesCue({ chosen, out, isNote }: Draft): boolean {
  return chosen === 'cue' || (chosen === undefined && out !== null && !isNote);
}

/** A point outside of all cues that bears a cue number is where that cue begins. */
function defaultOfPoint({ isNote, number }: Draft, cue: HitCue | null): Becomes {
  // Notes come back in the review room, where they are answered.
  if (isNote) return 'nothing';
  return cue === null && number !== '' ? 'cue' : 'hit';
}

/** The cue at a position, the innermost one where several overlap. */
function cueAt(ranges: readonly Span[], position: number): HitCue | null {
  let found: Span | null = null;
  for (const range of ranges) {
    if (range.in === null || range.out === null || position < range.in || position >= range.out) continue;
    if (found === null || range.in > (found.in ?? 0)) found = range;
  }
  return found && { number: found.number, title: found.title, of: found.of };
}

/** Everything that stands on the sheet, and what earlier rows have become. */
class There {
  private readonly numbers: { readonly number: string; readonly in: number | null }[];
  private readonly known: Set<string>;

  constructor({ cues, hits }: Sheet) {
    this.numbers = cues.map(({ number, in: start }) => ({ number, in: start }));
    this.known = new Set([
      ...cues.flatMap((cue) => (cue.in === null ? [] : [cueKey(cue.in, cue)])),
      ...hits.map((hit) => hitKey(hit.at, hit.text)),
    ]);
  }

  decide(row: Draft, asked: Becomes): Verdict {
    if (asked === 'cue') return this.asCue(row);
    if (asked === 'hit') return this.asHit(row);
    return { becomes: 'nothing', remark: row.in < 0 ? 'before' : row.isNote ? 'note' : null };
  }

  asCue(row: Draft): Verdict {
    // Whoever took a point for a hit the first time has it on the sheet as such.
    const isHit = row.chosen === undefined && this.known.has(hitKey(row.in, row.text));
    if (isHit || this.isKnown(cueKey(row.in, row))) return { becomes: 'nothing', remark: 'there' };
    const isTaken = this.numbers.some(({ number }) => isSameCueNumber(number, row.number));
    this.numbers.push({ number: row.number, in: row.in });
    return { becomes: 'cue', remark: isTaken ? 'number' : null };
  }

  private asHit(row: Draft): Verdict {
    const isCue = row.chosen === undefined && this.known.has(cueKey(row.in, row));
    if (isCue || this.isKnown(hitKey(row.in, row.text))) return { becomes: 'nothing', remark: 'there' };
    return { becomes: 'hit', remark: null };
  }

  private isKnown(key: string): boolean {
    const known = this.known.has(key);
    this.known.add(key);
    return known;
  }
}

/** A cue is the same with the same number at the same place, whatever its title has become; without one, by its title. */
function cueKey(start: number, { number, title }: Pick<SheetCue, 'number' | 'title'>): string {
  return `cue ${String(start)} ${number === '' ? plainWords(title) : number.toLowerCase()}`;
}

function hitKey(at: number, text: string): string {
  return `hit ${String(at)} ${plainWords(text)}`;
}

/** A cue number at the beginning is the cue's, the rest its title; the comment describes it. */
function wordsOf({ name, comment }: Marker): Words {
  const both = [name, comment].map((part) => part.trim()).filter((part) => part !== '');
  const [words = '', description = ''] = both;
  const [first = ''] = /^[\dA-Za-z/]+/.exec(words) ?? [];
  const number = first.length <= LONGEST_NUMBER && parseCueNumber(first) !== null ? first : '';
  const title = words.slice(number.length).replace(/^[\s:;,._–—-]+/, '');
  return {
    number,
    title: atMost(title.replace(/\s+/g, ' '), LONGEST_TITLE),
    description: atMost(description, LONGEST_DESCRIPTION),
    text: atMost(both.join(' – '), LONGEST_TEXT),
  };
}

/** Never half of a character that takes two. */
function atMost(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
}
