import { afterAll, beforeAll, describe, it } from 'vitest';
import { openBrowser, type PersonAtBrowser, type TestBrowser } from '../harness/browser.js';
import { labelOf, mix, position, setScene, sitDown, type ReviewScene } from '../harness/review-scene.js';

describe('debug', () => {
  let scene: ReviewScene; let browser: TestBrowser; let composer: PersonAtBrowser;
  beforeAll(async () => {
    [scene, browser] = await Promise.all([setScene({movie:false}), openBrowser()]);
    composer = await browser.person('composer', { view: { width: 1280, height: 720 } });
    await scene.composer.deliverMix(scene.cueId, mix('1m01 v1.wav', 220));
    await scene.composer.spot(scene.film.id, { number: '1m02', title: 'Chase', in: position(480), out: position(720) });
  });
  afterAll(async () => { await browser.close(); await scene.server.stop(); });
  it('shoots', async () => {
    const { page } = composer;
    const look = async (w: string) => console.log(w, JSON.stringify((await scene.composer.get<any>(`/cues/${scene.cueId}`)).sessionStartFlicks));
    await sitDown(composer, scene.composer, `/films/${scene.film.id}`);
    await page.getByRole('button', { name: 'Hits and session of 1m01' }).click();
    const details = page.getByRole('dialog');
    await details.getByRole('textbox', { name: 'DAW session starts at' }).fill('00:59:50:00');
    await details.getByRole('textbox', { name: 'DAW session starts at' }).press('Enter');
    await page.waitForTimeout(300); await look('after start');
    for (const [frame, text] of [[24, 'Title card'], [120, 'Door slams, and she sees him'], [200, 'Cut to black']] as const) {
      await details.getByRole('textbox', { name: 'New hit at' }).fill(labelOf(frame));
      await page.keyboard.press('Enter'); await page.keyboard.type(text); await page.keyboard.press('Enter');
    }
    await page.waitForTimeout(1000);
    await look('after hits');
    await page.waitForTimeout(5000);
    await look('later');
    await page.goto(scene.server.url + scene.room);
    await page.getByLabel('Waveform of v1').waitFor();
    await page.waitForTimeout(1000);
    console.log(await page.getByRole('timer', { name: 'DAW session' }).innerText());
    await page.screenshot({ path: '/tmp/shots/debug.png' });
    await page.waitForTimeout(10000);
    await look('later');
    console.log(await page.getByRole('timer', { name: 'DAW session' }).innerText());
  });
});
