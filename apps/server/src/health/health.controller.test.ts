import { describe, expect, it } from 'vitest';
import { HealthController } from './health.controller.js';

const answers = () => Promise.resolve();

describe('readiness', () => {
  it('holds while everything answers', async () => {
    await expect(new HealthController({ database: answers, redis: answers }).ready()).resolves.toEqual({
      status: 'ok',
    });
  });

  it.each([
    ['refuses', () => Promise.reject(new Error('gone'))],
    ['never answers', () => new Promise(() => undefined)],
  ])('ends when one thing the server stands on %s', async (_how, fails) => {
    const ready = new HealthController({ database: answers, redis: fails }).ready();
    await expect(ready).rejects.toMatchObject({ code: 'storage.unavailable' });
  });
});
