import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
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
      ffmpeg: null,
      mail: null,
      privateWebhookHosts: [],
    });
  });

  it('finds ffmpeg on the path, or where it is named', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'segue-programs-'));
    try {
      const [program, other] = [join(folder, 'ffmpeg'), join(folder, 'my-ffmpeg')];
      await writeFile(program, '', { mode: 0o755 });
      await writeFile(other, '', { mode: 0o755 });
      const PATH = ['relative', join(folder, 'nothing'), folder].join(delimiter);
      expect(readConfig({ PATH }).ffmpeg).toBe(program);
      expect(readConfig({ PATH, SEGUE_FFMPEG: 'my-ffmpeg' }).ffmpeg).toBe(other);
      expect(readConfig({ SEGUE_FFMPEG: other }).ffmpeg).toBe(other);
      await chmod(program, 0o644);
      expect(readConfig({ PATH }).ffmpeg).toBeNull();
      expect(() => readConfig({ PATH, SEGUE_FFMPEG: folder })).toThrow(/^SEGUE_FFMPEG: /);
    } finally {
      await rm(folder, { recursive: true });
    }
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
    [{ SEGUE_FFMPEG: '/nowhere/ffmpeg' }, /^SEGUE_FFMPEG: .*PATH/],
    [{ SEGUE_METRICS_TOKEN: 'guess me' }, /^SEGUE_METRICS_TOKEN: .*20/],
    [{ S3_BUCKET: 'segue' }, /^S3_BUCKET: needs S3_ACCESS_KEY_ID/],
    [{ SMTP_URL: 'mail.example.org' }, /^SMTP_URL: .*smtps:/],
    [
      { SMTP_URL: 'smtp://mail.example.org', MAIL_FROM: 'segue@example.org' },
      /^SMTP_URL: needs MAIL_FROM and SEGUE/,
    ],
    [{ PORT: 'x', REDIS_URL: 'x' }, /^PORT: .*\nREDIS_URL: /],
  ])('says in a line each what is wrong with %j', (env, says) => {
    expect(() => readConfig(env)).toThrow(ConfigError);
    expect(() => readConfig(env)).toThrow(says);
  });
});
