import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { isOwnOrigin } from './origin.js';

function request(headers: IncomingMessage['headers']): IncomingMessage {
  const message = new IncomingMessage(new Socket());
  message.headers = headers;
  return message;
}

const alone = { publicUrl: null, trustedProxies: 0 };
const behindProxy = { publicUrl: null, trustedProxies: 1 };
const published = { publicUrl: 'https://segue.example.org', trustedProxies: 0 };

describe('isOwnOrigin', () => {
  it.each([
    ['no page at all', {}, alone, true],
    ['a page of this host', { origin: 'http://room:3000', host: 'room:3000' }, alone, true],
    ['another port', { origin: 'http://room:4000', host: 'room:3000' }, alone, false],
    ['another host', { origin: 'http://evil', host: 'room:3000' }, alone, false],
    ['a sandboxed page', { origin: 'null', host: 'room:3000' }, alone, false],
    ['nonsense', { origin: 'http://', host: '' }, alone, false],
    ['the public address', { origin: 'https://segue.example.org', host: 'node-1:3000' }, published, true],
    [
      'the public address without TLS',
      { origin: 'http://segue.example.org', host: 'node-1:3000' },
      published,
      false,
    ],
    [
      'what a trusted proxy forwards',
      { origin: 'https://a.example', host: 'node', 'x-forwarded-host': 'a.example' },
      behindProxy,
      true,
    ],
    [
      'what somebody else forwards',
      { origin: 'https://a.example', host: 'node', 'x-forwarded-host': 'a.example' },
      alone,
      false,
    ],
  ])('%s', (_what, headers, config, own) => {
    expect(isOwnOrigin(request(headers), config)).toBe(own);
  });
});
