import { z } from 'zod';
import { flicksSchema, sha256Schema } from './films.js';
import { idSchema } from './ids.js';
import { bedKindSchema, soundFileShape, stemKindSchema, stemNameSchema, stemSchema } from './sounds.js';

export const VERSION_KINDS = ['sketch', 'mock-up', 'recorded', 'mix', 'temp'] as const;
export const versionKindSchema = z.enum(VERSION_KINDS);

/** What is said of every file. */
const announcedFile = {
  fileName: z.string().min(1).max(255),
  size: z.int().min(1),
  sha256: sha256Schema,
} as const;

/**
 * Announcing a file before it is uploaded (`POST /api/deliveries`). The bytes follow over tus at `/api/uploads` with the
 * delivery's id in the metadata key `delivery`; the file becomes a version, a stem of one, a bed or the movie of a cut only
 * when size and hash match.
 */
export const deliveryBody = z.discriminatedUnion('purpose', [
  z.strictObject({
    purpose: z.literal('version'),
    cueId: idSchema,
    kind: versionKindSchema,
    writtenToCutId: idSchema.nullable(),
    ...announcedFile,
  }),
  z.strictObject({
    purpose: z.literal('stem'),
    versionId: idSchema,
    kind: stemKindSchema,
    name: stemNameSchema,
    ...announcedFile,
  }),
  z.strictObject({
    purpose: z.literal('bed'),
    cutId: idSchema,
    kind: bedKindSchema,
    /** The reel that it begins with, unless its stamp says otherwise. */
    reel: z.int().min(1).max(99).optional(),
    ...announcedFile,
  }),
  z.strictObject({ purpose: z.literal('movie'), cutId: idSchema, ...announcedFile }),
]);

export const DELIVERY_PURPOSES = ['version', 'stem', 'bed', 'movie'] as const;
/**
 * uploading → reading → ready, or refused with the reason. Failed is what the server could not read through a fault of its own: the
 * file is kept, and can be read again.
 */
export const DELIVERY_STATES = ['uploading', 'reading', 'ready', 'refused', 'failed'] as const;
export const deliverySchema = z.object({
  id: idSchema,
  filmId: idSchema,
  purpose: z.enum(DELIVERY_PURPOSES),
  cueId: idSchema.nullable(),
  cutId: idSchema.nullable(),
  fileName: z.string(),
  size: z.int(),
  sha256: sha256Schema,
  state: z.enum(DELIVERY_STATES),
  /** How far the reading is, 0 to 1. */
  progress: z.number(),
  /** Why it was refused or failed, in words. */
  refusal: z.string().nullable(),
  /** The version that it became, or that the stem belongs to. */
  versionId: idSchema.nullable(),
  personId: idSchema,
  createdAt: z.iso.datetime(),
});

/** The tempos and meters of a version's music, from a MIDI file. */
export const tempoMapSchema = z.object({
  fileName: z.string(),
  /** Where tick 0 lies in the picture of the cut that the version was written to, in flicks. */
  startFlicks: flicksSchema,
  /** Ticks per quarter note. */
  ppq: z.int().min(1),
  tempos: z.array(z.object({ tick: z.int().min(0), microsecondsPerQuarter: z.int().min(1) })),
  meters: z.array(z.object({ tick: z.int().min(0), numerator: z.int().min(1), denominator: z.int().min(1) })),
});

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

export const versionSchema = z.object({
  ...soundFileShape,
  filmId: idSchema,
  cueId: idSchema,
  /** 1, 2, 3 …: shown as v1, v2, v3; never renumbered. */
  number: z.int(),
  kind: versionKindSchema,
  writtenToCutId: idSchema.nullable(),
  stems: z.array(stemSchema),
  lengthFlicks: flicksSchema,
  /** Absolute picture position of the first sample, in flicks. */
  positionFlicks: flicksSchema,
  /** Where the file's BWF stamp would place it, when that lies inside the film. */
  stampedFlicks: flicksSchema.nullable(),
  tempoMap: tempoMapSchema.nullable(),
  uploadedBy: z.object({ personId: idSchema, name: z.string() }),
});
export const versionPatch = z.strictObject({
  positionFlicks: flicksSchema.optional(),
  kind: versionKindSchema.optional(),
  writtenToCutId: idSchema.nullable().optional(),
});

export type VersionKind = (typeof VERSION_KINDS)[number];
export type DeliveryPurpose = (typeof DELIVERY_PURPOSES)[number];
export type DeliveryRequest = z.infer<typeof deliveryBody>;
export type Delivery = z.infer<typeof deliverySchema>;
export type VersionTempoMap = z.infer<typeof tempoMapSchema>;
export type Version = z.infer<typeof versionSchema>;
