import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, pictureOnFailure, type PersonAtBrowser, type TestBrowser } from '../harness/browser.js';
import { makeOwner } from '../harness/make-owner.js';
import { startSegue, type SegueServer } from '../harness/segue-server.js';
import { cellOf, textIn, writeIn } from '../harness/sheet.js';

describe('from an empty installation to a spotted film', () => {
  let server: SegueServer;
  let browser: TestBrowser;
  let owner: PersonAtBrowser;
  let director: PersonAtBrowser;
  let composer: PersonAtBrowser;
  let producer: PersonAtBrowser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startSegue(), openBrowser()]);
    owner = await browser.person('owner');
    director = await browser.person('director');
    composer = await browser.person('composer');
    producer = await browser.person('producer');
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  it('lets the owner set up, make a film and invite; the invited spot together', async () => {
    pictureOnFailure('invite-and-spot', owner, director, composer, producer);
    await setUp();
    await makeFilm();
    await invite('Dora Director', 'Director').then((link) => join(director, 'Dora Director', link));
    await invite('Carl Composer', 'Composer').then((link) => join(composer, 'Carl Composer', link));
    await invite('Petra Producer', 'Producer').then((link) => join(producer, 'Petra Producer', link));
    await spotTogether();
    browser.expectNoComplaints();
  });

  async function setUp(): Promise<void> {
    const { page } = owner;
    await makeOwner(page, server.setUpLink);
    await page.getByRole('heading', { name: 'No films yet' }).waitFor();
  }

  async function makeFilm(): Promise<void> {
    const { page } = owner;
    await page.getByRole('button', { name: 'New film' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Title').fill('The Long Way Home');
    await dialog.getByLabel('Frame rate').selectOption('24');
    await dialog.getByLabel('Your role').selectOption('music editor');
    await dialog.getByRole('button', { name: 'Make the film' }).click();
    await page.getByRole('heading', { name: 'The Long Way Home', level: 1 }).waitFor();
  }

  async function invite(name: string, role: string): Promise<string> {
    const { page } = owner;
    await page.getByRole('tab', { name: 'People' }).click();
    await page.getByRole('button', { name: 'Invite', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Invite a person' });
    await dialog.getByLabel('Name').fill(name);
    await dialog.getByLabel('Role').selectOption({ label: role });
    await dialog.getByRole('button', { name: 'Make the link' }).click();
    const issued = page.getByRole('dialog', { name: `Send this to ${name}` });
    const link = await issued.getByLabel('Personal link', { exact: true }).inputValue();
    await issued.getByRole('button', { name: 'Done' }).click();
    await issued.waitFor({ state: 'hidden' });
    return link;
  }

  async function join({ page }: PersonAtBrowser, name: string, link: string): Promise<void> {
    await page.goto(link);
    await page.getByRole('button', { name: `Join as ${name}` }).click();
    await page.getByRole('heading', { name: 'The Long Way Home', level: 1 }).waitFor();
    await page.getByRole('button', { name: `Account of ${name}` }).waitFor();
    // The owner's list says who has come.
    await owner.page.getByRole('table', { name: 'People' }).getByText(name).first().waitFor();
  }

  async function spotTogether(): Promise<void> {
    const [hers, his] = [director.page, composer.page];
    await his.getByRole('button', { name: 'Add cue' }).click();
    // The new cue's number has the focus.
    await his.locator('input:focus').fill('1m01');
    await his.keyboard.press('Enter');
    await writeIn(cellOf(hers, 'Title of 1m01'), 'Main titles');
    // Each sees where the other is, and what the other has written.
    await his.getByText('Dora Director here').waitFor({ state: 'attached' });
    await cellOf(hers, 'Title of 1m01').press('Tab');
    await expect.poll(() => textIn(cellOf(his, 'Title of 1m01'))).toBe('Main titles');
    await writeIn(cellOf(his, 'In of 1m01'), '01:00:00:00');
    await writeIn(cellOf(his, 'Out of 1m01'), '01:00:10:00');
    await cellOf(his, 'Out of 1m01').press('Tab');
    await expect.poll(() => textIn(cellOf(hers, 'Out of 1m01'))).toBe('01:00:10:00');

    await hers.getByRole('button', { name: 'Add cue' }).click();
    await writeIn(cellOf(hers, 'Title of 1m02'), 'The letter');
    await writeIn(cellOf(hers, 'Emotion of 1m02'), 'longing');
    await cellOf(hers, 'Emotion of 1m02').press('Tab');
    await expect.poll(() => textIn(cellOf(his, 'Emotion of 1m02'))).toBe('longing');
    // Two people in one row: neither takes anything from the other.
    await Promise.all([
      writeIn(cellOf(hers, 'Description of 1m02'), 'From the moment she opens it.'),
      writeIn(cellOf(his, 'Title of 1m02'), 'The letter, opened'),
    ]);
    await Promise.all([
      cellOf(hers, 'Description of 1m02').press('Tab'),
      cellOf(his, 'Title of 1m02').press('Tab'),
    ]);
    // Producers see the columns of signing first.
    await producer.page.getByText('All', { exact: true }).click();
    for (const { page } of [director, composer, producer]) {
      await expect.poll(() => textIn(cellOf(page, 'Title of 1m02'))).toBe('The letter, opened');
      await expect
        .poll(() => textIn(cellOf(page, 'Description of 1m02')))
        .toBe('From the moment she opens it.');
    }
    await his.getByRole('status', { name: 'Saving state' }).getByText('Saved').waitFor();
    // Producers read the sheet and do not write it.
    expect(await producer.page.getByRole('button', { name: 'Add cue' }).count()).toBe(0);
  }
});
