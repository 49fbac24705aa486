import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { request as requestPlain, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as requestTls } from 'node:https';
import { VERSION } from '../../platform/version.js';
import { isAllowedUrl, isPrivateHost, lookupPublic } from './allowed-address.js';

/** From the first byte to the last of the answer's head. */
const PATIENCE_MS = 10_000;

/** One call: the same in every try but for the time. */
export interface WebhookRequest {
  readonly url: string;
  readonly secret: string;
  readonly id: string;
  readonly kind: string;
  readonly body: string;
}

/** What the other side answered, or why it did not. */
export type WebhookAnswer = { readonly status: number } | { readonly trouble: string };

/** What `Segue-Signature` says: when, in Unix seconds, and the HMAC-SHA256 of `<when>.<body>` under the secret, in hexadecimal. */
function signatureOf(secret: string, seconds: number, body: string): string {
  const hmac = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${hmac}`;
}

/** Posts to a webhook. Follows no redirect, and reads nothing of the answer but its status. */
export async function callWebhook(
  { url: address, secret, id, kind, body }: WebhookRequest,
  privateHosts: readonly string[],
  now: Date,
): Promise<WebhookAnswer> {
  const url = new URL(address);
  // What was allowed when the address was set may not be any more.
  if (!isAllowedUrl(url, privateHosts)) return { trouble: 'This address is not allowed any more.' };
  const bytes = Buffer.from(body);
  const call: ClientRequest = (url.protocol === 'https:' ? requestTls : requestPlain)(url, {
    method: 'POST',
    signal: AbortSignal.timeout(PATIENCE_MS),
    // No connection is kept: the next call looks its name up again.
    agent: false,
    ...(isPrivateHost(url, privateHosts) ? {} : { lookup: lookupPublic as never }),
    headers: {
      'Content-Type': 'application/json',
      'Content-Length': bytes.length,
      'User-Agent': `Segue/${VERSION}`,
      'Segue-Delivery': id,
      'Segue-Event': kind,
      'Segue-Signature': signatureOf(secret, Math.floor(now.getTime() / 1000), body),
    },
  });
  try {
    call.end(bytes);
    const [answer] = (await once(call, 'response')) as [IncomingMessage];
    return { status: answer.statusCode ?? 0 };
  } catch (error) {
    return { trouble: troubleOf(error) };
  } finally {
    call.destroy();
  }
}

function troubleOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'AbortError' || error.name === 'TimeoutError')
    return `There was no answer within ${PATIENCE_MS / 1000} seconds.`;
  return error.message || ('code' in error ? String(error.code) : error.name);
}
