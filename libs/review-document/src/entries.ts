import { z } from 'zod';
import { attachmentSchema, MAX_ATTACHMENTS } from './attachments.js';
import { drawingSchema } from './drawing.js';

/** What a note is about. */
export const NOTE_KINDS = ['feeling', 'story', 'timing', 'mix', 'technical', 'clearance'] as const;
/** How binding a note is: a `must` stands in the way of a sign-off while it is open. */
export const NOTE_WEIGHTS = ['must', 'taste'] as const;

/** What one can put on a note or a reply without a word. */
export const REACTIONS = ['thumbs-up', 'heart', 'music', 'question', 'applause'] as const;

/** Longest text of a note or a reply, in UTF-16 code units. */
export const MAX_TEXT = 8000;
/** Longest line in which somebody says how they read a note, in UTF-16 code units. */
export const MAX_READING = 300;
/** Most people that are named in one note or reply. */
const MAX_MENTIONS = 20;

const id = z.string().regex(/^[0-9A-Za-z]{14}$/);
const flicks = z.int().min(0);
const text = z.string().min(1).max(MAX_TEXT);
const line = z
  .string()
  .min(1)
  .max(MAX_READING)
  .regex(/^[^\r\n]*$/, 'is more than one line');
/** The people who are named in the text. */
const mentions = z.array(id).max(MAX_MENTIONS).optional();
/** The files beside the text. They are its author's own to bring, and stay what they are in every edit. */
const attachments = z.array(attachmentSchema).max(MAX_ATTACHMENTS).optional();
const sign = z.enum(REACTIONS);

/** Every entry carries the writer's Lamport number and the writer's own clock (Unix milliseconds: a claim, not a proof). */
const stamp = { lamport: z.int().min(1), at: z.int().min(0) };

const noteFields = {
  /** First flick of the note, as an absolute picture position. */
  in: flicks,
  /** End of the range in flicks, exclusive; null for a point. */
  out: flicks.nullable(),
  /** The cut whose picture the positions count in; null or left out where none was there. */
  cut: id.nullable().optional(),
  kind: z.enum(NOTE_KINDS),
  weight: z.enum(NOTE_WEIGHTS),
  text,
  mentions,
  /** The stem of its version that it is about; null or left out for the whole mix. */
  stem: id.nullable().optional(),
  /** What is drawn over the picture at its start; null or left out for nothing. */
  drawing: drawingSchema.nullable().optional(),
};

/**
 * One entry of a part, schema version 1. Entries are only ever added: an edit, a withdrawal, a resolution is a new entry.
 * The key of an entry in its part is its id.
 */
export const entrySchema = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('note'), version: id, ...noteFields, attachments, ...stamp }),
    /** `corrects`: the reading of the note that it sets right. */
    z.strictObject({
      type: z.literal('reply'),
      note: id,
      text,
      mentions,
      attachments,
      corrects: id.optional(),
      ...stamp,
    }),
    z.strictObject({ type: z.literal('edit'), note: id, ...z.object(noteFields).partial().shape, ...stamp }),
    z.strictObject({ type: z.literal('edit-reply'), reply: id, text, mentions, ...stamp }),
    z.strictObject({ type: z.literal('withdraw'), of: id, ...stamp }),
    z.strictObject({ type: z.literal('restore'), of: id, ...stamp }),
    z.strictObject({ type: z.literal('resolve'), note: id, ...stamp }),
    z.strictObject({ type: z.literal('reopen'), note: id, ...stamp }),
    /** How the music's side understands a note, and that its author means just that. */
    z.strictObject({ type: z.literal('read-as'), note: id, text: line, ...stamp }),
    z.strictObject({ type: z.literal('agree'), of: id, ...stamp }),
    z.strictObject({ type: z.literal('react'), of: id, sign, ...stamp }),
    z.strictObject({ type: z.literal('unreact'), of: id, sign, ...stamp }),
    /** That somebody has given all their notes on a version, or has more after all. */
    z.strictObject({ type: z.literal('finish'), version: id, ...stamp }),
    z.strictObject({ type: z.literal('unfinish'), version: id, ...stamp }),
  ])
  .refine(
    (entry) => !('out' in entry) || entry.out == null || entry.in === undefined || entry.out > entry.in,
    {
      message: 'the end of a range comes after its start',
    },
  );

export type Entry = z.infer<typeof entrySchema>;
export type NoteKind = (typeof NOTE_KINDS)[number];
export type NoteWeight = (typeof NOTE_WEIGHTS)[number];
export type ReactionSign = (typeof REACTIONS)[number];

export const entryIdSchema = id;
