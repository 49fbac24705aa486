import { useMemo, useRef, useState } from 'react';

/**
 * The rows in their order, which stands still while somebody writes in them: a row must not jump away from under the
 * hands when its in point, or somebody else's, changes. New rows come last until the focus leaves.
 */
export function useSteadyOrder<Row extends { readonly id: string }>(rows: readonly Row[]) {
  const [frozen, setFrozen] = useState<readonly string[] | null>(null);
  const grid = useRef<HTMLDivElement>(null);
  const ordered = useMemo(() => {
    if (frozen === null) return rows;
    const byId = new Map(rows.map((row) => [row.id, row]));
    const known = new Set(frozen);
    return [...frozen.flatMap((id) => byId.get(id) ?? []), ...rows.filter(({ id }) => !known.has(id))];
  }, [frozen, rows]);

  return {
    grid,
    ordered,
    freeze: () => {
      setFrozen((before) => before ?? ordered.map(({ id }) => id));
    },
    /** Call when the focus leaves an element of the grid for `next`. */
    release: (next: EventTarget | null) => {
      if (!(next instanceof Node) || !grid.current?.contains(next)) setFrozen(null);
    },
  };
}
