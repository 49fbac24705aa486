import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, pictureOnFailure, type PersonAtBrowser, type TestBrowser } from '../harness/browser.js';
import { labelOf, mix, MOVIE, setScene, sitDown, type ReviewScene } from '../harness/review-scene.js';

const NOTE = 'She should not know yet: hold the strings back.';

describe('the whole loop, three people at three browsers', () => {
  let scene: ReviewScene;
  let browser: TestBrowser;
  let director: PersonAtBrowser;
  let composer: PersonAtBrowser;
  let producer: PersonAtBrowser;

  beforeAll(async () => {
    [scene, browser] = await Promise.all([setScene({ movie: false }), openBrowser()]);
    director = await browser.person('director');
    composer = await browser.person('composer');
    producer = await browser.person('producer');
  });
  afterAll(async () => {
    await browser.close();
    await scene.server.stop();
  });

  it('goes from a file to a note, an answer, the next version and a sign-off that all see', async () => {
    pictureOnFailure('review-loop', director, composer, producer);
    await bringMovie();
    await enterTheRoom();
    await deliver('1m01 v1.wav', 220);
    await leaveNote();
    await refuseToSignWithMustNoteOpen();
    await answerAndResolve();
    await deliver('1m01 v2.wav', 330);
    await seeOldNoteBesideNewVersion();
    await signOff();
    await refuseTemp();
    browser.expectNoComplaints();
  });

  async function bringMovie(): Promise<void> {
    const { page } = composer;
    await sitDown(composer, scene.composer, `/films/${scene.film.id}?tab=cuts`);
    await page.getByLabel('Movie file for Locked cut').setInputFiles(MOVIE);
    await page.getByText('24 fps').first().waitFor();
    await page.getByText('reel-1.mp4').waitFor();
    await page.getByRole('button', { name: 'Replace movie' }).waitFor();
  }

  async function enterTheRoom(): Promise<void> {
    await sitDown(director, scene.director, scene.room);
    await sitDown(producer, scene.producer, scene.room);
    await composer.page.goto(scene.server.url + scene.room);
    for (const { page } of [director, composer, producer]) {
      const here = page.getByRole('list', { name: 'In this room' });
      for (const name of ['Dora Director', 'Olivia Owner', 'Petra Producer']) {
        await here.getByRole('listitem', { name }).waitFor();
      }
    }
  }

  /** The composer delivers a file; it becomes the version that everybody looks at. */
  async function deliver(name: string, hertz: number): Promise<void> {
    const { page } = composer;
    await page.getByRole('button', { name: 'Deliver a version' }).click();
    const { mimeType, bytes } = mix(name, hertz);
    await page
      .getByRole('dialog', { name: 'Deliver a version' })
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType, buffer: bytes });
    for (const { page: screen } of [composer, director, producer]) {
      await screen.getByLabel(`Waveform of ${name.slice(5, 7)}`).waitFor();
    }
  }

  async function leaveNote(): Promise<void> {
    const { page } = director;
    await page.keyboard.press('Home');
    for (let step = 0; step < 3; step++) await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('m');
    const field = page.getByRole('textbox', { name: 'New note' });
    await field.fill(NOTE);
    await composer.page.getByText('Dora Director is typing…').waitFor();
    await page.getByRole('form', { name: 'New note' }).getByText('Must', { exact: true }).click();
    const arrival = arrivalOn(composer, NOTE);
    const sent = await page
      .getByRole('button', { name: 'Send note' })
      .evaluate((button: HTMLButtonElement) => {
        button.click();
        return Date.now();
      });
    await noteOn(composer).waitFor();
    console.log(`A note is on the other's screen ${(await arrival) - sent} ms after it was sent`);
    await noteOn(producer).waitFor();
    await noteOn(composer).getByText('Feeling').waitFor();
    await noteOn(composer).getByText('Must', { exact: true }).waitFor();
    // The same note stands on the waveform.
    await composer.page
      .getByRole('button', { name: `Note at ${labelOf(72)} by Dora Director, open` })
      .waitFor();
  }

  async function refuseToSignWithMustNoteOpen(): Promise<void> {
    const { page } = producer;
    await page.getByRole('tab', { name: 'Sign-off' }).click();
    await page.getByRole('radio', { name: 'Approve', exact: true }).check();
    await page.getByLabel('Reason to approve with 1 must-note open').waitFor();
    expect(await page.getByRole('button', { name: 'Hold to approve' }).isDisabled()).toBe(true);
    const [version] = await scene.producer.get<{ id: string }[]>(`/cues/${scene.cueId}/versions`);
    const order = { sense: 'final', decision: 'approved' };
    await expect(scene.producer.sign(version?.id ?? '', order)).rejects.toThrow('sign-off.must-notes');
  }

  async function answerAndResolve(): Promise<void> {
    const mine = noteOn(composer);
    await mine.getByRole('button', { name: 'Reply' }).click();
    await mine.getByRole('textbox', { name: 'Your reply' }).fill('Held back until she turns, in v2.');
    await mine.getByRole('textbox', { name: 'Your reply' }).press('Enter');
    await noteOn(director).getByText('Held back until she turns, in v2.').waitFor();
    await mine.getByRole('button', { name: 'Resolve' }).click();
    await noteOn(director).getByText('Resolved by Olivia Owner').waitFor();
    await composer.page
      .getByRole('status', { name: 'Saving state' })
      .getByText('Saved', { exact: true })
      .waitFor();
  }

  async function seeOldNoteBesideNewVersion(): Promise<void> {
    for (const person of [director, composer]) {
      await noteOn(person).getByTitle('Given on v1').waitFor();
    }
  }

  async function signOff(): Promise<void> {
    const { page } = producer;
    await page.getByRole('heading', { name: 'Sign-off of v2' }).waitFor();
    const statement = page.getByLabel('What you sign');
    for (const words of ['1m01 Main titles', 'v2, mock-up', '1m01 v2.wav', 'Locked cut', labelOf(0)]) {
      await statement.getByText(words).first().waitFor();
    }
    await page.getByRole('radio', { name: 'Approve', exact: true }).check();
    await page.getByLabel('Comment').fill('Go to the stage with it.');
    await page.getByRole('button', { name: 'Hold to approve' }).hover();
    await page.mouse.down();
    await decisionOn(producer).waitFor();
    await page.mouse.up();
    for (const person of [director, composer]) {
      await person.page.getByRole('tab', { name: 'Sign-off' }).click();
      await decisionOn(person).waitFor();
      await person.page.getByText('Go to the stage with it.').waitFor();
    }
  }

  async function refuseTemp(): Promise<void> {
    const temp = await scene.composer.deliverMix(scene.cueId, mix('1m01 temp.wav', 440), 'temp');
    await producer.page.getByRole('heading', { name: 'Sign-off of v3' }).waitFor();
    await producer.page.getByText('Temp music can be compared with, never signed off.').waitFor();
    const order = { sense: 'final', decision: 'approved' };
    await expect(scene.producer.sign(temp, order)).rejects.toThrow('sign-off.temp');
  }
});

function noteOn({ page }: PersonAtBrowser): Locator {
  return page.getByRole('article', { name: `Note at ${labelOf(72)} by Dora Director` });
}

function decisionOn({ page }: PersonAtBrowser): Locator {
  const row = page.getByRole('table', { name: 'Decisions so far' }).getByRole('row', { name: /^Final/ });
  return row.filter({ hasText: 'Approved' }).filter({ hasText: 'Petra Producer' });
}

/** When a text comes to stand on somebody's page, by the clock that all pages share. */
function arrivalOn({ page }: PersonAtBrowser, text: string): Promise<number> {
  return page.evaluate(
    (words) =>
      new Promise<number>((resolve) => {
        const observer = new MutationObserver(() => {
          if (!document.body.innerText.includes(words)) return;
          observer.disconnect();
          resolve(Date.now());
        });
        observer.observe(document.body, { childList: true, subtree: true, characterData: true });
      }),
    text,
  );
}
