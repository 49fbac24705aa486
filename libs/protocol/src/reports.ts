import { z } from 'zod';
import { markerExportQuery } from './marker-exports.js';

/** Which notes a report holds. */
export const reportQuery = markerExportQuery.omit({ file: true, reel: true, start: true });
export type ReportOrder = z.output<typeof reportQuery>;

/**
 * Pictures of the film for a report, by note id, as JPEG in Base64: the body of `POST /api/films/:film/report`, sent as
 * bytes (`application/octet-stream`) since it is larger than other bodies.
 */
export const reportPicturesBody = z.record(z.string().regex(/^[0-9A-Za-z]{14}$/), z.base64().max(200_000));
