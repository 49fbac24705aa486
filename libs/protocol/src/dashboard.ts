import { z } from 'zod';
import { idSchema } from './ids.js';
import { senseSchema } from './sign-offs.js';

/** Why something waits for a person: they sign in a sense that is open or stale, or they answer notes or a refusal. */
export const WAITING_FOR = ['sign', 'sign again', 'answer declined', 'answer notes'] as const;

/** One thing that waits for the person who asks. */
export const waitingSchema = z.object({
  filmId: idSchema,
  cueId: idSchema,
  cueNumber: z.string(),
  cueTitle: z.string(),
  versionId: idSchema,
  versionNumber: z.int(),
  for: z.enum(WAITING_FOR),
  /** The senses it is about; none for notes. */
  senses: z.array(senseSchema),
  openNotes: z.int(),
  mustNotes: z.int(),
});

export const dashboardSchema = z.object({
  /** What waits for the person, film by film, in film order. */
  waiting: z.array(waitingSchema),
  films: z.array(
    z.object({
      filmId: idSchema,
      /** Cues whose newest version lacks a creative or a final sign-off. */
      unsigned: z.int(),
      /** Cues of which a sign-off no longer speaks of the picture that is. */
      stale: z.int(),
      /** Who has the film open now. */
      online: z.array(z.object({ personId: idSchema, name: z.string() })).readonly(),
    }),
  ),
});

export type Waiting = z.infer<typeof waitingSchema>;
export type Dashboard = z.infer<typeof dashboardSchema>;
