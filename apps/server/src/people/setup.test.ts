import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { readConfig } from '../platform/config.js';
import { createServer } from '../server.js';
import { ApiClient, OWNER } from '../testing/test-server.js';

describe('the first run', () => {
  let dataFolder: string;
  beforeAll(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'segue-test-'));
    await cp(inject('databaseTemplate'), join(dataFolder, 'database'), { recursive: true });
  });
  afterAll(() => rm(dataFolder, { recursive: true }));

  const start = () =>
    createServer({ ...readConfig({ SEGUE_DATA: dataFolder, LOG_LEVEL: 'fatal' }), port: 0 });

  it('makes one owner, with the set-up link that was printed last', async () => {
    const first = await start();
    await first.close();
    const second = await start();
    try {
      const setUp = (token: string | null) =>
        new ApiClient(second.url).outcome('POST', '/api/setup', { token, ...OWNER });
      expect(await new ApiClient(second.url).json('GET', '/api/session')).toEqual({
        person: null,
        setupNeeded: true,
      });
      expect(await setUp(first.setUpToken)).toBe('setup.token');
      const both = await Promise.all([setUp(second.setUpToken), setUp(second.setUpToken)]);
      expect(both).toContain(201);
      expect(both.filter((outcome) => outcome === 201)).toHaveLength(1);
      expect(await setUp(second.setUpToken)).toBe('setup.done');
    } finally {
      await second.close();
    }
    const third = await start();
    await third.close();
    expect(third.setUpToken).toBeNull();
  });
});
