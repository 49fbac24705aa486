import { SENSES } from '@segue/access-policy';
import { z } from 'zod';
import { flicksSchema, sha256Schema } from './films.js';
import { idSchema } from './ids.js';
import { roleSchema } from './people.js';
import { versionKindSchema } from './versions.js';

export const DECISIONS = ['approved', 'approved with changes', 'declined'] as const;
export const senseSchema = z.enum(SENSES);
export const decisionSchema = z.enum(DECISIONS);

/** Exactly what is being signed. The client sends back what it showed; the server signs only if it still holds. */
export const statementSchema = z.strictObject({
  filmId: idSchema,
  filmTitle: z.string(),
  cueId: idSchema,
  cueNumber: z.string(),
  cueTitle: z.string(),
  versionId: idSchema,
  versionNumber: z.int(),
  versionKind: versionKindSchema,
  fileName: z.string(),
  sha256: sha256Schema,
  lengthFlicks: flicksSchema,
  positionFlicks: flicksSchema,
  cutId: idSchema.nullable(),
  cutName: z.string().nullable(),
  openNotes: z.int(),
  mustNotes: z.int(),
  /** Sequence number of the notes document that the counts were taken at. */
  notesSequence: z.int(),
});

export const signOffBody = z.strictObject({
  sense: senseSchema,
  decision: decisionSchema,
  comment: z.string().trim().max(2000).default(''),
  /** Needed to approve while must-notes are open. */
  reason: z.string().trim().max(2000).default(''),
  statement: statementSchema,
});

const difference = z.object({ atFlicks: flicksSchema, frames: z.int() });

/** Why a sign-off no longer speaks of the picture that is. */
export const staleSchema = z.object({
  /** The cut that changed it. */
  cutId: idSchema,
  cutName: z.string(),
  /** What happened to the stretch that the version covers. */
  fate: z.string(),
  /** Frames that are gone, at their place in the cut that was signed against. */
  removed: z.array(difference),
  /** Frames that have come, at their place in the later cut. */
  added: z.array(difference),
});

export const signOffSchema = z.object({
  id: idSchema,
  person: z.object({ id: idSchema, name: z.string() }),
  role: roleSchema,
  sense: senseSchema,
  decision: decisionSchema,
  comment: z.string(),
  reason: z.string(),
  statement: statementSchema,
  /** How the person was signed in: with a password, or by a personal link and who issued it. */
  signedInBy: z.string(),
  at: z.iso.datetime(),
  /** What a later cut did to the picture under what was signed; null while it stands as it was. */
  stale: staleSchema.nullable(),
});

export const auditEntrySchema = z.object({
  sequence: z.int(),
  at: z.iso.datetime(),
  actorName: z.string(),
  act: z.string(),
  subject: z.record(z.string(), z.unknown()),
  hash: z.string(),
});

export type Statement = z.infer<typeof statementSchema>;
export type Stale = z.infer<typeof staleSchema>;
export type Decision = z.infer<typeof decisionSchema>;
export type SignOffRequest = z.input<typeof signOffBody>;
export type SignOff = z.infer<typeof signOffSchema>;
export type AuditEntry = z.infer<typeof auditEntrySchema>;
