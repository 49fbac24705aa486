import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiClient } from '../harness/api-client.js';
import { openBrowser, pictureOnFailure, type TestBrowser } from '../harness/browser.js';
import { emptyDatabase } from '../harness/empty-database.js';
import { sitDown } from '../harness/review-scene.js';
import { startSegue, type SegueServer } from '../harness/segue-server.js';

const MAINTENANCE = join(import.meta.dirname, '../../../server/dist/maintenance.js');

describe('the age of the last backup', () => {
  let database: Awaited<ReturnType<typeof emptyDatabase>>;
  let server: SegueServer;
  let browser: TestBrowser;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'segue-backup-'));
    database = await emptyDatabase();
    [server, browser] = await Promise.all([startSegue({ DATABASE_URL: database.url }), openBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
    await database.drop();
    await rm(folder, { recursive: true });
  });

  it('is what the owner reads, and that there is none deserves a look', async () => {
    const owner = await browser.person('owner');
    pictureOnFailure('backup', owner);
    const { page } = owner;
    await sitDown(owner, await ApiClient.owner(server), '/admin');
    const row = page.getByRole('table', { name: 'Storage' }).getByRole('row', { name: /^Last backup/ });
    await row.getByText('none yet').waitFor();
    await row.getByLabel('deserves a look').waitFor();

    const env = { ...process.env, DATABASE_URL: database.url, SEGUE_DATA: folder };
    const file = join(folder, 'backup.tar');
    const { stdout } = await promisify(execFile)(process.execPath, [MAINTENANCE, 'backup', file], { env });
    expect(stdout).toMatch(/^backup: \d+ rows and 0 files in .*backup\.tar\n$/);
    // The page follows by itself.
    await row.getByText(/ ago$/).waitFor();
    await row.getByLabel('as it should be').waitFor();
    browser.expectNoComplaints();
  });
});
