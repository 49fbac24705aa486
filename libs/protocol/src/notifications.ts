import { z } from 'zod';
import { flicksSchema } from './films.js';
import { idSchema } from './ids.js';
import { decisionSchema, senseSchema } from './sign-offs.js';

/** What people are told. */
export const NOTICE_KINDS = [
  'note',
  'reply',
  'resolved',
  'reopened',
  'mention',
  'version',
  'sign-off',
  'stale',
  'round',
  'picture',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What happened, beyond who, where and when: each where its kind has it. */
export const eventDetails = z.object({
  versionNumber: z.int().nullable().default(null),
  sense: senseSchema.nullable().default(null),
  decision: decisionSchema.nullable().default(null),
  cutName: z.string().nullable().default(null),
  /** A round that closed: its place among the rounds of the cue, and what is open on its version. */
  round: z.object({ number: z.int(), openNotes: z.int(), mustNotes: z.int() }).nullable().default(null),
});
export type EventDetails = z.infer<typeof eventDetails>;

/** Something a person is told. */
export const noticeSchema = eventDetails.extend({
  id: idSchema,
  kind: z.enum(NOTICE_KINDS),
  film: z.object({ id: idSchema, title: z.string() }),
  cue: z.object({ id: idSchema, number: z.string(), title: z.string() }).nullable(),
  /** Who did it; null for what came about by itself. */
  by: z.object({ id: idSchema, name: z.string() }).nullable(),
  at: z.iso.datetime(),
  readAt: z.iso.datetime().nullable(),
  noteId: idSchema.nullable(),
  /** The cut that it speaks of. */
  cutId: idSchema.nullable(),
  inFlicks: flicksSchema.nullable(),
  /** Where its note stands, as a label in the film's own count. */
  timecode: z.string().nullable(),
  /** What was written: at most its first 500 characters. */
  text: z.string(),
});
export type Notice = z.infer<typeof noticeSchema>;

export const noticesQuery = z.strictObject({
  /** Those that are older than this one. */
  before: idSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});
/** Newest first. */
export const noticesSchema = z.object({
  notices: noticeSchema.array(),
  /** Of all that the person has, not only of these. */
  unread: z.int(),
  /** Whether there are older ones. */
  more: z.boolean(),
});
export type Notices = z.infer<typeof noticesSchema>;

/** Marks these as read, or all that there are. */
export const readNoticesBody = z.union([
  z.strictObject({ ids: idSchema.array().min(1).max(1000) }),
  z.strictObject({ all: z.literal(true) }),
]);

/** When a person gets mail: at once, notes when their round closes, once a day, never. */
export const MAIL_RHYTHMS = ['instant', 'round', 'daily', 'none'] as const;
export type MailRhythm = (typeof MAIL_RHYTHMS)[number];

const timeZone = z
  .string()
  .max(64)
  .refine((name) => {
    try {
      return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
    } catch {
      return false;
    }
  }, 'is not the name of a time zone');
export const mailSettingsBody = z.strictObject({ rhythm: z.enum(MAIL_RHYTHMS), timeZone });
export const mailSettingsSchema = z.object({
  /** Whether this installation sends mail at all. */
  sends: z.boolean(),
  /** Where it goes; null when nobody has said. */
  address: z.string().nullable(),
  rhythm: z.enum(MAIL_RHYTHMS),
  timeZone: z.string(),
});
export type MailSettings = z.infer<typeof mailSettingsSchema>;
export const unsubscribeToken = z.string().min(20).max(100);

export const webhookBody = z.strictObject({ url: z.url({ protocol: /^https?$/ }).max(2000) });
export const webhookCallSchema = z.object({
  id: idSchema,
  kind: z.enum(NOTICE_KINDS),
  at: z.iso.datetime(),
  state: z.enum(['waiting', 'done', 'failed']),
  tries: z.int(),
  /** When it is tried next, while it waits. */
  nextTry: z.iso.datetime().nullable(),
  /** What the other side answered last. */
  status: z.int().nullable(),
  trouble: z.string().nullable(),
});
export const webhookSchema = z.object({
  /** Null: this film tells no other program. */
  url: z.string().nullable(),
  /** The newest calls, newest first. */
  calls: webhookCallSchema.array(),
});
/** The answer to setting it: the only time the secret is shown. */
export const webhookSet = z.object({ url: z.string(), secret: z.string() });
export type Webhook = z.infer<typeof webhookSchema>;
export type WebhookCall = z.infer<typeof webhookCallSchema>;
