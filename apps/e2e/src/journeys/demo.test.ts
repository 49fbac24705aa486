import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, pictureOnFailure, type PersonAtBrowser, type TestBrowser } from '../harness/browser.js';
import { makeOwner } from '../harness/make-owner.js';
import { startSegue, type SegueServer } from '../harness/segue-server.js';

const DEMO = join(import.meta.dirname, '../../../demo/dist/main.js');

interface PersonalLink {
  readonly who: string;
  readonly url: string;
}

/** Lays the demo film as `npm start -- --demo` does. */
async function layDemo({ url, setUpLink }: SegueServer): Promise<readonly PersonalLink[]> {
  if (!existsSync(DEMO)) throw new Error('The demo is not built. Run: npm run build');
  const args = [DEMO, url, setUpLink.split('#')[1] ?? '', 'demo@example.org'];
  const env = { ...process.env, DEMO_PASSWORD: 'a long password' };
  const { stdout } = await promisify(execFile)(process.execPath, args, { env });
  return JSON.parse(stdout) as readonly PersonalLink[];
}

describe('the demo film', () => {
  let server: SegueServer;
  let browser: TestBrowser;
  let links: readonly PersonalLink[];

  beforeAll(async () => {
    [server, browser] = await Promise.all([startSegue(), openBrowser()]);
    links = await layDemo(server);
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  /** Comes in as somebody of the film, to its first page. */
  async function comeIn(name: string): Promise<PersonAtBrowser> {
    const at = await browser.person(name);
    const link = links.find(({ who }) => who.startsWith(name));
    if (!link) throw new Error(`There is no link for ${name}`);
    await at.page.goto(link.url);
    await at.page.getByRole('button', { name: `Join as ${name}` }).click();
    await at.page.getByRole('heading', { name: 'Night Train', level: 1 }).waitFor();
    return at;
  }

  it('is at work at once: the director writes, the composer answers, and what was signed is stale', async () => {
    const director = await comeIn('Dora Lindqvist');
    const composer = await comeIn('Clara Weiss');
    const producer = await comeIn('Paul Okafor');
    pictureOnFailure('demo', director, composer, producer);
    for (const { page } of [director, composer]) {
      await page.getByRole('link', { name: '1m04' }).first().click();
      await page.getByText('Too sure of itself.').waitFor();
    }
    await director.page.keyboard.press('m');
    await director.page
      .getByRole('textbox', { name: 'Note' })
      .fill('Let the horn breathe before the embrace.');
    await director.page.keyboard.press('Control+Enter');
    await composer.page.getByText('Let the horn breathe before the embrace.').waitFor();
    await producer.page.getByRole('link', { name: '1m03' }).first().click();
    await producer.page.getByRole('tab', { name: 'Sign-off' }).click();
    await producer.page.getByText('9 frames removed').first().waitFor();
    browser.expectNoComplaints();
  });
});

describe('the demo film by a button', () => {
  let server: SegueServer;
  let browser: TestBrowser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startSegue(), openBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  it('is offered to the owner of an empty installation, says how far it is, and ends with links that let people in', async () => {
    const owner = await browser.person('owner');
    const director = await browser.person('director');
    pictureOnFailure('demo-button', owner, director);
    const { page } = owner;
    await makeOwner(page, server.setUpLink);
    await page.getByRole('button', { name: 'Open the demo film' }).click();
    await page.getByRole('status').getByText('The music is being made').waitFor();
    await page.getByText('The demo film is ready').waitFor({ timeout: 300_000 });
    await page.getByRole('link', { name: 'Night Train', exact: true }).waitFor();
    const link = page.getByRole('link', { name: 'Dora Lindqvist, Director' });
    await director.page.goto((await link.getAttribute('href')) ?? '');
    await director.page.getByRole('button', { name: 'Join as Dora Lindqvist' }).click();
    await director.page.getByRole('heading', { name: 'Night Train', level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Put away' }).click();
    await link.waitFor({ state: 'hidden' });
    await page.reload();
    await page.getByRole('link', { name: 'Night Train', exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'Open the demo film' }).count()).toBe(0);
    browser.expectNoComplaints();
  }, 400_000);
});
