import { newId } from '@segue/protocol';
import { addCue, addEntry, NOTE_KINDS } from '@segue/review-document';
import { broadcastWave } from '../harness/broadcast-wave.js';
import type { ApiClient } from '../harness/api-client.js';
import { position, setScene, type ReviewScene } from '../harness/review-scene.js';
import { openDocument } from '../harness/sync-client.js';

/** How long the music of the cue with all the notes is. */
const SECONDS = 120;
const FPS = 24;
/** As many as one message may hold. */
const AT_ONCE = 250;

const WORDS = [
  'The strings come in too early under the door.',
  'I lose him when the brass enters; can it wait until he has turned around, and then come slowly?',
  'More air here.',
  'This is the saddest moment of the film and the music is already over it. Let us stay with her.',
];
const FEELINGS = ['dread', 'hope', 'longing', 'relief', 'wonder'];

function pick<T>(from: readonly T[], index: number): T {
  return from[index % from.length] as T;
}

/** A film with that many cues, of which the first has a version with that many notes, written through the documents. */
export async function setLargeScene(cues: number, notes: number): Promise<ReviewScene> {
  const scene = await setScene({ movie: false });
  const sheet = await openDocument(scene.composer, `film/${scene.film.id}`, { ack: true });
  sheet.doc.transact(() => {
    for (let index = 1; index < cues; index++) {
      const start = FPS * SECONDS + index * FPS * 20;
      addCue(sheet.doc, newId(), {
        number: `${1 + Math.floor(index / 60)}m${String(1 + (index % 60)).padStart(2, '0')}`,
        title: `${pick(FEELINGS, index)} number ${index}`,
        in: position(start),
        out: position(start + FPS * 15),
        description: pick(WORDS, index),
        emotion: pick(FEELINGS, index),
      });
    }
  });
  await sheet.acknowledged();
  sheet.close();
  const mix = broadcastWave({ seconds: SECONDS, hertz: 220, timeReference: 3600 * 48_000 });
  const version = await scene.composer.deliverMix(scene.cueId, { name: '1m01 v1.wav', bytes: mix });
  await writeNotes(scene.director, scene.cueId, version, notes / 2, 0);
  await writeNotes(scene.producer, scene.cueId, version, notes / 2, 1);
  return scene;
}

async function writeNotes(who: ApiClient, cueId: string, version: string, count: number, turn: number) {
  const notes = await openDocument(who, `cue/${cueId}/notes`, { ack: true });
  for (let written = 0; written < count; written += AT_ONCE) {
    notes.doc.transact(() => {
      for (let index = written; index < Math.min(count, written + AT_ONCE); index++) {
        // None in the first second: there others write later on.
        const frame = FPS + Math.floor(((index + turn / 2) / count) * (SECONDS - 2) * FPS);
        addEntry(notes.doc, who.personId, newId(), {
          type: 'note',
          version,
          in: position(frame),
          out: index % 7 === 0 ? position(frame + FPS) : null,
          kind: pick(NOTE_KINDS, index),
          weight: index % 5 === 0 ? 'must' : 'taste',
          text: `${pick(WORDS, index)} (${index})`,
          lamport: index + 1,
          at: Date.now(),
        });
      }
    });
    await notes.acknowledged();
  }
  notes.close();
}
