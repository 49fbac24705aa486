import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  filmAt,
  lane,
  loudest,
  mostOff,
  noise,
  play,
  SECOND,
  sine,
  sound,
  stems,
  ROUNDING,
  STEP,
  takes,
} from './expected.js';
import { openHall, type Hall } from './hall.js';

const SAMPLE = SECOND / 48_000;

describe('what is played', () => {
  let hall: Hall;
  beforeAll(async () => {
    hall = await openHall();
  });
  afterAll(() => hall.close());

  it.each([44_100, 48_000, 96_000])('has no seams between segments, at %i Hz', async (rate) => {
    const heard = await hall.rehearse({
      rate,
      seconds: 6,
      sounds: { a: sound({ hertz: 997 }, { sampleRate: rate, segmentSamples: 12_345 }) },
      acts: [play(takes(['a']), 3)],
    });
    expect(mostOff(heard, { from: 0.2, to: 6, rate }, (film) => sine(997, film / rate))).toBeLessThan(STEP);
  });

  it('is what lies in the file, bit by bit, at the place that the player says', async () => {
    const heard = await hall.rehearse({
      rate: 48_000,
      seconds: 5,
      sounds: { a: sound({ seed: 1 }) },
      acts: [play(takes(['a']), 1.0013)],
    });
    expect(mostOff(heard, { from: 0.2, to: 5 }, (film, channel) => noise(1, channel, film))).toBeLessThan(
      ROUNDING,
    );
    for (const { at } of heard.said.slice(2))
      expect(filmAt(heard, at)).toBe(filmAt(heard, 0.2) + Math.round((at - 0.2) * 48_000));
  });

  it.each([
    [44_100, 48_000],
    [48_000, 44_100],
    [96_000, 48_000],
    [48_048, 48_000],
  ])(
    'lands on its sample and has no seams with a lane of %i Hz on a clock of %i Hz',
    async (sampleRate, rate) => {
      const heard = await hall.rehearse({
        rate,
        seconds: 5,
        sounds: { a: sound({ hertz: 997 }, { sampleRate, segmentSamples: 12_345 }) },
        acts: [play(stems(lane('a', 2 * SECOND)), 3.3)],
      });
      const off = mostOff(heard, { from: 0.2, to: 5, rate }, (film) => sine(997, film / rate - 2));
      // 90 dB below: what the converter leaves of what it is to keep out.
      expect(off).toBeLessThan(2e-5);
    },
  );

  it('adds stems up to their mix, wherever each begins', async () => {
    const sounds = {
      strings: sound({ seed: 1 }, { segmentSamples: 48_000 }),
      brass: sound({ seed: 2 }, { segmentSamples: 31_111 }),
      choir: sound({ seed: 3 }, { segmentSamples: 7_777, samples: 3 * 48_000 }),
      mix: sound(
        { seed: 0 },
        {
          parts: [
            { seed: 1, at: 0 },
            { seed: 2, at: 55_555 },
            { seed: 3, at: 96_001 },
          ],
        },
      ),
    };
    const start = 2 * SECOND;
    const lanes = [
      lane('strings', start),
      lane('brass', start + 55_555 * SAMPLE),
      lane('choir', start + 96_001 * SAMPLE),
    ];
    const asStems = { key: 'stems', lanes, trim: 1 };
    const asMix = { key: 'mix', lanes: [lane('mix', start)], trim: 1 };
    const both = (active: string) => ({ takes: [asStems, asMix], beds: [], active });
    const heard = await hall.rehearse({
      rate: 48_000,
      seconds: 7,
      sounds,
      acts: [play(both('stems'), 1.5), { at: 3.5, arrange: both('mix') }],
    });
    const expected = (film: number, channel: number) => {
      const at = film - 96_000;
      return noise(1, channel, at) + noise(2, channel, at - 55_555) + noise(3, channel, at - 96_001);
    };
    expect(mostOff(heard, { from: 0.2, to: 3.5 }, expected)).toBeLessThan(ROUNDING);
    // The choir alone ends; the mix was made with its end.
    expect(mostOff(heard, { from: 3.5, to: 6 }, expected)).toBeLessThanOrEqual(STEP);
  });

  it('is silent before a sound and after it', async () => {
    const heard = await hall.rehearse({
      rate: 48_000,
      seconds: 4,
      sounds: { a: sound({ seed: 1 }, { samples: 48_000 }) },
      acts: [play(stems(lane('a', 2 * SECOND)), 1)],
    });
    const expected = (film: number, channel: number) =>
      film >= 144_000 ? 0 : noise(1, channel, film - 96_000);
    expect(mostOff(heard, { from: 0.2, to: 4 }, expected)).toBeLessThan(ROUNDING);
    expect(loudest(heard, { from: 1.2, to: 1.9 })).toBeGreaterThan(0.1);
  });

  it('backwards is the sound in reverse', async () => {
    const heard = await hall.rehearse({
      rate: 48_000,
      seconds: 4,
      sounds: { a: sound({ seed: 1 }, { segmentSamples: 12_345 }) },
      acts: [play(takes(['a']), 5, -1)],
    });
    const film = filmAt(heard, 0.2);
    const expected = (at: number, channel: number) => noise(1, channel, film - (at - film) - 1);
    expect(mostOff(heard, { from: 0.2, to: 4 }, expected)).toBeLessThan(ROUNDING);
    expect(filmAt(heard, 3)).toBe(film - Math.round(2.8 * 48_000));
  });
});
