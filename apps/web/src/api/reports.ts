import type { ReportOrder } from '@segue/protocol';
import { postForBytes } from './http';

/** Pictures of the film for a report: JPEG in Base64, by note id. */
export type ReportPictures = Readonly<Record<string, string>>;

/** Address of a film's report, as a path under `/api`. */
function reportPath(filmId: string, order: ReportOrder): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(order)) if (value !== undefined) query.set(name, value);
  return `/films/${filmId}/report?${query.toString()}`;
}

/** Address of a film's report without pictures. */
export function reportAddress(filmId: string, order: ReportOrder): string {
  return `/api${reportPath(filmId, order)}`;
}

/** A film's report with pictures beside its notes. */
export function printReport(filmId: string, order: ReportOrder, pictures: ReportPictures): Promise<Blob> {
  return postForBytes(reportPath(filmId, order), new Blob([JSON.stringify(pictures)]));
}
