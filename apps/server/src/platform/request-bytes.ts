import { because, Refusal } from '@segue/protocol';
import type { Request } from 'express';

/**
 * The body of a request as bytes, for small files that are read at once. Only what has passed the guards is read at all.
 *
 * @throws Refusal `request.too-large` as soon as more than `most` bytes have come, `request.invalid` when none have.
 */
export async function requestBytes(request: Request, most: number): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.byteLength;
    if (size > most)
      throw new Refusal('request.too-large', because('most-megabytes', { megabytes: most / 1e6 }));
    parts.push(part);
  }
  if (size === 0) throw new Refusal('request.invalid', because('empty-file'));
  return Buffer.concat(parts);
}
