import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';

interface Row {
  readonly id: string;
  /** The row that stands over this one, as a heading: it is there as long as any of its own are near. */
  readonly head?: string;
}

/** A row that is there, or the room that others would take, in CSS pixels. */
export type NearbyPiece<R> =
  { readonly row: R; readonly index: number } | { readonly gap: number; readonly key: string };

interface Options {
  /** About as high as a row is that was never there, in CSS pixels. */
  readonly guess: number;
  /** Selects rows that stay wherever the list is scrolled: what is being written in them must not be lost. */
  readonly held: string;
  /** A row that has to be there, to be scrolled to; null for none. */
  readonly wanted?: string | null;
}

/** Rows by their place in the list, `to` exclusive. */
interface Span {
  readonly from: number;
  readonly to: number;
}

interface Near extends Span {
  /** The list that they are places in. */
  readonly of: readonly unknown[] | null;
  /** It has become another one, and the screen is not full again. */
  readonly filling: boolean;
  /** Those of them that were on the screen. */
  readonly seen: Span;
  readonly ids: ReadonlySet<string>;
  readonly held: ReadonlySet<string>;
}

/** Above and below the screen so much is there already, in CSS pixels. */
const AROUND = 600;
/** It comes in pieces of this height, one a frame: making rows must not be felt while one scrolls. */
const PIECE = 150;
/** A screen of another list is filled in larger pieces; all of it at once would take longer than a frame. */
const LARGE_PIECE = 320;
/** With more new rows than this at once a list has become another one. */
const MANY = 6;
const NOTHING: ReadonlySet<string> = new Set();

/**
 * Of a list of thousands of rows those that are near the screen; what lies between them is left as empty room. Every row has
 * to carry its id as `data-near`, and the rows and gaps lie in the element of `list`, one below the other.
 */
export function useNearby<R extends Row>(
  list: RefObject<HTMLElement | null>,
  rows: readonly R[],
  { guess, held, wanted = null }: Options,
): readonly NearbyPiece<R>[] {
  const heights = useRef(new Map<string, number>());
  const [stored, setNear] = useState<Near>(() => {
    const screen = { from: 0, to: Math.ceil(window.innerHeight / guess) };
    return { ...screen, of: null, filling: false, seen: screen, ids: NOTHING, held: NOTHING };
  });
  const most = Math.ceil(LARGE_PIECE / guess);
  const near = useMemo(() => inOther(rows, stored, most), [rows, stored, most]);
  const heightOf = useCallback((id: string) => heights.current.get(id) ?? guess, [guess]);

  /** Sees to it that what is on the screen is there, and so many rows more of those around it. */
  const look = useCallback(
    (more: number) => {
      const element = list.current;
      if (!element || rows.length === 0) return;
      const top = -element.getBoundingClientRect().top;
      const bottom = top + window.innerHeight;
      const seen = stretchOf(rows, heightOf, top, bottom);
      const around = stretchOf(rows, heightOf, top - AROUND, bottom + AROUND);
      const apart = near.to < seen.from || near.from > seen.to;
      const filling = near.filling && !apart && near.from <= seen.from && near.to < seen.to;
      const from = filling
        ? near.from
        : grown(apart ? seen.from : Math.min(near.from, seen.from), around.from, -more);
      const to = filling
        ? Math.min(near.to + (more > 0 ? most : 0), seen.to)
        : grown(apart ? seen.to : Math.max(near.to, seen.to), around.to, more);
      if (from === near.from && to === near.to && near.of === rows) return;
      const there = [...element.querySelectorAll<HTMLElement>('[data-near]')];
      for (const row of there) heights.current.set(row.dataset['near'] ?? '', row.offsetHeight);
      const someGo = from > near.from || to < near.to;
      setNear({
        from,
        to,
        of: rows,
        filling,
        seen,
        ids: new Set(rows.slice(from, to).map(({ id }) => id)),
        held: someGo
          ? new Set(there.filter((row) => row.matches(held)).map((row) => row.dataset['near'] ?? ''))
          : near.held,
      });
    },
    [list, rows, heightOf, held, near, most],
  );

  // Before it is painted: a list that has become another one must not be empty for a frame.
  const isNew = near.of !== rows;
  useLayoutEffect(() => {
    if (isNew) look(0);
  }, [isNew, look]);
  useEffect(() => {
    const lookOn = () => {
      look(Math.ceil(PIECE / guess));
    };
    const frame = requestAnimationFrame(lookOn);
    const events = { capture: true, passive: true };
    // Whatever it is that scrolls around the list.
    document.addEventListener('scroll', lookOn, events);
    window.addEventListener('resize', lookOn);
    return () => {
      cancelAnimationFrame(frame);
      document.removeEventListener('scroll', lookOn, events);
      window.removeEventListener('resize', lookOn);
    };
  }, [look, guess]);

  const pieces: NearbyPiece<R>[] = [];
  let gap = 0;
  let after = 'start';
  const heads = new Set(rows.slice(near.from, near.to).map(({ head }) => head));
  const isKept = (index: number): boolean => {
    const row = rows[index];
    return row !== undefined && (near.held.has(row.id) || row.id === wanted || heads.has(row.id));
  };
  rows.forEach((row, index) => {
    // Those beside a row that is held too: keys lead there.
    const isThere =
      (index >= near.from && index < near.to) || isKept(index) || isKept(index - 1) || isKept(index + 1);
    if (!isThere) {
      gap += heightOf(row.id);
      return;
    }
    if (gap > 0) pieces.push({ gap, key: `after ${after}` });
    gap = 0;
    after = row.id;
    pieces.push({ row, index });
  });
  if (gap > 0) pieces.push({ gap, key: 'rest' });
  return pieces;
}

/** What is near in a list that has changed: when it is another one, the screen is filled from its top. */
function inOther(rows: readonly Row[], near: Near, most: number): Near {
  if (near.of === rows) return near;
  const unknown = rows.slice(near.from, near.to).filter(({ id }) => !near.ids.has(id));
  if (unknown.length <= MANY) return near;
  const { from, to } = near.seen;
  return { ...near, from, to: Math.min(from + most, to), filling: true };
}

/** An end of the rows that are there, nearer to where it should be; what is too much goes once it is much. */
function grown(end: number, wished: number, more: number): number {
  const missing = more < 0 ? end - wished : wished - end;
  if (missing >= 0) return Math.abs(more) >= missing ? wished : end + more;
  return more !== 0 && -missing > MANY ? wished : end;
}

/** The rows between two heights of the list. */
function stretchOf(
  rows: readonly Row[],
  heightOf: (id: string) => number,
  top: number,
  bottom: number,
): Span {
  let from = 0;
  let y = 0;
  for (; from < rows.length; from++) {
    const end = y + heightOf(rows[from]?.id ?? '');
    if (end > top) break;
    y = end;
  }
  let to = from;
  for (; to < rows.length && y < bottom; to++) y += heightOf(rows[to]?.id ?? '');
  return { from, to };
}
