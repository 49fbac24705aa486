import { flicksSchema } from '@segue/protocol';
import { z } from 'zod';

/** How a tempo map is sent: the bytes of a MIDI file are the body. */
export const tempoMapQuery = z.strictObject({
  fileName: z.string().min(1).max(255),
  /** Where tick 0 lies in the picture, in flicks; where the version begins when it is left out. */
  startFlicks: z
    .string()
    .regex(/^\d{1,16}$/)
    .transform(Number)
    .pipe(flicksSchema)
    .optional(),
});
export type TempoMapQuery = z.output<typeof tempoMapQuery>;

/** Moves the bars of a version against its sound. */
export const tempoMapPatch = z.strictObject({ startFlicks: flicksSchema });
