import { z } from 'zod';
import { flicksSchema, sha256Schema } from './films.js';
import { idSchema } from './ids.js';

/** What the headers of a delivered audio file say of it. */
export const audioFacts = z.object({
  container: z.string(),
  codec: z.string(),
  sampleRate: z.int(),
  channels: z.int(),
  bitDepth: z.int().nullable(),
  /** Sample frames per channel. */
  samples: z.int(),
  /** What each channel is for (`L`, `C`, `LFE`, `Ls` …), where the file says so or its number of channels is usual. */
  layout: z.array(z.string()).nullable().default(null),
  /** BWF time reference in samples since midnight, when the file carries one. */
  timeReference: z.int().nullable(),
  /** What its BWF chunk says of it, in words. */
  description: z.string().default(''),
  /** What its iXML chunk says of the recording. */
  production: z
    .object({
      scene: z.string(),
      take: z.string(),
      tape: z.string(),
      note: z.string(),
      tracks: z.array(z.string()),
    })
    .nullable()
    .default(null),
});

/** A level in decibels; null where there is none to give, as for digital silence. */
const levelSchema = z.number().nullable();

/**
 * What was measured in a delivered audio file. Loudness follows ITU-R BS.1770-4 and EBU R 128, the range EBU Tech 3342,
 * true peak BS.1770-4 Annex 2.
 */
export const soundReportSchema = z.object({
  loudness: z.object({
    /** LUFS, gated. */
    integrated: levelSchema,
    /** The loudest 400 ms and the loudest 3 s, in LUFS. */
    momentaryMax: levelSchema,
    shortTermMax: levelSchema,
    /** LRA, in LU; null for less than 3 s of sound. */
    range: levelSchema,
  }),
  /** The highest of all channels, in dBTP. */
  truePeak: levelSchema,
  /** One entry for each channel of the file, in its order. */
  channels: z.array(
    z.object({
      /** The highest sample, in dBFS. */
      peak: levelSchema,
      /** The mean of all samples, as a share of full scale. */
      dc: z.number(),
      /** How many times at least three samples in a row stand at full scale. */
      clips: z.int(),
    }),
  ),
  /** Samples before the first one above -60 dBFS, and after the last one; the whole length where there is none. */
  leadingSilence: z.int(),
  trailingSilence: z.int(),
  /** Correlation of the first two channels, -1 to 1; null for mono and for silence. */
  correlation: z.number().nullable(),
});

/** What is listened to, in segments that each decode on their own: FLAC without any loss, or Opus for slow links. */
export const listeningSchema = z.object({
  sampleRate: z.int(),
  channels: z.int(),
  /** Per channel, of the whole. */
  samples: z.int(),
  /** Per channel, in every segment but the last, which may be shorter. */
  segmentSamples: z.int(),
  segments: z.int(),
  /** The light rendition: the same samples in the same segments, more than two channels folded down to two. */
  light: z.object({ channels: z.int() }),
});

/** What a stem holds. */
export const STEM_KINDS = [
  'strings',
  'brass',
  'woodwinds',
  'percussion',
  'choir',
  'keys',
  'guitars',
  'synths',
  'drums',
  'solo',
  'other',
] as const;
export const stemKindSchema = z.enum(STEM_KINDS);
export const stemNameSchema = z.string().trim().min(1).max(80);

/** What versions, stems and beds say of their file, and of what was made of it. */
export const soundFileShape = {
  id: idSchema,
  fileName: z.string(),
  size: z.int(),
  sha256: sha256Schema,
  facts: audioFacts,
  /** Null until the server has measured and rendered the file. */
  report: soundReportSchema.nullable(),
  listening: listeningSchema.nullable(),
  /** Why there will be no `listening`, in words; null where there is one or will be. */
  unplayable: z.string().nullable(),
  createdAt: z.iso.datetime(),
} as const;

/** One part of a version, delivered beside its mix. */
export const stemSchema = z.object({
  ...soundFileShape,
  versionId: idSchema,
  kind: stemKindSchema,
  /** As the file name or a person says, such as "Strings high". */
  name: z.string(),
  /** From the first sample of the version's mix to the first of the stem, in flicks; may be negative. */
  offsetFlicks: z.int(),
});

export const stemPatch = z.strictObject({
  name: stemNameSchema.optional(),
  kind: stemKindSchema.optional(),
  offsetFlicks: z.int().optional(),
});

/** What lies under the music in a cut. */
export const BED_KINDS = ['dialogue', 'effects', 'production', 'temp'] as const;
export const bedKindSchema = z.enum(BED_KINDS);

/** Dialogue, effects or temp music of a cut, to hear the music against. */
export const bedSchema = z.object({
  ...soundFileShape,
  cutId: idSchema,
  kind: bedKindSchema,
  /** Absolute picture position of the first sample, in flicks. */
  startFlicks: flicksSchema,
});

export const bedPatch = z.strictObject({
  kind: bedKindSchema.optional(),
  startFlicks: flicksSchema.optional(),
});

export type AudioFacts = z.infer<typeof audioFacts>;
export type SoundReport = z.infer<typeof soundReportSchema>;
export type Listening = z.infer<typeof listeningSchema>;
export type StemKind = (typeof STEM_KINDS)[number];
export type Stem = z.infer<typeof stemSchema>;
export type BedKind = (typeof BED_KINDS)[number];
export type Bed = z.infer<typeof bedSchema>;
