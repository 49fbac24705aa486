import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, pictureOnFailure, type PersonAtBrowser, type TestBrowser } from '../harness/browser.js';
import { setScene, sitDown, type ReviewScene } from '../harness/review-scene.js';

describe('the page of the installation', () => {
  let scene: ReviewScene;
  let browser: TestBrowser;
  let owner: PersonAtBrowser;
  let director: PersonAtBrowser;

  beforeAll(async () => {
    [scene, browser] = await Promise.all([setScene({ movie: false }), openBrowser()]);
    owner = await browser.person('owner');
    director = await browser.person('director');
  });
  afterAll(async () => {
    await browser.close();
    await scene.server.stop();
  });

  it('is found by the owner, and follows what happens', async () => {
    pictureOnFailure('installation', owner, director);
    const { page } = owner;
    await sitDown(owner, scene.composer, '/');
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('menuitem', { name: 'Installation' }).click();
    await page.getByRole('heading', { name: 'Installation', level: 1 }).waitFor();
    const health = page.getByRole('table', { name: 'Health' });
    await health.getByRole('row', { name: /^Database.*as it should be$/ }).waitFor();
    await page
      .getByRole('table', { name: 'Storage' })
      .getByRole('row', { name: /embedded/ })
      .waitFor();

    // Somebody comes: the page says so by itself.
    const people = page.getByRole('table', { name: 'People here' });
    const row = people.getByRole('row', { name: /Dora Director/ });
    expect(await row.count()).toBe(0);
    await sitDown(director, scene.director, `/films/${scene.film.id}`);
    await row.getByText(scene.film.title).waitFor();
    const rooms = page.getByRole('table', { name: 'Open rooms' });
    const room = rooms.getByRole('row', { name: /Spotting sheet.*Dora Director/ });
    await room.getByRole('link', { name: scene.film.title }).waitFor();
    await director.page.goto('about:blank');
    await row.waitFor({ state: 'detached' });
    await room.waitFor({ state: 'detached' });
    browser.expectNoComplaints();
  });

  it('keeps its last figures and says so when the server does not answer', async () => {
    const { page } = owner;
    await page.route('**/api/installation', (route) => route.abort());
    await page.getByText(/^No answer since/).waitFor();
    expect(await page.getByRole('table', { name: 'Health' }).isVisible()).toBe(true);
    await page.unroute('**/api/installation');
    await page.getByText(/^As of/).waitFor();
  });

  it('is not there for anybody else', async () => {
    const { page } = director;
    await sitDown(director, scene.director, '/');
    await page.getByRole('button', { name: 'Account of Dora Director' }).click();
    await page.getByRole('menuitem', { name: 'Account' }).waitFor();
    expect(await page.getByRole('menuitem', { name: 'Installation' }).count()).toBe(0);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${scene.server.url}/admin`);
    await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
    expect(asked.filter((url) => url.includes('/api/installation'))).toEqual([]);
  });
});
