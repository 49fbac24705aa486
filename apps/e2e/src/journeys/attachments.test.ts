import type { Page } from 'playwright-core';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, pictureOnFailure, type PersonAtBrowser, type TestBrowser } from '../harness/browser.js';
import { mix, setScene, sitDown, type ReviewScene } from '../harness/review-scene.js';

const PDF = Buffer.from('%PDF-1.4\n% one page of the score\n');

describe('files on notes', () => {
  let scene: ReviewScene;
  let browser: TestBrowser;
  let director: PersonAtBrowser;
  let composer: PersonAtBrowser;
  let producer: PersonAtBrowser;

  beforeAll(async () => {
    [scene, browser] = await Promise.all([setScene({ movie: false }), openBrowser()]);
    await scene.composer.deliverMix(scene.cueId, mix('1m01 v1.wav', 220));
    director = await browser.person('director');
    composer = await browser.person('composer');
    producer = await browser.person('producer');
    await sitDown(director, scene.director, scene.room);
    await sitDown(composer, scene.composer, scene.room);
    await sitDown(producer, scene.producer, scene.room);
  });
  afterAll(async () => {
    await browser.close();
    await scene.server.stop();
  });

  const noteOn = ({ page }: PersonAtBrowser) =>
    page.getByRole('article', { name: /^Note at .* by Dora Director/ });

  it('are pasted, seen, answered with and downloaded', async () => {
    pictureOnFailure('attachments', director, composer, producer);
    const { page } = director;
    await page.getByRole('button', { name: /^Attach files/ }).waitFor();
    await page.getByRole('textbox', { name: 'New note' }).fill('Like this sky.');
    await paste(page);
    await page.getByText('sky.png is attached').waitFor();
    await page.getByRole('button', { name: 'Send note' }).click();
    await noteOn(director).getByRole('button', { name: 'Show sky.png in full size' }).waitFor();
    expect(await page.getByText('sky.png is attached').count()).toBe(0);

    await seeThePicture(composer);
    await answerWithPaper();
    const link = noteOn(producer).getByRole('link', { name: /^sketch\.pdf/ });
    const [download] = await Promise.all([producer.page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toBe('sketch.pdf');
    expect(await readFile(await download.path())).toEqual(PDF);
    browser.expectNoComplaints();
  });

  it("are brought and seen on the director's page", async () => {
    pictureOnFailure('attachments-director', director);
    const { page } = director;
    await page.getByRole('button', { name: "Show the director's page" }).click();
    await page.getByRole('button', { name: /^Attach files/ }).waitFor();
    await page.getByRole('textbox', { name: 'What do you feel here?' }).fill('And this one for the end.');
    await paste(page);
    await page.getByText('sky.png is attached').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText(/^Noted at/).waitFor();
    expect(await page.getByText('sky.png is attached').count()).toBe(0);
    // Both notes stand at the same frame; the newer one lies on top.
    await page
      .getByRole('button', { name: /^Note at .* by Dora Director$/ })
      .last()
      .click();
    const thread = page.getByRole('article', { name: /by Dora Director/ });
    await thread.getByText('And this one for the end.').waitFor();
    await thread.getByRole('button', { name: 'Show sky.png in full size' }).click();
    await page.getByRole('dialog', { name: 'sky.png' }).getByRole('img', { name: 'sky.png' }).waitFor();
    await page.keyboard.press('Escape');
    browser.expectNoComplaints();
  });

  async function seeThePicture(person: PersonAtBrowser): Promise<void> {
    const thumbnail = noteOn(person).getByRole('button', { name: 'Show sky.png in full size' });
    const width = () => thumbnail.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth);
    await expect.poll(width).toBe(32);
    await thumbnail.press('Enter');
    const dialog = person.page.getByRole('dialog', { name: 'sky.png' });
    await dialog.getByRole('img', { name: 'sky.png' }).waitFor();
    await person.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  }

  async function answerWithPaper(): Promise<void> {
    const note = noteOn(composer);
    await note.getByRole('button', { name: 'Reply', exact: true }).click();
    await note.getByRole('textbox', { name: 'Your reply' }).fill('Then so.');
    const choose = async (name: string, mimeType: string, buffer: Buffer) => {
      const [chooser] = await Promise.all([
        composer.page.waitForEvent('filechooser'),
        note.getByRole('button', { name: /^Attach files/ }).click(),
      ]);
      await chooser.setFiles({ name, mimeType, buffer });
    };
    await choose('sketch.pdf', 'application/pdf', PDF);
    await note.getByText('sketch.pdf is attached').waitFor();
    await choose('wrong.pdf', 'application/pdf', Buffer.from('%PDF-1.4\n% another page'));
    await note.getByText('wrong.pdf is attached').waitFor();
    await note.getByRole('button', { name: 'Remove wrong.pdf' }).press('Enter');
    await note.getByRole('button', { name: 'Send reply' }).click();
    await note.getByRole('link', { name: /^sketch\.pdf/ }).waitFor();
  }
});

/** Pastes a picture of 32 by 32 pixels into the field that has the focus. */
async function paste(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(32, 32);
    canvas.getContext('2d')?.fillRect(0, 0, 32, 16);
    const file = new File([await canvas.convertToBlob()], 'sky.png', { type: 'image/png' });
    const clipboardData = new DataTransfer();
    clipboardData.items.add(file);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(event);
  });
}
