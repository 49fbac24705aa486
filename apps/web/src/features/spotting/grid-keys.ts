import type { KeyboardEvent } from 'react';

/** The fields of a row that can be edited, in their order. */
export const FIELDS = ['number', 'title', 'kind', 'in', 'out', 'description', 'emotion', 'palette'] as const;
export type Field = (typeof FIELDS)[number];

/** What a cell is called in the document: its focus is found by it, and others are told of it. */
export function cellName(cueId: string, field: Field): string {
  return `${cueId}/${field}`;
}

/** Puts the focus into a cell, whose field may first be made for it; false when there is none of that name. */
export function focusCell(grid: Element | null, name: string): boolean {
  const cell = grid?.querySelector<HTMLElement>(`[data-cell="${CSS.escape(name)}"]`);
  if (cell?.hasAttribute('role')) cell.click();
  else cell?.focus();
  return cell != null;
}

/**
 * Which cell a key leads to from this one, among the `fields` that are shown: up, down and Enter by rows, left and right once the caret stands at the end.
 * Null when the key stays in the cell.
 */
export function cellAfterKey(
  event: KeyboardEvent<HTMLElement>,
  rows: readonly string[],
  cueId: string,
  field: Field,
  fields: readonly Field[] = FIELDS,
): string | null {
  if (event.altKey || event.ctrlKey || event.metaKey) return null;
  const row = rows.indexOf(cueId);
  const column = fields.indexOf(field);
  const isSelect = event.currentTarget instanceof HTMLSelectElement;
  const to = (nextRow: number, nextColumn: number) => {
    const id = rows[nextRow];
    const next = fields[nextColumn];
    return id !== undefined && next !== undefined ? cellName(id, next) : null;
  };
  switch (event.key) {
    case 'Enter':
      return to(row + (event.shiftKey ? -1 : 1), column);
    case 'ArrowDown':
      return isSelect ? null : to(row + 1, column);
    case 'ArrowUp':
      return isSelect ? null : to(row - 1, column);
    case 'ArrowLeft':
      return caretAt(event.currentTarget, 'start') ? to(row, column - 1) : null;
    case 'ArrowRight':
      return caretAt(event.currentTarget, 'end') ? to(row, column + 1) : null;
    default:
      return null;
  }
}

/** Whether an arrow can go no further inside the cell. All of the text selected counts as both ends. */
function caretAt(element: HTMLElement, end: 'start' | 'end'): boolean {
  if (!(element instanceof HTMLInputElement)) return true;
  const { selectionStart, selectionEnd, value } = element;
  if (selectionStart === 0 && selectionEnd === value.length) return true;
  return end === 'start' ? selectionEnd === 0 : selectionStart === value.length;
}
