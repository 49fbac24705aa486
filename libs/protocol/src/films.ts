import { FRAME_RATE_NAMES } from '@segue/timecode';
import { z } from 'zod';
import { deliverySpecSchema } from './delivery-spec.js';
import { idListSchema, idSchema } from './ids.js';
import { roleSchema } from './people.js';

const title = z.string().trim().min(1, 'is needed').max(200);
/** A picture position or a length in flicks: a safe integer, not negative. */
export const flicksSchema = z.int().min(0);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 in lower-case hexadecimal');
const day = z.iso.date();
/** Whose notes are asked for, in whatever order; null: those who sign. */
const reviewers = z.array(idSchema).max(50).nullable();
/** How many rounds of notes a cue is to have; null where nothing is agreed. */
const roundsAgreed = z.int().min(1).max(99).nullable();

/** Start timecodes are labels such as `01:00:00:00`; the server checks them at the film's rate. */
export const filmBody = z.strictObject({
  title,
  rate: z.enum(FRAME_RATE_NAMES),
  dropFrame: z.boolean(),
  start: z.string().max(20).default('01:00:00:00'),
  /** The role that the person who makes the film takes on it. */
  role: roleSchema.exclude(['guest']),
});
export const filmPatch = z.strictObject({
  title: title.optional(),
  start: z.string().max(20).optional(),
  deliverySpec: deliverySpecSchema.optional(),
  reviewers: reviewers.optional(),
  roundsAgreed: roundsAgreed.optional(),
});

export const filmSchema = z.object({
  id: idSchema,
  title: z.string(),
  rate: z.enum(FRAME_RATE_NAMES),
  dropFrame: z.boolean(),
  /** The film's start as an absolute position in flicks (from 00:00:00:00). */
  startFlicks: flicksSchema,
  deliverySpec: deliverySpecSchema,
  reviewers,
  roundsAgreed,
  /** The asking person's role; null for the owner of the installation who is not on the film. */
  role: roleSchema.nullable(),
  counts: z.object({ cues: z.int(), openNotes: z.int(), mustNotes: z.int(), people: z.int() }),
});

export const cutBody = z.strictObject({
  name: z.string().trim().min(1).max(120),
  date: day,
  /** Start timecode label; the film's start when left out. */
  start: z.string().max(20).optional(),
});
/**
 * A part of a cut, which begins at its own start timecode and ends where the next one begins. The last one ends with the
 * cut, and so has what stands behind its picture.
 */
export const reelSchema = z.object({ number: z.int().min(1).max(99), startFlicks: flicksSchema });
const reels = z
  .array(z.strictObject(reelSchema.shape))
  .max(99)
  .refine((all) => new Set(all.map(({ number }) => number)).size === all.length, 'have a number each')
  .refine(
    (all) => all.every(({ startFlicks }, index) => startFlicks > (all[index - 1]?.startFlicks ?? -1)),
    'begin one after the other',
  );

export const cutPatch = z.strictObject({
  name: z.string().trim().min(1).max(120).optional(),
  date: day.optional(),
  start: z.string().max(20).optional(),
  /** All of them, in order, in the place of those before. */
  reels: reels.optional(),
});

export const movieFacts = z.object({
  container: z.string(),
  videoCodec: z.string().nullable(),
  audioCodec: z.string().nullable(),
  width: z.int(),
  height: z.int(),
  /** Measured average frame rate, for words only. */
  framesPerSecond: z.number(),
  lengthFlicks: flicksSchema,
  /** The first frame's presentation time in flicks (formats start later than 0 at times). */
  firstFrameFlicks: z.int(),
  /** What does not fit the film, in words: empty when all is well. */
  warnings: z.array(z.string()),
});
export const cutSchema = z.object({
  id: idSchema,
  filmId: idSchema,
  /** 1, 2, 3 … in the order the cuts arrived. */
  ordinal: z.int(),
  name: z.string(),
  date: day,
  startFlicks: flicksSchema,
  /** In order; none where the cut is one piece. */
  reels: z.array(reelSchema),
  movie: z.object({ sha256, fileName: z.string(), size: z.int(), facts: movieFacts }).nullable(),
  /** Its edit list. `fromCutId` is set for a list of changes, whose source is that cut's record. */
  editList: z.object({ fileName: z.string(), shots: z.int(), fromCutId: idSchema.nullable() }).nullable(),
});

/** The cues of a film that are asked for; all where none is named. */
export const cuesQuery = z.strictObject({ only: idListSchema.optional() });

/** A cue as the read model knows it: the spotting sheet's fields joined with versions and notes. */
export const cueSchema = z.object({
  id: idSchema,
  filmId: idSchema,
  number: z.string(),
  title: z.string(),
  kind: z.string(),
  inFlicks: flicksSchema.nullable(),
  outFlicks: flicksSchema.nullable(),
  /** The cut whose picture in and out count in; null means the film's first. */
  cutId: idSchema.nullable(),
  /** Where the DAW session of the cue begins; null where nobody said. */
  sessionStartFlicks: flicksSchema.nullable(),
  versions: z.int(),
  /** The newest version that is not temp: the one that is signed off. Null while there is none. */
  newest: z.object({ versionId: idSchema, number: z.int(), writtenToCutId: idSchema.nullable() }).nullable(),
  openNotes: z.int(),
  mustNotes: z.int(),
  /** Latest decision per sense on the newest version that is not temp. */
  signOffs: z.record(z.string(), z.enum(['approved', 'approved with changes', 'declined'])),
  /** The senses of these whose picture a later cut has changed. */
  staleSenses: z.array(z.string()),
});

export type Film = z.infer<typeof filmSchema>;
export type Cut = z.infer<typeof cutSchema>;
export type Reel = z.infer<typeof reelSchema>;
export type MovieFacts = z.infer<typeof movieFacts>;
export type CueSummary = z.infer<typeof cueSchema>;
export { sha256 as sha256Schema };
