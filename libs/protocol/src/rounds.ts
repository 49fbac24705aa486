import { z } from 'zod';
import { idSchema } from './ids.js';

/** One pass of notes on a version of a cue. */
export const roundSchema = z.object({
  cueId: idSchema,
  versionId: idSchema,
  /** Its place among the cue's versions that got notes, from 1. */
  number: z.int().min(1),
  /** Ids of the people who have finished giving notes, asked or not. */
  finished: z.array(z.string()),
  /** Whether all who are asked have finished. */
  closed: z.boolean(),
});

export const filmRoundsSchema = z.object({
  /** Ids of the people whose notes are asked for, in the order in which they came to the film. */
  asked: z.array(idSchema),
  /** Each cue's in order. */
  rounds: z.array(roundSchema),
});

export type Round = z.infer<typeof roundSchema>;
export type FilmRounds = z.infer<typeof filmRoundsSchema>;
