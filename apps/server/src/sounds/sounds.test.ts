import { newId, type Version } from '@segue/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decoded, decodedSegment } from '../testing/decoded.js';
import { announcement, deliver, writeCue } from '../testing/music-film.js';
import { aiffBytes, sineSamples, wavBytes } from '../testing/sound-bytes.js';
import { startTestServer, type ApiClient, type TestServer } from '../testing/test-server.js';
import { encodeFlac } from './encode-flac.js';

describe('what is listened to', () => {
  let server: TestServer;
  let cueId: string;
  let composer: ApiClient;
  let director: ApiClient;
  let stranger: ApiClient;

  beforeAll(async () => {
    server = await startTestServer();
    const filmId = (await server.createFilm()).id;
    composer = await server.member(filmId, 'composer');
    director = await server.member(filmId, 'director');
    stranger = await server.member((await server.createFilm()).id, 'composer');
    cueId = await writeCue(server, filmId, composer, { number: '1m04' });
  });
  afterAll(() => server.close());

  const deliverVersion = async (bytes: Uint8Array): Promise<Version> => {
    const { versionId } = await deliver(composer, announcement(cueId, bytes), bytes);
    return (await director.json('GET', `/api/versions/${String(versionId)}`)) as Version;
  };
  const segment = (version: Version, index: number | string, query = ''): Promise<Response> =>
    director.send('GET', `/api/versions/${version.id}/segments/${String(index)}${query}`);
  /** All segments, each decoded on its own, one after another. */
  const heard = async (version: Version): Promise<number[][]> => {
    const joined = Array.from({ length: version.facts.channels }, (): number[] => []);
    for (let index = 0; index < (version.listening?.segments ?? 0); index += 1) {
      const answer = await segment(version, index);
      const type = version.facts.channels > 8 ? 'application/octet-stream' : 'audio/flac';
      expect(answer.headers.get('content-type')).toBe(type);
      const channels = await decodedSegment(new Uint8Array(await answer.arrayBuffer()));
      channels.forEach((samples, channel) => {
        for (const sample of samples) joined[channel]?.push(sample);
      });
    }
    return joined;
  };

  const sine = sineSamples(9000, 300, 8000, 16);
  it.each([
    ['24 bits', wavBytes({ samples: 12 * 44_100 + 1, sampleRate: 44_100 }), 3],
    ['16 bits', wavBytes({ samples: 10 * 48_000, bits: 16 }), 2],
    ['mono', wavBytes({ samples: 7 * 96_000, sampleRate: 96_000, channels: 1 }), 2],
    ['5.1', wavBytes({ samples: 48_001, channels: 6 }), 1],
    ['7.1.4', eachDifferent(wavBytes({ samples: 6 * 48_000, channels: 12 }), 12), 2],
    ['sixteen channels', eachDifferent(wavBytes({ samples: 48_001, channels: 16 }), 16), 1],
    ['AIFF', aiffBytes([1, -2, 30_000, -30_000, 5]), 1],
    ['FLAC', encodeFlac([sine, sine.map((sample) => -sample)], 16, 8000), 1],
  ])('is a file of %s to the sample', async (_, bytes, segments) => {
    const version = await deliverVersion(bytes);
    const { channels } = await decoded(bytes);
    const { sampleRate } = version.facts;
    expect(version.unplayable).toBeNull();
    expect(version.listening).toEqual({
      sampleRate,
      channels: channels.length,
      samples: channels[0]?.length,
      segmentSamples: 5 * sampleRate,
      segments,
      light: { channels: channels.length === 1 ? 1 : 2 },
    });
    expect(await heard(version)).toEqual(channels);
  });

  it('is there in light too, sample for sample as long, for those who ask for it', async () => {
    const version = await deliverVersion(
      wavBytes({ samples: 6 * 44_100, sampleRate: 44_100, channels: 6, pitch: 304 }),
    );
    expect(version.listening).toMatchObject({ channels: 6, segments: 2, light: { channels: 2 } });
    for (const [index, samples] of [5 * 44_100, 44_100].entries()) {
      const answer = await segment(version, index, '?light=true');
      expect(answer.headers.get('content-type')).toBe('audio/ogg');
      expect(answer.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
      const { channels, facts } = await decoded(new Uint8Array(await answer.arrayBuffer()));
      expect(facts.codec).toBe('opus');
      expect(channels.map(({ length }) => length)).toEqual([samples, samples]);
    }
    const path = `/api/versions/${version.id}/segments`;
    expect(await director.outcome('GET', `${path}/2?light=true`)).toBe('not-found');
    expect(await director.outcome('GET', `${path}/0?light=maybe`)).toBe('request.invalid');
    expect(await server.anonymous.outcome('GET', `${path}/0?light=true`)).toBe('session.missing');
    expect(await stranger.outcome('GET', `${path}/0?light=true`)).toBe('not-found');
  });

  it('comes with what was measured of it', async () => {
    const { report } = await deliverVersion(wavBytes({ pitch: 997, samples: 96_000 }));
    // A sine at half of full scale stands at -6.02 dBFS; the first samples of it are already above -60 dBFS.
    expect(report?.channels.map(({ peak }) => peak?.toFixed(1))).toEqual(['-6.0', '-6.0']);
    expect(report?.correlation).toBeCloseTo(1, 5);
    expect(report?.leadingSilence).toBeLessThan(10);
  });

  it('may be kept by browsers for good', async () => {
    const version = await deliverVersion(wavBytes({ samples: 1000, pitch: 301 }));
    const answer = await segment(version, 0);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
    expect(Number(answer.headers.get('content-length'))).toBe((await answer.arrayBuffer()).byteLength);
  });

  it('ends with its last segment', async () => {
    const version = await deliverVersion(wavBytes({ samples: 1000, pitch: 302 }));
    const path = `/api/versions/${version.id}/segments`;
    expect(await director.outcome('GET', `${path}/0`)).toBe(200);
    expect(await director.outcome('GET', `${path}/1`)).toBe('not-found');
    expect(await director.outcome('GET', `${path}/9999999`)).toBe('not-found');
    for (const index of ['-1', '1.5', 'x', '0x1', '99999999']) {
      expect(await director.outcome('GET', `${path}/${index}`)).toBe('request.invalid');
    }
    expect(await director.outcome('GET', `/api/versions/${newId()}/segments/0`)).toBe('not-found');
  });

  it('is for the people of the film', async () => {
    const version = await deliverVersion(wavBytes({ samples: 1000, pitch: 303 }));
    for (const path of [`/api/versions/${version.id}`, `/api/versions/${version.id}/segments/0`]) {
      expect(await server.anonymous.outcome('GET', path)).toBe('session.missing');
      expect(await stranger.outcome('GET', path)).toBe('not-found');
    }
  });

  it('does not exist for more than sixteen channels, and that is said in words', async () => {
    const version = await deliverVersion(wavBytes({ samples: 4800, channels: 17 }));
    expect(version).toMatchObject({ listening: null, facts: { channels: 17, samples: 4800 } });
    expect(version.report?.channels).toHaveLength(17);
    expect(version.unplayable).toMatch(/17 channels/);
    const answer = await segment(version, 0);
    expect(answer.status).toBe(404);
    expect(((await answer.json()) as { detail: string }).detail).toBe(version.unplayable);
    expect(await director.outcome('GET', `/api/versions/${version.id}/peaks`)).toBe(200);
  });
});

/** The same WAV of 24 bits with the number of each channel as its lowest byte: so channels cannot be mistaken for each other. */
function eachDifferent(wav: Buffer, channels: number): Buffer {
  for (let at = wav.indexOf('data') + 8, index = 0; at < wav.length; at += 3, index += 1)
    wav[at] = index % channels;
  return wav;
}
