import { createHash, randomBytes } from 'node:crypto';

/** A new secret for a cookie or a link: 256 bits of chance in 43 characters that may stand in a URL. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a secret: it has all its chance already, so no salt and no slow hash. */
export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
