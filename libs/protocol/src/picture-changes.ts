import { z } from 'zod';
import { flicksSchema } from './films.js';
import { idListSchema, idSchema } from './ids.js';

const frame = z.int();
const span = z.object({ in: frame, out: frame });

/** What became of the picture from one cut to another, in frames from the label 00:00:00:00; ends are exclusive. */
export const pictureChangeSchema = z.object({
  before: span,
  after: span,
  /** Picture that is still there, in the order of the old cut. */
  blocks: z.array(z.object({ before: span, after: span, retimed: z.boolean() })),
  removed: z.array(span),
  added: z.array(span),
});

/** The cuts whose change is asked for. */
export const changesQuery = z.strictObject({ from: idListSchema.optional() });

/** The film's other cuts that are known to differ from one; with what leads from them into it where it was asked for. */
export const changesIntoCutSchema = z.array(
  z.object({ fromCutId: idSchema, change: pictureChangeSchema.optional() }),
);

/** What a list of edits did not say, or not clearly. */
export const editListAddedSchema = z.object({
  shots: z.int(),
  problems: z.array(z.object({ where: z.string(), what: z.string() })),
});

/** How an edit list is sent: its bytes are the body. */
export const editListQuery = z.strictObject({
  fileName: z.string().min(1).max(255),
  /** For a list of changes: the cut whose record is its source. */
  from: idSchema.optional(),
  /** Whether it joins the list that is there, which says nothing of its stretch, as the list of another reel does. */
  joins: z.stringbool().optional(),
});

/** The files that a picture change can leave as. */
export const CHANGE_FILES = ['edl', 'csv', 'pdf'] as const;
export const changeFileQuery = z.strictObject({ file: z.enum(CHANGE_FILES) });

/** A note of a film as the read model knows it. */
export const noteSchema = z.object({
  id: idSchema,
  cueId: idSchema,
  versionId: idSchema,
  author: z.object({ personId: idSchema, name: z.string() }),
  inFlicks: flicksSchema,
  outFlicks: flicksSchema.nullable(),
  /** The cut whose picture they count in; null means the film's first. */
  cutId: idSchema.nullable(),
  kind: z.string(),
  weight: z.string(),
  text: z.string(),
  state: z.string(),
});

/** How a note is shown where there is no room for more. */
export const NOTE_DOTS = ['must', 'open', 'done'] as const;

/** Where notes of a film begin, and no more of them: those of one cut that are in the same state, by position. */
export const noteDotsSchema = z.object({
  cutId: idSchema.nullable(),
  state: z.enum(NOTE_DOTS),
  /** A note that somebody has placed in another cut by hand stands alone. */
  noteId: idSchema.nullable(),
  inFlicks: z.array(flicksSchema),
});

/** Where a person has said that a note stands in a cut. */
export const notePlaceSchema = z.object({
  noteId: idSchema,
  inFlicks: flicksSchema,
  outFlicks: flicksSchema.nullable(),
});
export const notePlacesBody = z.strictObject({
  places: z.array(z.strictObject(notePlaceSchema.shape)).max(20_000),
  /** Notes whose place is worked out again. */
  forgotten: z.array(idSchema).max(20_000),
});

export type ChangeIntoCut = z.infer<typeof changesIntoCutSchema>[number];
export type EditListAdded = z.infer<typeof editListAddedSchema>;
export type ChangeFile = (typeof CHANGE_FILES)[number];
export type FilmNote = z.infer<typeof noteSchema>;
export type NoteDots = z.infer<typeof noteDotsSchema>;
export type NotePlace = z.infer<typeof notePlaceSchema>;
