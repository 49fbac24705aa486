import { ROLES } from '@segue/access-policy';
import { z } from 'zod';
import { idSchema } from './ids.js';
import { LANGUAGES } from './languages.js';

const name = z.string().trim().min(1, 'is needed').max(120);
const email = z
  .email('is not an e-mail address')
  .max(254)
  .transform((value) => value.toLowerCase());
const password = z.string().min(10, 'needs at least 10 characters').max(400);
const secret = z.string().min(20).max(200);
const instant = z.iso.datetime();
const language = z.enum(LANGUAGES);
export const roleSchema = z.enum(ROLES);

export const setUpBody = z.strictObject({ token: secret, name, email, password });
export const signInBody = z.strictObject({ email, password: z.string().max(400) });
export const passwordBody = z.strictObject({
  email,
  password,
  currentPassword: z.string().max(400).optional(),
});
/** `PATCH /api/me`: what a person says of themselves. */
export const selfBody = z.strictObject({ name, language }).partial();

/** `POST /api/links/look` and `POST /api/links/open`: the token stands in the fragment of `/join#<token>`. */
export const linkBody = z.strictObject({ token: secret });
export const openLinkBody = z.strictObject({ token: secret, name: name.optional() });
export const linkLook = z.object({
  kind: z.enum(['personal', 'guest']),
  filmTitle: z.string(),
  personName: z.string().nullable(),
  role: roleSchema,
});

export const personSchema = z.object({
  id: idSchema,
  name: z.string(),
  email: z.string().nullable(),
  owner: z.boolean(),
  hasPassword: z.boolean(),
  /** What the person reads; null until a page of theirs has said so. */
  language: language.nullable(),
});
export const sessionSchema = z.object({
  person: personSchema.nullable(),
  /** True until the set-up link has made the owner. */
  setupNeeded: z.boolean(),
});

/** Inviting: an e-mail address is only kept as contact; the personal link is the way in. */
export const inviteBody = z.strictObject({
  name,
  role: roleSchema.exclude(['guest']),
  email: email.optional(),
});
export const memberRoleBody = z.strictObject({ role: roleSchema });

export const linkState = z.object({
  expiresAt: instant,
  revokedAt: instant.nullable(),
  lastUsedAt: instant.nullable(),
});
export const memberSchema = z.object({
  personId: idSchema,
  name: z.string(),
  /** Shown to those who manage people only. */
  email: z.string().nullable(),
  role: roleSchema,
  /** The state of the person's link, for those who manage people. */
  link: linkState.nullable(),
});
/** The answer to an invitation or a renewal: the only time the address of the link is shown. */
export const issuedLink = z.object({ personId: idSchema.nullable(), url: z.url(), expiresAt: instant });
export const peopleSchema = z.object({ members: z.array(memberSchema), guestLink: linkState.nullable() });

export type Session = z.infer<typeof sessionSchema>;
export type Person = z.infer<typeof personSchema>;
export type Member = z.infer<typeof memberSchema>;
export type People = z.infer<typeof peopleSchema>;
export type IssuedLink = z.infer<typeof issuedLink>;
export type LinkLook = z.infer<typeof linkLook>;
