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
  let composer: PersonAtBrowser;

  beforeAll(async () => {
    [scene, browser] = await Promise.all([setScene({ movie: false }), openBrowser()]);
    await scene.composer.deliverMix(scene.cueId, mix('1m01 v1.wav', 220));
    network = await openProxy(scene.server.url);
    director = await browser.person('director');
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

    network.cut();
    await badge.getByText('Offline', { exact: true }).waitFor();
    await hers.keyboard.press('m');
    await hers.getByRole('textbox', { name: 'New note' }).fill('Written on the train.');
    await hers.keyboard.press('Enter');
    await badge.getByText('Offline, 1 change kept here').waitFor();
    await hers.getByRole('article').getByText('Written on the train.').waitFor();
    expect(await his.getByRole('article').count()).toBe(0);

    network.mend();
    await his.getByRole('article').getByText('Written on the train.').waitFor();
    await badge.getByText('Saved', { exact: true }).waitFor();
    browser.expectNoComplaints(LOST_CONNECTION);
  });
});
