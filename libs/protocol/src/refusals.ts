import { sayReason, type Reason } from './reasons.js';

/**
 * Every expected "no", once: what it is over HTTP, on a sync socket, and in words. `message` is English and complete
 * enough to act on; clients may translate by code.
 */
export const REFUSALS = {
  'request.invalid': { status: 400, message: 'The request does not have the expected form.' },
  'request.origin': { status: 403, message: 'This request came from another site and was not carried out.' },
  'request.too-large': { status: 413, message: 'The request is larger than allowed.' },
  'request.too-many': { status: 429, message: 'Too many attempts. Wait a minute and try again.' },
  'session.missing': { status: 401, message: 'Sign in, or open your personal link again.' },
  'session.credentials': { status: 401, message: 'The e-mail address or the password is wrong.' },
  'session.link': {
    status: 401,
    message: 'This link has expired, was revoked or was renewed. Ask the person who sent it for a new one.',
  },
  'session.link-name': { status: 400, message: 'Say your name to join with this link.' },
  'session.email-unusable': {
    status: 409,
    message: 'This e-mail address cannot be used here. Choose another one.',
  },
  'access.denied': { status: 403, message: 'Your role on this film does not allow this.' },
  'not-found': { status: 404, message: 'There is nothing here, or it is not shared with you.' },
  'setup.done': { status: 409, message: 'This installation has its owner already. Sign in instead.' },
  'setup.token': {
    status: 403,
    message: 'This set-up link is not valid. Use the one the server printed at its first start.',
  },
  'demo.absent': { status: 404, message: 'The demo film does not come with this installation.' },
  'demo.film-exists': {
    status: 409,
    message: 'There is a film here already. The demo film is laid only where there is none.',
  },
  'film.drop-frame': {
    status: 400,
    message: 'Drop-frame timecode exists only at 29.97, 59.94 and 119.88 frames per second.',
  },
  'cut.in-use': {
    status: 409,
    message: 'Cues, notes, versions or sign-offs count in this cut, so it stays.',
  },
  'cut.unrelated': {
    status: 409,
    message: 'Nobody has said yet how these two cuts differ. Add their edit lists.',
  },
  'edit-list.unreadable': { status: 422, message: 'No picture events could be read from this file.' },
  'edit-list.overlaps': {
    status: 409,
    message: 'The list that is there says what is in this stretch already. Replace it, or take it away.',
  },
  'export.no-markers': { status: 422, message: 'This file cannot hold markers.' },
  'attachment.type': {
    status: 415,
    message:
      'This file cannot be put on a note. Pictures (PNG, JPEG, WebP, GIF), PDF and sound (WAV, MP3, FLAC, Ogg, M4A) can.',
  },
  'attachment.quota': {
    status: 409,
    message: 'This cue holds as many files as it can: 200, or 500 MB. Refer to a file that is already there.',
  },
  'tempo-map.unreadable': { status: 422, message: 'No tempos could be read from this file.' },
  'cut.no-movie': { status: 404, message: 'This cut has no movie file.' },
  'delivery.duplicate': { status: 409, message: 'This very file is already here.' },
  'delivery.mismatch': {
    status: 422,
    message: 'What arrived is not the file that was announced. Upload it again.',
  },
  'delivery.too-large': { status: 413, message: 'The file is larger than this server takes.' },
  'delivery.closed': { status: 409, message: 'This upload has ended. Start a new one.' },
  'version.signed': { status: 409, message: 'This version carries a sign-off, so it cannot be removed.' },
  'sign-off.temp': { status: 409, message: 'Temp music can be compared with, never signed off.' },
  'sign-off.must-notes': {
    status: 409,
    message:
      'Must-notes are still open on this cue. Resolve them, or give the reason why you sign all the same.',
  },
  'sign-off.changed': {
    status: 409,
    message: 'Something changed while you were reading. Look at what is being signed once more.',
  },
  'webhook.address': {
    status: 422,
    message:
      'Webhooks go to https addresses on the internet. Others have to be allowed by whoever runs this server.',
  },
  'storage.unavailable': {
    status: 503,
    message: 'The server cannot save at the moment. Nothing was changed; try again.',
  },
  internal: { status: 500, message: 'Something went wrong on the server. Nothing was changed; try again.' },

  // Sync: an update that was not admitted, and why.
  'update.malformed': { status: 400, message: 'The update cannot be read.' },
  'update.foreign-client-id': { status: 403, message: 'The update speaks in the name of another person.' },
  'update.foreign-root': { status: 403, message: "The update writes outside its author's part." },
  'update.not-grow-only': { status: 403, message: 'Entries of a part are added, never changed or deleted.' },
  'update.schema': { status: 400, message: 'An entry does not have the form the document asks for.' },
  'update.too-many': {
    status: 413,
    message: 'This document holds as much as it can. Nothing more can be written here.',
  },
  'update.role': { status: 403, message: 'Your role on this film does not allow this.' },
} as const satisfies Record<string, { status: number; message: string }>;

export type RefusalCode = keyof typeof REFUSALS;

/**
 * An expected "no". `what` says what exactly was wrong to the person who asked: a case with its facts, which clients can say in
 * other languages, or words of a parser. `extra` carries data a client can act on (for example the version that is the same
 * file). All of it travels to the client, so none may hold a secret.
 */
export class Refusal extends Error {
  readonly reason: Reason | null;

  constructor(
    readonly code: RefusalCode,
    what?: Reason | string,
    readonly extra?: Readonly<Record<string, unknown>>,
  ) {
    super(typeof what === 'object' ? sayReason(what) : (what ?? REFUSALS[code].message));
    this.name = 'Refusal';
    this.reason = typeof what === 'object' ? what : null;
  }
}

/** The body of a refusal over HTTP: `application/problem+json`, RFC 9457. */
export interface Problem extends Partial<Reason> {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: RefusalCode;
  readonly detail: string;
  readonly requestId?: string;
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** The problem document for a refusal. */
export function problemOf(refusal: Refusal): Problem {
  const { status, message } = REFUSALS[refusal.code];
  return {
    type: `urn:segue:refusal:${refusal.code}`,
    title: message,
    status,
    code: refusal.code,
    detail: refusal.message,
    ...refusal.reason,
    ...(refusal.extra ? { extra: refusal.extra } : {}),
  };
}
