import { newId } from '@segue/protocol';
import { addEntry, readEntries } from '@segue/review-document';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import type { ApiClient } from '../harness/api-client.js';
import {
  LOST_CONNECTION,
  openBrowser,
  pictureOnFailure,
  type PersonAtBrowser,
  type TestBrowser,
} from '../harness/browser.js';
import { mix, position, setScene, sitDown, type ReviewScene } from '../harness/review-scene.js';
import { openDocument } from '../harness/sync-client.js';

const CRASHES = 3;
const NOTES_BEFORE_EACH_CRASH = 6;
/**
 * Programs write much faster than hands at a page: the page has to stand the flood, which once made it forget its own
 * notes, but it must not drown.
 */
const MOST_AHEAD = 60;

/** Somebody who writes one note after the other, the next as soon as the last one is called saved. */
interface Writer {
  /** Texts of their own notes that were called saved. */
  readonly saved: ReadonlySet<string>;
  /** Texts of everybody's notes that came to them. */
  readonly shown: ReadonlySet<string>;
  stop(): Promise<void>;
}

describe('a server that is killed while three people write', () => {
  let scene: ReviewScene;
  let browser: TestBrowser;
  let director: PersonAtBrowser;
  let version: string;
  const progress = new Set<() => void>();
  const everybody: Set<string>[] = [];

  beforeAll(async () => {
    [scene, browser] = await Promise.all([setScene({ movie: false }), openBrowser()]);
    version = await scene.composer.deliverMix(scene.cueId, mix('1m01 v1.wav', 220));
    director = await browser.person('director');
  });
  afterAll(async () => {
    await browser.close();
    await scene.server.stop();
  });

  it('has every note afterwards that was called saved or shown to anybody', async () => {
    pictureOnFailure('crash', director);
    const writers = [
      await writeFromClient(scene.composer),
      await writeFromClient(scene.producer),
      await writeOnPage(),
    ];
    for (let crash = 0; crash < CRASHES; crash++) {
      await untilEachHasSaved(writers, NOTES_BEFORE_EACH_CRASH);
      await scene.server.kill9();
      await scene.server.restart();
    }
    await untilEachHasSaved(writers, 1);
    await Promise.all(writers.map((writer) => writer.stop()));
    await scene.server.kill9();
    await scene.server.restart();

    const reader = await openDocument(scene.composer, `cue/${scene.cueId}/notes`);
    const there = textsIn(reader.doc);
    reader.close();
    for (const { saved, shown } of writers) {
      expect([...saved].filter((text) => !there.has(text))).toEqual([]);
      expect([...shown].filter((text) => !there.has(text))).toEqual([]);
      expect(saved.size).toBeGreaterThan(CRASHES * NOTES_BEFORE_EACH_CRASH);
    }
    browser.expectNoComplaints(LOST_CONNECTION);
  }, 300_000);

  async function writeFromClient(person: ApiClient): Promise<Writer> {
    const notes = await openDocument(person, `cue/${scene.cueId}/notes`, { ack: true });
    const shown = new Set<string>();
    notes.doc.on('update', (_update: Uint8Array, origin: unknown) => {
      if (origin === notes.provider) for (const text of textsIn(notes.doc)) shown.add(text);
    });
    const writing = keepWriting(person.name, async (text) => {
      const place = { version, in: position(0), out: null };
      const stamp = { lamport: notes.doc.getMap(`part:${person.personId}`).size + 1, at: Date.now() };
      const note = { type: 'note', ...place, kind: 'mix', weight: 'taste', text, ...stamp } as const;
      addEntry(notes.doc, person.personId, newId(), note);
      // Before it is acknowledged a note of one's own is shown to nobody.
      await notes.acknowledged();
    });
    return {
      saved: writing.saved,
      get shown() {
        return new Set([...shown].filter((text) => !text.startsWith(person.name)));
      },
      stop: async () => {
        await writing.stop();
        notes.close();
      },
    };
  }

  async function writeOnPage(): Promise<Writer> {
    await sitDown(director, scene.director, scene.room);
    const { page } = director;
    page.setDefaultTimeout(90_000);
    const field = page.getByRole('textbox', { name: 'New note' });
    const saved = page.getByRole('status', { name: 'Saving state' }).getByText('Saved', { exact: true });
    await saved.waitFor();
    const writing = keepWriting(scene.director.name, async (text) => {
      await field.fill(text);
      await field.press('Enter');
      await saved.waitFor();
    });
    return { saved: writing.saved, shown: new Set(), stop: () => writing.stop() };
  }

  function keepWriting(
    name: string,
    write: (text: string) => Promise<void>,
  ): { saved: Set<string>; stop(): Promise<void> } {
    const saved = new Set<string>();
    let stopped = false;
    everybody.push(saved);
    const work = async (): Promise<void> => {
      for (let number = 1; !stopped; number++) {
        const text = `${name}, note ${number}: the horns could breathe here.`;
        await write(text);
        saved.add(text);
        for (const look of progress) look();
        await until(() => stopped || everybody.every(({ size }) => saved.size <= size + MOST_AHEAD));
      }
    };
    const working = work();
    return {
      saved,
      stop: () => {
        stopped = true;
        for (const look of progress) look();
        return working;
      },
    };
  }

  function untilEachHasSaved(writers: readonly Writer[], more: number): Promise<void> {
    const wanted = writers.map(({ saved }) => saved.size + more);
    return until(() => writers.every(({ saved }, index) => saved.size >= (wanted[index] ?? 0)));
  }

  /** Looks again whenever somebody has saved a note. */
  function until(holds: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!holds()) return;
        progress.delete(look);
        resolve();
      };
      progress.add(look);
      look();
    });
  }
});

function textsIn(doc: Y.Doc): Set<string> {
  return new Set(readEntries(doc).flatMap(({ entry }) => (entry.type === 'note' ? [entry.text] : [])));
}
