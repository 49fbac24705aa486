import type { IssuedLink } from '@segue/protocol';
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

describe('words that could not be sent any more', () => {
  let scene: ReviewScene;
  let browser: TestBrowser;
  let network: CuttableProxy;
  let director: PersonAtBrowser;
  let producer: PersonAtBrowser;
  let composer: PersonAtBrowser;

  beforeAll(async () => {
    [scene, browser] = await Promise.all([setScene({ movie: false }), openBrowser()]);
    await scene.composer.deliverMix(scene.cueId, mix('1m01 v1.wav', 220));
    network = await openProxy(scene.server.url);
    director = await browser.person('director');
    producer = await browser.person('producer');
    composer = await browser.person('composer');
  });
  afterAll(async () => {
    await browser.close();
    await network.close();
    await scene.server.stop();
  });

  /** In the room, saved, then cut off: what is written now is on this device alone. */
  async function writeOffline(page: Page, text: string): Promise<void> {
    const badge = page.getByRole('status', { name: 'Saving state' });
    await badge.getByText('Saved', { exact: true }).waitFor();
    network.cut();
    await badge.getByText('Offline', { exact: true }).waitFor();
    await page.getByRole('textbox', { name: 'New note' }).fill(text);
    await page.getByRole('textbox', { name: 'New note' }).press('Enter');
    await badge.getByText('Offline, 1 change kept here').waitFor();
  }
  const people = (): string => `/films/${scene.film.id}/people`;

  it('are kept for somebody who was taken off the film, and are shown to nobody else', async () => {
    pictureOnFailure('left-behind-removal', director);
    const { page, context } = director;
    await sitDown(director, scene.director, '/', network.url);
    // With a password of her own she stays signed in when her link to the film ends.
    const way = { email: 'dora@example.org', password: 'a long goodbye' };
    expect((await context.request.put(`${network.url}/api/me/password`, { data: way })).status()).toBe(204);
    expect((await context.request.post(`${network.url}/api/session`, { data: way })).ok()).toBe(true);
    const hers = await context.cookies(network.url);

    await page.goto(network.url + scene.room);
    await writeOffline(page, 'Less harp under her last line.');
    await scene.composer.delete(`${people()}/${scene.director.personId}`);
    network.mend();
    const notice = noticeOn(page);
    await page.getByRole('heading', { name: 'This is no longer here' }).waitFor();
    await notice.getByText('Less harp under her last line.').waitFor();

    // And on whichever page she opens next.
    await page.goto(network.url);
    await page.getByRole('button', { name: 'Account of Dora Director' }).waitFor();
    expect(await page.getByText(scene.film.title).count()).toBe(0);
    await notice.getByText('This was not sent before the document was closed to you.').waitFor();
    expect(await copied(notice)).toBe('Less harp under her last line.');

    await sitDown(director, scene.producer, '/', network.url);
    await page.getByRole('button', { name: 'Account of Petra Producer' }).waitFor();
    await page.getByRole('link', { name: scene.film.title, exact: true }).waitFor();
    expect(await noticeOn(page).count()).toBe(0);
    await context.addCookies(hers);
    await page.reload();
    await page.getByRole('button', { name: 'Account of Dora Director' }).waitFor();
    await notice.getByText('Less harp under her last line.').waitFor();

    await notice.getByRole('button', { name: 'I have seen it' }).click();
    await notice.waitFor({ state: 'detached' });
    const device = { timeout: 10_000 };
    await expect.poll(() => page.evaluate(isNothingKept, scene.director.personId), device).toBe(true);
    await page.reload();
    await page.getByRole('button', { name: 'Account of Dora Director' }).waitFor();
    expect(await notice.count()).toBe(0);
    browser.expectNoComplaints(LOST_CONNECTION);
  });

  it('are not spoken of to somebody who has none', async () => {
    pictureOnFailure('left-behind-nothing', producer);
    const { page, context } = producer;
    await sitDown(producer, scene.producer, scene.room, network.url);
    await page.getByRole('status', { name: 'Saving state' }).getByText('Saved', { exact: true }).waitFor();
    await context.clearCookies();
    await page.goto(`${network.url}/sign-in?ended=true`);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    // Asked after the page has asked the same.
    expect(await page.evaluate(isNothingKept, scene.producer.personId)).toBe(true);
    expect(await noticeOn(page).count()).toBe(0);
  });

  it('are shown to somebody whose session ended, and go out when they sign in again', async () => {
    pictureOnFailure('left-behind-session', producer, composer);
    const { page, context } = producer;
    await sitDown(producer, scene.producer, scene.room, network.url);
    await sitDown(composer, scene.composer, scene.room);
    await writeOffline(page, 'The end comes too early.');
    await scene.composer.delete(`${people()}/${scene.producer.personId}/link`);
    network.mend();
    // The document that closes offers to reload; an answer that comes first leads to the same page by itself.
    const reload = page.getByRole('button', { name: 'Reload' });
    const signIn = page.getByRole('heading', { name: 'Sign in' });
    await reload.or(signIn).waitFor();
    if (!(await signIn.isVisible())) await reload.click({ timeout: 2000 }).catch(() => undefined);
    await signIn.waitFor();
    const notice = noticeOn(page);
    await notice.getByText('You were signed out before this was sent.').waitFor();
    expect(await copied(notice)).toBe('The end comes too early.');

    // Who sits down at this browser later does not read it.
    const later = await context.newPage();
    await later.goto(page.url());
    await later.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await noticeOn(later).count()).toBe(0);
    await later.close();

    await notice.getByRole('button', { name: 'I have seen it' }).click();
    await notice.waitFor({ state: 'detached' });
    const path = `${people()}/${scene.producer.personId}/link`;
    const { url } = await scene.composer.post<IssuedLink>(path, {});
    await page.goto(network.through(url));
    await page.getByRole('button', { name: 'Join as Petra Producer' }).click();
    await page.getByRole('button', { name: 'Account of Petra Producer' }).waitFor();
    await page.goto(network.url + scene.room);
    await page.getByRole('status', { name: 'Saving state' }).getByText('Saved', { exact: true }).waitFor();
    for (const room of [composer.page, page])
      await room.getByRole('article').getByText('The end comes too early.').waitFor();
    expect(await noticeOn(page).count()).toBe(0);
    browser.expectNoComplaints(LOST_CONNECTION);
  });
});

function noticeOn(page: Page): Locator {
  return page.getByRole('alert').filter({ hasText: 'Not everything you wrote was taken' });
}

/** The words of a notice, taken the way a person takes them: selected and copied. */
async function copied(notice: Locator): Promise<string> {
  const words = notice.getByRole('blockquote');
  await words.click({ clickCount: 3 });
  await words.press('Control+c');
  const text = await words.evaluate(() => navigator.clipboard.readText());
  return text.trim();
}

/** Runs in the page: whether this device keeps no words of the person that were refused. */
async function isNothingKept(personId: string): Promise<boolean> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(`segue/${personId}`);
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error('this device keeps nothing'));
    };
  });
  const count = await new Promise<number>((resolve) => {
    const request = database.transaction('refused').objectStore('refused').count();
    request.onsuccess = () => {
      resolve(request.result);
    };
  });
  database.close();
  return count === 0;
}
