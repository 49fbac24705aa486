import type { MarkerExport } from '@segue/protocol';

/** Address of a film's notes as a file of markers. */
export function markersAddress(filmId: string, order: MarkerExport): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(order)) if (value !== undefined) query.set(name, String(value));
  return `/api/films/${filmId}/markers?${query.toString()}`;
}
