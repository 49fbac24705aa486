import { newId } from '@segue/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiClient } from '../harness/api-client.js';
import { startSegue, type SegueServer } from '../harness/segue-server.js';
import { openDocument, type OpenDocument } from '../harness/sync-client.js';

const CRASHES = 3;
const NOTES_BEFORE_EACH_CRASH = 25;

describe('a server that is killed while three people write', () => {
  let server: SegueServer;
  let cueId: string;
  let people: ApiClient[];

  beforeAll(async () => {
    server = await startSegue();
    const owner = await ApiClient.owner(server);
    const { id: filmId } = await owner.createFilm('The crash', 'producer');
    const composer = await ApiClient.open(server.url, await owner.invite(filmId, 'Carl', 'composer'));
    const director = await ApiClient.open(server.url, await owner.invite(filmId, 'Dora', 'director'));
    cueId = await composer.spot(filmId, { number: '1m01' });
    people = [owner, composer, director];
  });
  afterAll(() => server.stop());

  it('has every note afterwards that was acknowledged as saved or shown to anybody', async () => {
    const writers = await Promise.all(people.map(startWriting));
    for (let crash = 0; crash < CRASHES; crash++) {
      await Promise.all(writers.map((writer) => writer.whenAcknowledged(NOTES_BEFORE_EACH_CRASH)));
      await server.kill9();
      await server.restart();
    }
    await Promise.all(writers.map((writer) => writer.whenAcknowledged(1)));
    await server.kill9();
    for (const { stop } of writers) stop();
    await server.restart();

    const reader = await openDocument(first(people), `cue/${cueId}/notes`);
    const there = new Set(people.flatMap(({ personId }) => [...reader.doc.getMap(`part:${personId}`).keys()]));
    reader.close();
    for (const { saved, shown } of writers) {
      expect([...saved].filter((id) => !there.has(id))).toEqual([]);
      expect([...shown].filter((id) => !there.has(id))).toEqual([]);
      expect(saved.size).toBeGreaterThanOrEqual(CRASHES * NOTES_BEFORE_EACH_CRASH);
      expect(shown.size).toBeGreaterThan(0);
    }
  });

  interface Writer {
    /** Notes of one's own that the server has called saved. */
    readonly saved: ReadonlySet<string>;
    /** Notes of the others that were on this screen. */
    readonly shown: ReadonlySet<string>;
    /** Resolves when as many more notes have been acknowledged. */
    whenAcknowledged(more: number): Promise<void>;
    stop(): void;
  }

  /** Writes one note after the other, the next as soon as the last is acknowledged, through any number of crashes. */
  async function startWriting(person: ApiClient): Promise<Writer> {
    const notes = await openDocument(person, `cue/${cueId}/notes`, { ack: true });
    const own = notes.doc.getMap(`part:${person.personId}`);
    const saved = new Set<string>();
    const shown = new Set<string>();
    let onSaved: () => void = () => undefined;
    let writing = true;
    rememberShown(notes, person, shown);
    const write = async (): Promise<void> => {
      while (writing) {
        const id = newId();
        own.set(id, noteNumber(own.size + 1));
        await notes.acknowledged();
        saved.add(id);
        onSaved();
      }
    };
    const written = write();
    return {
      saved,
      shown,
      whenAcknowledged: (more) =>
        new Promise((resolve) => {
          const enough = saved.size + more;
          onSaved = () => {
            if (saved.size >= enough) resolve();
          };
        }),
      stop: () => {
        writing = false;
        notes.close();
        void written;
      },
    };
  }

  function rememberShown(notes: OpenDocument, reader: ApiClient, shown: Set<string>): void {
    notes.doc.on('update', () => {
      for (const { personId } of people) {
        if (personId === reader.personId) continue;
        for (const id of notes.doc.getMap(`part:${personId}`).keys()) shown.add(id);
      }
    });
  }
});

function noteNumber(number: number): object {
  const text = `Note ${number}: the horns could breathe here.`;
  const place = { version: 'v'.repeat(14), in: number, out: null };
  return { type: 'note', ...place, kind: 'feeling', weight: 'taste', text, lamport: number, at: Date.now() };
}

function first<T>(list: readonly T[]): T {
  const [one] = list;
  if (one === undefined) throw new Error('nobody is here');
  return one;
}
