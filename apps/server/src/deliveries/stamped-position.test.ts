import { FLICKS_PER_SECOND } from '@segue/timecode';
import { describe, expect, it } from 'vitest';
import { stampedPosition } from './stamped-position.js';

const HOUR = 3600 * FLICKS_PER_SECOND;
const stamp = (seconds: number) => ({ timeReference: seconds * 48_000, sampleRate: 48_000 });
const movieOf = (lengthFlicks: number) => ({
  container: 'MP4',
  videoCodec: 'avc',
  audioCodec: null,
  width: 64,
  height: 48,
  framesPerSecond: 24,
  lengthFlicks,
  firstFrameFlicks: 0,
  warnings: [],
});

describe('stampedPosition', () => {
  it('is the place on the picture that the stamp names', () => {
    expect(stampedPosition(stamp(3600 + 62.5), HOUR, undefined)).toBe(HOUR + 62.5 * FLICKS_PER_SECOND);
    expect(stampedPosition({ timeReference: 3600 * 44_100 + 1, sampleRate: 44_100 }, HOUR, undefined)).toBe(
      HOUR + 16_000,
    );
  });

  it('is nothing without a stamp, before the film and beyond it', () => {
    expect(stampedPosition({ timeReference: null, sampleRate: 48_000 }, HOUR, undefined)).toBeNull();
    expect(stampedPosition(stamp(3599), HOUR, undefined)).toBeNull();
    expect(stampedPosition(stamp(13 * 3600), HOUR, undefined)).toBeNull();
    expect(
      stampedPosition({ timeReference: Number.MAX_SAFE_INTEGER, sampleRate: 8000 }, HOUR, undefined),
    ).toBeNull();
  });

  it('has to lie inside the movie of the cut it was written to', () => {
    const cut = { start_flicks: 2 * HOUR, movie_facts: movieOf(60 * FLICKS_PER_SECOND) };
    expect(stampedPosition(stamp(7200), HOUR, cut)).toBe(2 * HOUR);
    expect(stampedPosition(stamp(7260), HOUR, cut)).toBeNull();
    expect(stampedPosition(stamp(7199), HOUR, cut)).toBeNull();
    expect(stampedPosition(stamp(7260), HOUR, { ...cut, movie_facts: null })).toBe(
      2 * HOUR + 60 * FLICKS_PER_SECOND,
    );
  });
});
