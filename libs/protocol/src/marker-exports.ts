import { z } from 'zod';
import { idSchema } from './ids.js';

/** The files that notes can leave as, in the order in which they are offered. */
export const MARKER_FILES = [
  'resolve-edl',
  'avid-text',
  'avid-xml',
  'premiere-xml',
  'fcpxml',
  'otio',
  'midi',
  'cubase-xml',
  'logic-list',
  'reaper-csv',
  'edl',
  'webvtt',
  'srt',
  'csv',
  'json',
] as const;

/** A file that notes can leave as. */
export type MarkerFile = (typeof MARKER_FILES)[number];

/** Which notes of a film leave, and as what. */
export const markerExportQuery = z.strictObject({
  file: z.enum(MARKER_FILES),
  cue: idSchema.optional(),
  state: z.enum(['open', 'resolved']).optional(),
  kind: z.string().max(40).optional(),
  person: idSchema.optional(),
  version: idSchema.optional(),
  /** The cut in whose picture they are to stand; the newest when it is left out. */
  cut: idSchema.optional(),
  /** Only those that begin in this reel of the cut. */
  reel: z.coerce.number().int().min(1).max(99).optional(),
  /**
   * The timecode of the first frame of the timeline they are for; when it is left out the start of the reel, or of the
   * film.
   */
  start: z.string().max(20).optional(),
});

/** Which notes of a film leave, and as what. */
export type MarkerExport = z.infer<typeof markerExportQuery>;
