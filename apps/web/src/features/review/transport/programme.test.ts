import { FRAME_RATE_NAMES, FLICKS_PER_SECOND, frameRate } from '@segue/timecode';
import { describe, expect, it } from 'vitest';
import {
  clamp,
  heart,
  movieFrameSeconds,
  movieSeconds,
  reach,
  stepFrames,
  within,
  type Programme,
} from './programme';

const hour = 3600 * FLICKS_PER_SECOND;
const empty: Programme = { rate: '24', sound: null, picture: null, cue: null, filmStart: hour };

describe('a programme', () => {
  it('reaches from the earliest start to the latest end', () => {
    const programme = {
      ...empty,
      sound: { start: hour + 50, end: hour + 900 },
      picture: { start: hour, end: hour + 400, firstFrame: 0 },
    };
    expect(reach(programme)).toEqual({ start: hour, end: hour + 900 });
    expect(heart(programme)).toEqual(programme.sound);
  });

  it('is about the cue before there is music, and about the picture before there is a cue', () => {
    const cue = { start: hour + 5, end: hour + 9 };
    const picture = { start: hour, end: hour + 400, firstFrame: 0 };
    expect(heart({ ...empty, cue, picture })).toEqual(cue);
    expect(heart({ ...empty, picture })).toMatchObject({ start: hour, end: hour + 400 });
    expect(heart(empty)).toEqual({ start: hour, end: hour + 60 * FLICKS_PER_SECOND });
  });

  it('holds its first position and not its end', () => {
    expect(within(5, { start: 5, end: 9 })).toBe(true);
    expect(within(9, { start: 5, end: 9 })).toBe(false);
    expect(within(5, null)).toBe(false);
  });

  it('keeps the playhead on the last frame that has something', () => {
    const frame = frameRate('24').flicksPerFrame;
    const stretch = { start: 0, end: 10 * frame };
    expect(clamp(99 * frame, stretch, '24')).toBe(9 * frame);
    expect(clamp(-1, stretch, '24')).toBe(0);
    expect(clamp(100, { start: 50, end: 120 }, '24')).toBe(50);
  });
});

describe.each(FRAME_RATE_NAMES)('at %s', (rate) => {
  const frame = frameRate(rate).flicksPerFrame;

  it('steps lead to the start of the neighbouring frame and back', () => {
    const inside = 1234 * frame + Math.floor(frame / 3);
    expect(stepFrames(inside, 0, rate)).toBe(1234 * frame);
    expect(stepFrames(inside, 1, rate)).toBe(1235 * frame);
    expect(stepFrames(stepFrames(inside, 1, rate), -1, rate)).toBe(1234 * frame);
  });

  it('a standing picture is asked for the middle of its frame, wherever in the frame the playhead is', () => {
    const picture = { start: 86_400 * frame, end: 90_000 * frame, firstFrame: 4_939_200 };
    for (const offset of [0, 1, frame - 1]) {
      const seconds = movieFrameSeconds(86_500 * frame + offset, picture, rate);
      expect(seconds).toBeCloseTo((100.5 * frame + picture.firstFrame) / FLICKS_PER_SECOND, 9);
    }
    expect(movieSeconds(86_500 * frame, picture)).toBeCloseTo(
      (100 * frame + picture.firstFrame) / FLICKS_PER_SECOND,
      9,
    );
  });
});
