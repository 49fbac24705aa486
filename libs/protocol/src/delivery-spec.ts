import { z } from 'zod';

export const NAMINGS = ['cue', 'cue and version'] as const;

/** What a film asks of the music delivered to it; what is null is not asked. Deliveries that differ are taken, and said. */
export const deliverySpecSchema = z.strictObject({
  /** Hz. */
  sampleRate: z.int().min(8000).max(384_000).nullable(),
  /** Bits per sample, at least. */
  bitDepth: z.int().min(8).max(64).nullable(),
  /** Integrated loudness in LUFS, and by how many LU it may be off either way. */
  loudness: z
    .strictObject({ target: z.number().min(-70).max(0), tolerance: z.number().min(0).max(20) })
    .nullable(),
  /** dBTP. */
  truePeakMax: z.number().min(-60).max(6).nullable(),
  /** What the file name of a version says, such as `2m14v3_alt.wav`. */
  naming: z.enum(NAMINGS).nullable().default(null),
  /** Music begins no later than its cue and ends no earlier. */
  coversCue: z.boolean().default(false),
  /** Frames that music may stand out of its cue at either end. */
  overhangMax: z.int().min(0).max(10_000).nullable().default(null),
});

export type FilmDeliverySpec = z.infer<typeof deliverySpecSchema>;

/** Of a film of which nobody has said what it asks. */
export const NOTHING_ASKED: FilmDeliverySpec = {
  sampleRate: null,
  bitDepth: null,
  loudness: null,
  truePeakMax: null,
  naming: null,
  coversCue: false,
  overhangMax: null,
};
