import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  LOST_CONNECTION,
  openBrowser,
  pictureOnFailure,
  type PersonAtBrowser,
  type TestBrowser,
} from '../harness/browser.js';
import { openProxy, type CuttableProxy } from '../harness/cuttable-proxy.js';
import { mix, setScene, sitDown, type ReviewScene } from '../harness/review-scene.js';

describe('a note written without a connection', () => {
  let scene: ReviewScene;
  let browser: TestBrowser;
  let network: CuttableProxy;
  let director: PersonAtBrowser;
  /** The page that the director has open now. */
  let herPage: Page;
  let composer: PersonAtBrowser;

  beforeAll(async () => {
    [scene, browser] = await Promise.all([setScene({ movie: false }), openBrowser()]);
    await scene.composer.deliverMix(scene.cueId, mix('1m01 v1.wav', 220));
    network = await openProxy(scene.server.url);
    director = await browser.person('director');
    herPage = director.page;
    composer = await browser.person('composer');
  });
  afterAll(async () => {
    await browser.close();
    await network.close();
    await scene.server.stop();
  });

  it('is kept, said to be kept, and arrives at the others once the connection is back', async () => {
    pictureOnFailure('offline', director, composer);
    await sitDown(director, scene.director, scene.room, network.url);
    await sitDown(composer, scene.composer, scene.room);
    const [hers, his] = [director.page, composer.page];
    const badge = hers.getByRole('status', { name: 'Saving state' });
    await badge.getByText('Saved', { exact: true }).waitFor();
    await his.getByText('No notes yet').waitFor();
    // A worker that is cut off while it is being installed is installed with the next page only.
    await hers.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));

    network.cut();
    await badge.getByText('Offline', { exact: true }).waitFor();
    await writeNote(hers, 'Written on the train.');
    await badge.getByText('Offline, 1 change kept here').waitFor();
    await hers.getByRole('article').getByText('Written on the train.').waitFor();
    expect(await his.getByRole('article').count()).toBe(0);

    network.mend();
    await his.getByRole('article').getByText('Written on the train.').waitFor();
    await badge.getByText('Saved', { exact: true }).waitFor();
    browser.expectNoComplaints(LOST_CONNECTION);
  });

  it('outlives the page: the room opens without the server, and what was written goes out later', async () => {
    pictureOnFailure('offline-reload', director, composer);
    const [hers, his] = [herPage, composer.page];
    const badge = hers.getByRole('status', { name: 'Saving state' });
    await badge.getByText('Saved', { exact: true }).waitFor();

    network.cut();
    await badge.getByText('Offline', { exact: true }).waitFor();
    await writeNote(hers, 'Written in the tunnel.');
    await badge.getByText('Offline, 1 change kept here').waitFor();
    await hers.reload();
    await hers.getByRole('article').getByText('Written in the tunnel.').waitFor();
    await badge.getByText('Offline, 1 change kept here').waitFor();
    await writeNote(hers, 'And one more after the reload.');
    await badge.getByText('Offline, 2 changes kept here').waitFor();
    await hers.close();

    network.mend();
    herPage = await director.context.newPage();
    await herPage.goto(network.url + scene.room);
    const again = herPage.getByRole('status', { name: 'Saving state' });
    await again.getByText('Saved', { exact: true }).waitFor();
    for (const text of ['Written in the tunnel.', 'And one more after the reload.']) {
      await his.getByRole('article').getByText(text).waitFor();
      expect(await his.getByRole('article').getByText(text).count()).toBe(1);
      expect(await herPage.getByRole('article').getByText(text).count()).toBe(1);
    }
    browser.expectNoComplaints(LOST_CONNECTION);
  });

  it('may be written in two tabs of one person', async () => {
    pictureOnFailure('offline-tabs', director, composer);
    const one = herPage;
    const two = await director.context.newPage();
    await two.goto(network.url + scene.room);
    const [firstBadge, secondBadge] = [one, two].map((page) =>
      page.getByRole('status', { name: 'Saving state' }),
    ) as [Locator, Locator];
    await secondBadge.getByText('Saved', { exact: true }).waitFor();
    network.cut();
    await firstBadge.getByText('Offline', { exact: true }).waitFor();
    await secondBadge.getByText('Offline', { exact: true }).waitFor();
    await writeNote(one, 'In the first tab.');
    await writeNote(two, 'In the second tab.');
    await firstBadge.getByText('Offline, 1 change kept here').waitFor();
    await secondBadge.getByText('Offline, 1 change kept here').waitFor();
    // What a closed tab has left the other one takes along.
    await two.close();
    network.mend();
    await firstBadge.getByText('Saved', { exact: true }).waitFor();
    for (const text of ['In the first tab.', 'In the second tab.']) {
      await composer.page.getByRole('article').getByText(text).waitFor();
      expect(await composer.page.getByRole('article').getByText(text).count()).toBe(1);
    }
    browser.expectNoComplaints(LOST_CONNECTION);
  });

  it('is asked about when its author signs out, and gone from the device then', async () => {
    pictureOnFailure('offline-sign-out', director);
    const page = herPage;
    network.cut();
    await writeNote(page, 'Never to be sent.');
    await page.getByRole('status', { name: 'Saving state' }).getByText('kept here').waitFor();
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    const dialog = page.getByRole('dialog', { name: 'Not everything you wrote was sent' });
    await dialog.getByText('1 change is only on this device').waitFor();
    network.mend();
    await dialog.getByRole('button', { name: 'Sign out and lose them' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await expect.poll(() => page.evaluate(() => indexedDB.databases())).toEqual([]);
    expect(await page.evaluate(() => localStorage.getItem('segue/answers'))).toBe(null);
  });
});

async function writeNote(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'New note' }).fill(text);
  await page.getByRole('textbox', { name: 'New note' }).press('Enter');
}
