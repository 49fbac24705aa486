import { NOTHING_ASKED, type Cut, type Film } from '@segue/protocol';
import { FLICKS_PER_SECOND } from '@segue/timecode';
import { describe, expect, it } from 'vitest';
import { filmTimeline } from './film-timeline';

const HOUR = 3600 * FLICKS_PER_SECOND;
const film: Film = {
  id: 'film1aaaaaaaaa',
  title: 'The Long Way Home',
  rate: '25',
  dropFrame: false,
  startFlicks: HOUR,
  deliverySpec: NOTHING_ASKED,
  reviewers: null,
  roundsAgreed: null,
  role: 'composer',
  counts: { cues: 0, openNotes: 0, mustNotes: 0, people: 1 },
};
const cut = (lengthFlicks: number): Cut => ({
  id: 'cut1aaaaaaaaaa',
  filmId: film.id,
  ordinal: 1,
  name: 'V1',
  date: '2026-01-01',
  startFlicks: HOUR,
  reels: [],
  movie: {
    sha256: '0'.repeat(64),
    fileName: 'v1.mp4',
    size: 1,
    facts: {
      container: 'mp4',
      videoCodec: 'h264',
      audioCodec: null,
      width: 1,
      height: 1,
      framesPerSecond: 25,
      lengthFlicks,
      firstFrameFlicks: 0,
      warnings: [],
    },
  },
  editList: null,
});

describe('the timeline of a film', () => {
  it('ends with its longest cut, or with its last cue', () => {
    expect(filmTimeline(film, HOUR, [cut(HOUR / 2), cut(HOUR / 3)], [{ out: null }])).toEqual({
      title: film.title,
      format: { rate: '25', dropFrame: false },
      start: HOUR,
      length: HOUR / 2,
    });
    expect(filmTimeline(film, HOUR, [cut(HOUR / 2)], [{ out: 2 * HOUR }]).length).toBe(HOUR);
  });

  it('has room for any film while nobody knows how long it is', () => {
    expect(filmTimeline(film, HOUR, [], []).length).toBe(4 * HOUR);
    // Another start than the film's may lie behind all that is known.
    expect(filmTimeline(film, 10 * HOUR, [cut(HOUR)], []).length).toBe(4 * HOUR);
  });
});
