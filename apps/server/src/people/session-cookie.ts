import type { CookieOptions, Response } from 'express';
import type { Config } from '../platform/config.js';

const NAME = 'segue_session';
/** The longest that browsers keep a cookie. When a session ends is decided in the database. */
const KEPT_FOR_MS = 400 * 24 * 3600 * 1000;

/** A Cookie header with the session's secret. */
export function cookieOf(secret: string): string {
  return `${NAME}=${secret}`;
}

/** The session's secret in a Cookie header, if there is one. */
export function readSessionCookie(header: string | undefined): string | null {
  const pair = header?.split(';').find((part) => part.trim().startsWith(`${NAME}=`));
  return pair?.trim().slice(NAME.length + 1) ?? null;
}

/** Puts the session's secret on the device. */
export function writeSessionCookie(
  response: Response,
  secret: string,
  config: Pick<Config, 'publicUrl'>,
): void {
  response.cookie(NAME, secret, { ...attributes(config), maxAge: KEPT_FOR_MS });
}

/** Takes the session's secret off the device. */
export function clearSessionCookie(response: Response, config: Pick<Config, 'publicUrl'>): void {
  response.clearCookie(NAME, attributes(config));
}

function attributes(config: Pick<Config, 'publicUrl'>): CookieOptions {
  return {
    httpOnly: true,
    sameSite: 'lax',
    secure: config.publicUrl?.startsWith('https:') ?? false,
    path: '/',
  };
}
