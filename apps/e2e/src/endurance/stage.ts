import { documentName } from '@segue/protocol';
import { ApiClient } from '../harness/api-client.js';
import { position } from '../harness/review-scene.js';

/** A film with cues, and people who may all write notes; the composers may also spot. */
export interface Stage {
  readonly filmId: string;
  readonly cueIds: readonly string[];
  readonly people: readonly ApiClient[];
  readonly composer: ApiClient;
  /** Name of the spotting sheet. */
  readonly sheet: string;
  /** Names of the notes of each cue. */
  readonly notes: readonly string[];
}

/** Sets up a fresh server. */
export async function setStage(server: { url: string; setUpLink: string }, cues: number): Promise<Stage> {
  const composer = await ApiClient.owner(server);
  const { id: filmId } = await composer.createFilm('The Long Night', 'composer');
  const people = [composer];
  for (const [name, role] of [
    ['Dora Director', 'director'],
    ['Petra Producer', 'producer'],
    ['Max Mixer', 'mixer'],
  ] as const) {
    people.push(await ApiClient.open(server.url, await composer.invite(filmId, name, role)));
  }
  const cueIds: string[] = [];
  for (let cue = 1; cue <= cues; cue++) {
    cueIds.push(await composer.spot(filmId, { number: `1m${cue}`, in: position(cue * 240) }));
  }
  return {
    filmId,
    cueIds,
    people,
    composer,
    sheet: documentName({ kind: 'spotting', filmId }),
    notes: cueIds.map((cueId) => documentName({ kind: 'notes', cueId })),
  };
}
