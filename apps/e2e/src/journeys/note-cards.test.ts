import { newId } from '@segue/protocol';
import { addEntry, NOTE_KINDS } from '@segue/review-document';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, pictureOnFailure, type PersonAtBrowser, type TestBrowser } from '../harness/browser.js';
import { mix, position, setScene, sitDown, type ReviewScene } from '../harness/review-scene.js';
import { openDocument } from '../harness/sync-client.js';

const MANY = 600;
const WORDS = [
  'The strings come in too early; let him close the door first.',
  'More air here.',
  'This is the saddest moment of the film, and the music is over it already. Let us stay with her.',
  'Take the brass down under the line.',
];

describe('the cards of the notes', () => {
  let scene: ReviewScene;
  let browser: TestBrowser;
  let producer: PersonAtBrowser;
  let version: string;

  beforeAll(async () => {
    [scene, browser] = await Promise.all([setScene(), openBrowser()]);
    version = await scene.composer.deliverMix(scene.cueId, mix('1m01 v1.wav', 220));
    await writeNotes(0, 15);
    producer = await browser.person('producer', { view: { width: 1920, height: 1080 } });
    await sitDown(producer, scene.producer, scene.room);
    await producer.page.getByRole('article').nth(12).waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await scene.server.stop();
  });

  it('stand nine to eleven at a time on a screen of 1920 by 1080', async () => {
    pictureOnFailure('note-cards', producer);
    // The bar of the round comes a moment later.
    await producer.page.waitForLoadState('networkidle');
    const seen = await wholeCards(producer.page);
    expect(seen).toBeGreaterThanOrEqual(9);
    expect(seen).toBeLessThanOrEqual(11);
  });

  it('are there where the list is scrolled to, however many there are', async () => {
    pictureOnFailure('note-cards-many', producer);
    const { page } = producer;
    await writeNotes(15, MANY);
    const list = page.getByRole('feed');
    const first = page.locator('article[aria-posinset="1"]');
    const last = page.locator(`article[aria-posinset="${MANY}"]`);
    await page.locator(`article[aria-setsize="${MANY}"]`).first().waitFor();
    expect(await page.getByRole('article').count()).toBeLessThan(60);

    // What is being written stays where it is while one looks elsewhere.
    await first.getByRole('button', { name: 'Reply' }).click();
    await first.getByRole('textbox').fill('Half a thought');
    await list.hover({ position: { x: 100, y: 300 } });
    await list.evaluate((element) => {
      element.scrollTo(0, element.scrollHeight);
    });
    await last.waitFor();
    await list.evaluate((element) => {
      element.scrollTo(0, element.scrollHeight);
    });
    expect(await last.getByText(`(${MANY - 1})`).isVisible()).toBe(true);
    await list.evaluate((element) => {
      element.scrollTo(0, 0);
    });
    expect(await first.getByRole('textbox').inputValue()).toBe('Half a thought');
    await first.getByRole('button', { name: 'Cancel' }).click();

    // A note that is far away is gone to as any other.
    await page.keyboard.press('End');
    await page.keyboard.press(',');
    await page.locator('article[aria-current="true"]').waitFor();
    browser.expectNoComplaints();
  });

  async function writeNotes(from: number, to: number): Promise<void> {
    const { director, composer, cueId } = scene;
    const notes = await openDocument(director, `cue/${cueId}/notes`, { ack: true });
    const ids = Array.from({ length: to - from }, newId);
    notes.doc.transact(() => {
      ids.forEach((id, each) => {
        const index = from + each;
        addEntry(notes.doc, director.personId, id, {
          type: 'note',
          version,
          in: position(Math.floor((239 * index) / to)),
          out: null,
          kind: NOTE_KINDS[index % NOTE_KINDS.length] ?? 'mix',
          weight: index % 4 === 1 ? 'must' : 'taste',
          text: `${WORDS[index % WORDS.length] ?? ''} (${index})`,
          lamport: index + 1,
          at: Date.now(),
        });
      });
    });
    await notes.acknowledged();
    notes.close();
    const answers = await openDocument(composer, `cue/${cueId}/notes`, { ack: true });
    const [, second = ''] = ids;
    const late = ids.at(-1) ?? '';
    const stamp = { at: Date.now(), lamport: to + 1 };
    addEntry(answers.doc, composer.personId, newId(), { type: 'resolve', note: second, ...stamp });
    addEntry(answers.doc, composer.personId, newId(), {
      type: 'reply',
      note: late,
      text: 'Gladly.',
      ...stamp,
      lamport: to + 2,
    });
    await answers.acknowledged();
    answers.close();
  }
});

/** How many cards are in the list's window from their first to their last line. */
async function wholeCards(page: Page): Promise<number> {
  return page.getByRole('feed').evaluate((list) => {
    const window = list.getBoundingClientRect();
    return [...list.querySelectorAll('article')].filter((card) => {
      const { top, bottom } = card.getBoundingClientRect();
      return top >= window.top - 1 && bottom <= window.bottom + 1;
    }).length;
  });
}
