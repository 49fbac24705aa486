import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, pictureOnFailure, type PersonAtBrowser, type TestBrowser } from '../harness/browser.js';
import { makeOwner } from '../harness/make-owner.js';
import { startSegue, type SegueServer } from '../harness/segue-server.js';

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
    await his
      .getByLabel('Number of unnumbered cue')
      .or(his.getByLabel(/^Number of /))
      .first()
      .fill('1m01');
    await his.keyboard.press('Enter');
    await hers.getByLabel('Title of 1m01').fill('Main titles');
    // Each sees where the other is, and what the other has written.
    await his.getByText('Dora Director here').waitFor({ state: 'attached' });
    await hers.getByLabel('Title of 1m01').press('Tab');
    await his.waitForFunction(valueIs, ['Title of 1m01', 'Main titles']);
    await his.getByLabel('In of 1m01').fill('01:00:00:00');
    await his.getByLabel('Out of 1m01').fill('01:00:10:00');
    await his.getByLabel('Out of 1m01').press('Tab');
    await hers.waitForFunction(valueIs, ['Out of 1m01', '01:00:10:00']);

    await hers.getByRole('button', { name: 'Add cue' }).click();
    await hers.getByLabel('Title of 1m02').fill('The letter');
    await hers.getByLabel('Emotion of 1m02').fill('longing');
    await hers.getByLabel('Emotion of 1m02').press('Tab');
    await his.waitForFunction(valueIs, ['Emotion of 1m02', 'longing']);
    // Two people in one row: neither takes anything from the other.
    await Promise.all([
      hers.getByLabel('Description of 1m02').fill('From the moment she opens it.'),
      his.getByLabel('Title of 1m02').fill('The letter, opened'),
    ]);
    await Promise.all([
      hers.getByLabel('Description of 1m02').press('Tab'),
      his.getByLabel('Title of 1m02').press('Tab'),
    ]);
    // Producers see the columns of signing first.
    await producer.page.getByText('All', { exact: true }).click();
    for (const { page } of [director, composer, producer]) {
      await page.waitForFunction(valueIs, ['Title of 1m02', 'The letter, opened']);
      await page.waitForFunction(valueIs, ['Description of 1m02', 'From the moment she opens it.']);
    }
    await his.getByRole('status', { name: 'Saving state' }).getByText('Saved').waitFor();
    // Producers read the sheet and do not write it.
    expect(await producer.page.getByRole('button', { name: 'Add cue' }).count()).toBe(0);
  }
});

/** Whether the field of this name holds this value; runs in the page. */
function valueIs([label, value]: string[]): boolean {
  const field = document.querySelector(`[aria-label="${label ?? ''}"]`);
  return field instanceof HTMLInputElement && field.value === value;
}
