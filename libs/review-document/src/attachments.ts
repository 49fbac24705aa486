import { z } from 'zod';

/** What can be put beside the words of a note or a reply: pictures, paper and sound. Nothing that a page would run. */
export const ATTACHMENT_TYPES = [
  'image/png',
  'image/jpeg',
  'image/webp',
  'image/gif',
  'application/pdf',
  'audio/wav',
  'audio/mpeg',
  'audio/flac',
  'audio/ogg',
  'audio/mp4',
] as const;

/** Most files on one note or reply. */
export const MAX_ATTACHMENTS = 5;
/** Largest file, in bytes. */
export const MAX_ATTACHMENT_BYTES = 20_000_000;
/** Longest name of a file, in UTF-16 code units. */
export const MAX_ATTACHMENT_NAME = 200;

/** A file beside the words of a note or a reply. Its bytes stand on the server, under their hash. */
export const attachmentSchema = z.strictObject({
  /** SHA-256 of the bytes, hexadecimal. */
  file: z.string().regex(/^[0-9a-f]{64}$/),
  name: z
    .string()
    .min(1)
    .max(MAX_ATTACHMENT_NAME)
    .regex(/^[^\p{Cc}/\\]+$/u, 'is no name of a file'),
  type: z.enum(ATTACHMENT_TYPES),
  bytes: z.int().min(1).max(MAX_ATTACHMENT_BYTES),
});

export type Attachment = z.infer<typeof attachmentSchema>;
export type AttachmentType = Attachment['type'];
