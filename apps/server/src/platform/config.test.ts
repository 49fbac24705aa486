import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './config.js';

describe('readConfig', () => {
  it('has defaults that need nothing installed', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      dataFolder: resolve('data'),
      publicUrl: null,
      databaseUrl: null,
      redisUrl: null,
      s3: null,
      trustedProxies: 0,
      metricsToken: null,
    });
  });

  it('takes empty variables for ones that are not set', () => {
    expect(readConfig({ DATABASE_URL: '', PORT: '' })).toMatchObject({ databaseUrl: null, port: 3000 });
  });

  it('keeps the origin of the public address', () => {
    expect(readConfig({ SEGUE_PUBLIC_URL: 'https://segue.example.org/' }).publicUrl).toBe(
      'https://segue.example.org',
    );
  });

  it.each([
    [{ PORT: 'http' }, /^PORT: /],
    [{ PORT: '70000' }, /^PORT: /],
    [{ SEGUE_PUBLIC_URL: 'segue.example.org' }, /^SEGUE_PUBLIC_URL: .*https:/],
    [{ DATABASE_URL: 'mysql://db' }, /^DATABASE_URL: .*postgres:/],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL: /],
    [{ SEGUE_METRICS_TOKEN: 'guess me' }, /^SEGUE_METRICS_TOKEN: .*20/],
    [{ S3_BUCKET: 'segue' }, /^S3_BUCKET: needs S3_ACCESS_KEY_ID/],
    [{ PORT: 'x', REDIS_URL: 'x' }, /^PORT: .*\nREDIS_URL: /],
  ])('says in a line each what is wrong with %j', (env, says) => {
    expect(() => readConfig(env)).toThrow(ConfigError);
    expect(() => readConfig(env)).toThrow(says);
  });
});
