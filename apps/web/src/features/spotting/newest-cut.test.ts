import type { Cut } from '@segue/protocol';
import type { Cue, Hit } from '@segue/review-document';
import { frameToFlicks } from '@segue/timecode';
import { describe, expect, it } from 'vitest';
import { cueInNewest, cueMovedTo, hitInNewest, hitMovedTo, newestCut, type NewestCut } from './newest-cut';

const at = (frame: number): number => frameToFlicks(frame, '24');
const cutOf = (id: string, ordinal: number): Cut => ({
  id,
  filmId: 'film1aaaaaaaaa',
  ordinal,
  name: id,
  date: '2026-01-01',
  startFlicks: 0,
  reels: [],
  movie: null,
  editList: null,
});
const first = cutOf('cut1aaaaaaaaaa', 1);
const second = cutOf('cut2aaaaaaaaaa', 2);

/** A hundred frames have come before everything. */
const later = {
  fromCutId: first.id,
  change: {
    before: { in: 0, out: 5000 },
    after: { in: 0, out: 5100 },
    blocks: [{ before: { in: 0, out: 5000 }, after: { in: 100, out: 5100 }, retimed: false }],
    removed: [],
    added: [{ in: 0, out: 100 }],
  },
};
const alone: NewestCut = newestCut('24', [first], []);
const unrelated: NewestCut = newestCut('24', [first, second], []);
const related: NewestCut = newestCut('24', [first, second], [later]);
const none: NewestCut = newestCut('24', [], []);

const cue: Cue = {
  id: 'cue1aaaaaaaaaa',
  number: '1m01',
  title: '',
  kind: 'score',
  in: at(1000),
  out: at(2000),
  cut: null,
  earlier: [],
  sessionStart: null,
  description: '',
  emotion: '',
  palette: '',
};
const hit: Hit = { id: 'hit1aaaaaaaaaa', cue: cue.id, text: 'Door', cut: null, at: at(1200), earlier: [] };

describe('a position that is set on the sheet', () => {
  it('counts in the newest cut', () => {
    expect(cueMovedTo(cue, { in: at(1010) }, alone)).toEqual({ in: at(1010), cut: first.id });
    expect(hitMovedTo(hit, at(1210), alone)).toEqual({ at: at(1210), cut: first.id });
  });

  it('says nothing of a cut where there is none', () => {
    expect(cueMovedTo(cue, { out: null }, none)).toEqual({ out: null });
    expect(hitMovedTo(hit, at(5), none)).toEqual({ at: at(5) });
  });

  it('takes the other end along into the picture in which it was set', () => {
    expect(cueMovedTo(cue, { in: at(1101) }, related)).toEqual({
      in: at(1101),
      out: at(2100),
      cut: second.id,
      earlier: [{ cut: null, in: at(1000), out: at(2000) }],
    });
    expect(cueMovedTo({ ...cue, in: null }, { in: at(1101) }, related)).toMatchObject({
      in: at(1101),
      out: at(2100),
    });
    expect(hitMovedTo(hit, at(1305), related)).toEqual({
      at: at(1305),
      cut: second.id,
      earlier: [{ cut: null, at: at(1200) }],
    });
  });

  it('leaves the other end where it is while nobody knows how the cuts differ', () => {
    expect(cueMovedTo(cue, { in: at(1101) }, unrelated)).toEqual({
      in: at(1101),
      out: at(2000),
      cut: second.id,
      earlier: [{ cut: null, in: at(1000), out: at(2000) }],
    });
  });

  it('is the first one of a cue that was nowhere before', () => {
    const fresh = { ...cue, in: null, out: null };
    expect(cueMovedTo(fresh, { in: at(7) }, related)).toEqual({ in: at(7), cut: second.id });
  });

  it('keeps a hundred earlier places at most', () => {
    const earlier = Array.from({ length: 100 }, (_, index) => ({ cut: null, in: index, out: null }));
    expect(cueMovedTo({ ...cue, earlier }, { in: at(7) }, related).earlier).toHaveLength(100);
  });
});

describe('where things stand in the newest cut', () => {
  it('is where the change of the picture carried them', () => {
    expect(cueInNewest(cue, related)).toEqual({ in: at(1100), out: at(2100) });
    expect(cueInNewest({ ...cue, cut: second.id }, related)).toEqual({ in: at(1000), out: at(2000) });
    expect(cueInNewest({ ...cue, in: null }, related)).toEqual({ in: null, out: at(2100) });
    expect(hitInNewest(hit, related)).toBe(at(1300));
    expect(hitInNewest(hit, unrelated)).toBe(at(1200));
  });
});
