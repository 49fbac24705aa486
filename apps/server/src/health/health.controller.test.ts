import { describe, expect, it } from 'vitest';
import { HealthController } from './health.controller.js';

const answers = () => Promise.resolve();

describe('readiness', () => {
  it('holds while everything answers', async () => {
    await expect(new HealthController({ database: answers, redis: answers }).ready()).resolves.toEqual({
      status: 'ok',
    });
  });

  describe.each([
    ['refuses', () => Promise.reject(new Error('gone'))],
    ['never answers', () => new Promise(() => undefined)],
  ])('when something %s', (_how, fails) => {
    it('holds without Redis, and says so', async () => {
      await expect(new HealthController({ database: answers, redis: fails }).ready()).resolves.toEqual({
        status: 'degraded',
        without: ['redis'],
      });
    });

    it('ends without the database, and says what else is missing', async () => {
      const refused = { code: 'storage.unavailable', extra: { without: ['database'] } };
      await expect(new HealthController({ database: fails }).ready()).rejects.toMatchObject(refused);
      await expect(new HealthController({ database: fails, redis: answers }).ready()).rejects.toMatchObject(
        refused,
      );
      await expect(new HealthController({ database: fails, redis: fails }).ready()).rejects.toMatchObject({
        extra: { without: ['database', 'redis'] },
      });
    });
  });
});
