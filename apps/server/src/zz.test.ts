import { afterAll, beforeAll, describe, it } from 'vitest';
import { editCue, setHit } from '@segue/review-document';
import { newId } from '@segue/protocol';
import { FILM_START, writeCue } from './testing/music-film.js';
import { startTestServer, type ApiClient, type TestServer } from './testing/test-server.js';
import { openSpotting } from '@segue/client';
import { WebSocket } from 'ws';
describe('zz', () => {
  let server: TestServer; let composer: ApiClient; let film: string;
  beforeAll(async () => { server = await startTestServer(); film = (await server.createFilm()).id; composer = await server.member(film, 'composer'); });
  afterAll(() => server.close());
  it('x', async () => {
    const a = await writeCue(server, film, composer, { number: '1m01', in: FILM_START, out: FILM_START + 1e9 });
    const b = await writeCue(server, film, composer, { number: '1m02', in: FILM_START + 2e9 });
    for (const id of [a, b]) {
      const c = await writeCue(server, film, composer, { number: '1m05', in: FILM_START, sessionStart: 5 });
      console.log(JSON.stringify(await composer.json('GET', `/api/cues/${c}`)));
      console.log(JSON.stringify(await composer.json('GET', `/api/cues/${id}`)));
    }
  });
});
