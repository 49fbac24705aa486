import { newId } from '@segue/protocol';
import { addEntry } from '@segue/review-document';
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { ApiClient } from '../harness/api-client.js';
import { openBrowser, pictureOnFailure, type PersonAtBrowser, type TestBrowser } from '../harness/browser.js';
import { mix, position, setScene, sitDown, type ReviewScene } from '../harness/review-scene.js';
import { openDocument } from '../harness/sync-client.js';

const NOTES_EACH = 100;

describe('a page on which notes rain down', () => {
  let scene: ReviewScene;
  let browser: TestBrowser;
  let director: PersonAtBrowser;
  let version: string;

  beforeAll(async () => {
    [scene, browser] = await Promise.all([setScene({ movie: false }), openBrowser()]);
    version = await scene.composer.deliverMix(scene.cueId, mix('1m01 v1.wav', 220));
    director = await browser.person('director');
  });
  afterAll(async () => {
    await browser.close();
    await scene.server.stop();
  });

  it('shows them all, and still sends what is written on it', async () => {
    pictureOnFailure('flood', director);
    const { page } = director;
    await sitDown(director, scene.director, scene.room);
    await page.getByRole('status', { name: 'Saving state' }).getByText('Saved', { exact: true }).waitFor();
    const reader = await openDocument(scene.composer, `cue/${scene.cueId}/notes`);
    const rain = Promise.all([writeMany(scene.composer), writeMany(scene.producer)]);
    const field = page.getByRole('textbox', { name: 'New note' });
    for (const text of ['In the rain.', 'And after it.']) {
      await field.fill(text);
      await field.press('Enter');
      await reader.until((doc) =>
        JSON.stringify(doc.getMap(`part:${scene.director.personId}`)).includes(text),
      );
      await rain;
    }
    reader.close();
    // Only those near the screen are there; each says of how many it is one.
    await page
      .locator(`article[aria-setsize="${2 * NOTES_EACH + 2}"]`)
      .first()
      .waitFor();
    browser.expectNoComplaints();
  });

  /** As fast as the server takes them. */
  async function writeMany(person: ApiClient): Promise<void> {
    const notes = await openDocument(person, `cue/${scene.cueId}/notes`, { ack: true });
    const place = { version, in: position(0), out: null };
    for (let number = 1; number <= NOTES_EACH; number++) {
      const words = { kind: 'mix', weight: 'taste', text: `${person.name}, note ${number}.` } as const;
      addEntry(notes.doc, person.personId, newId(), {
        type: 'note',
        ...place,
        ...words,
        lamport: number,
        at: Date.now(),
      });
      await notes.acknowledged();
    }
    notes.close();
  }
});
