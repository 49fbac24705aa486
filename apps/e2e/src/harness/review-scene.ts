import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { timecodeLabel, type TimecodeFormat } from '@segue/timecode';
import type { Film } from '@segue/protocol';
import { ApiClient } from './api-client.js';
import { broadcastWave } from './broadcast-wave.js';
import type { PersonAtBrowser } from './browser.js';
import { startSegue, type SegueServer } from './segue-server.js';

/** The movie of the tests: 288 frames at 24 frames per second, each with its number and timecode in the picture. */
export const MOVIE = join(import.meta.dirname, '../../fixtures/reel-1.mp4');
/** How the film of the scene counts. */
export const FORMAT: TimecodeFormat = { rate: '24', dropFrame: false };
const FLICKS_PER_FRAME = 29_400_000;
/** Frame number of 01:00:00:00, where the film, its cut and its cue begin. */
export const FIRST_FRAME = 24 * 3600;

/** A ten-second mix, stamped to start with the film; another pitch makes another file. */
export function mix(name: string, hertz: number): { name: string; mimeType: string; bytes: Buffer } {
  const bytes = broadcastWave({ seconds: 10, hertz, timeReference: 3600 * 48_000 });
  return { name, mimeType: 'audio/wav', bytes };
}

/** The absolute position in flicks of a frame that is counted from the film's start. */
export function position(frame: number): number {
  return (FIRST_FRAME + frame) * FLICKS_PER_FRAME;
}

/** The timecode label of a frame that is counted from the film's start. */
export function labelOf(frame: number): string {
  return timecodeLabel(position(frame), FORMAT);
}

/** A server with a film at 24 frames per second that has a cut, one cue of ten seconds, and three people. */
export interface ReviewScene {
  readonly server: SegueServer;
  readonly film: Film;
  readonly cutId: string;
  readonly cueId: string;
  readonly composer: ApiClient;
  readonly director: ApiClient;
  readonly producer: ApiClient;
  /** Path of the review room. */
  readonly room: string;
}

interface SceneChoices {
  readonly movie?: boolean;
  /** Of the server. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Sets the scene over HTTP; the composer owns the installation. */
export async function setScene({ movie = true, env = {} }: SceneChoices = {}): Promise<ReviewScene> {
  const server = await startSegue(env);
  const composer = await ApiClient.owner(server);
  const film = await composer.createFilm('The Long Way Home', 'composer');
  const join = async (name: string, role: 'director' | 'producer') =>
    ApiClient.open(server.url, await composer.invite(film.id, name, role));
  const director = await join('Dora Director', 'director');
  const producer = await join('Petra Producer', 'producer');
  const { id: cutId } = await composer.createCut(film.id, 'Locked cut');
  if (movie) await composer.deliverMovie(cutId, { name: 'reel-1.mp4', bytes: await readFile(MOVIE) });
  const spotted = { number: '1m01', title: 'Main titles', in: position(0), out: position(240) };
  const cueId = await composer.spot(film.id, spotted);
  const room = `/films/${film.id}/cues/${cueId}`;
  return { server, film, cutId, cueId, composer, director, producer, room };
}

/** Signs a browser in as somebody, without walking through the link again, and opens a page. */
export async function sitDown(
  at: PersonAtBrowser,
  who: ApiClient,
  path: string,
  url = who.url,
): Promise<void> {
  const [name = '', value = ''] = who.cookie.split('=');
  await at.context.addCookies([{ name, value, url }]);
  await at.page.goto(url + path);
}
