import type { Role } from '@segue/access-policy';
import { cueStanding, type CueSummary } from '@segue/protocol';
import type { Cue } from '@segue/review-document';

/** The columns that have a heading, in their order. */
export const COLUMNS = [
  'number',
  'title',
  'kind',
  'in',
  'out',
  'length',
  'hits',
  'description',
  'emotion',
  'palette',
  'versions',
  'notes',
  'signed',
] as const;
export type Column = (typeof COLUMNS)[number];

const PLACE = ['number', 'title', 'in', 'out', 'length'] as const;
/** Columns that belong to one kind of work. */
export const COLUMN_SETS = {
  all: COLUMNS,
  spotting: [...PLACE, 'kind', 'hits', 'description', 'emotion', 'palette'],
  music: [...PLACE, 'hits', 'emotion', 'palette', 'versions', 'notes'],
  signing: [...PLACE, 'versions', 'notes', 'signed'],
} as const satisfies Record<string, readonly Column[]>;
export type ColumnSet = keyof typeof COLUMN_SETS;

/** The columns that somebody of this role sees first. */
export function columnsOf(role: Role | null): ColumnSet {
  if (role === 'producer' || role === 'observer') return 'signing';
  return role === 'orchestrator' || role === 'mixer' ? 'music' : 'all';
}

/** By which column the rows are ordered, and which way; null is film order. */
export interface Sorting {
  readonly column: Column;
  readonly descending: boolean;
}

/** What a click on a heading makes of the order: up, down, and film order again. */
export function sortedBy(before: Sorting | null, column: Column): Sorting | null {
  if (before?.column !== column) return { column, descending: false };
  return before.descending ? null : { column, descending: true };
}

const ORDER = new Intl.Collator(undefined, { numeric: true });
/** What is searched of each cue, which is another object once it has changed. */
const SAID = new WeakMap<Cue, string>();

function saidOf(cue: Cue): string {
  const known = SAID.get(cue);
  if (known !== undefined) return known;
  const said = [cue.number, cue.title, cue.description, cue.emotion, cue.palette]
    .join(' ')
    .toLocaleLowerCase();
  SAID.set(cue, said);
  return said;
}

/** How far a cue has come, from what asks for most to what asks for least. */
const URGENCY = ['declined', 'stale', 'must', 'noted', 'in review', 'spotted', 'signed'] as const;

/**
 * The cues in which every searched word occurs, in the order that was asked for; cues that have nothing in its column come
 * last, and cues that are equal in it stand in the order they came in.
 */
export function shownCues(
  cues: readonly Cue[],
  summaries: ReadonlyMap<string, CueSummary>,
  searched: string,
  sorting: Sorting | null,
): readonly Cue[] {
  const words = searched.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const found =
    words.length === 0 ? cues : cues.filter((cue) => words.every((word) => saidOf(cue).includes(word)));
  if (sorting === null) return found;
  return found
    .map((cue) => ({ cue, value: valueOf(cue, summaries.get(cue.id), sorting.column) }))
    .sort(({ value: x }, { value: y }) => {
      if (x === null || y === null) return Number(x === null) - Number(y === null);
      const order =
        typeof x === 'number' && typeof y === 'number' ? x - y : ORDER.compare(String(x), String(y));
      return sorting.descending ? -order : order;
    })
    .map(({ cue }) => cue);
}

function valueOf(cue: Cue, summary: CueSummary | undefined, column: Column): string | number | null {
  switch (column) {
    case 'length':
      return cue.in !== null && cue.out !== null ? cue.out - cue.in : null;
    case 'hits':
      return null;
    case 'versions':
      return summary?.versions ?? null;
    case 'notes':
      return summary ? summary.openNotes + 1000 * summary.mustNotes : null;
    case 'signed':
      return summary ? URGENCY.indexOf(cueStanding(summary)) : null;
    default:
      return cue[column] === '' ? null : cue[column];
  }
}
