import { conform, type Shot } from '@segue/conform';
import type { Cut, CueSummary, Version } from '@segue/protocol';
import type { Board, BoardNote, Hit } from '@segue/review-document';
import { frameToFlicks } from '@segue/timecode';
import { describe, expect, it } from 'vitest';
import { cutsStoodIn, placesIn } from './places';

const at = (frame: number) => frameToFlicks(frame, '24');
const shot = (reel: string, from: number, to: number): Shot => ({
  reel,
  clipName: null,
  black: false,
  sourceIn: 0,
  record: { in: from, out: to },
  speed: { num: 1, den: 1 },
});
const cut = (id: string, ordinal: number): Cut => ({
  id,
  filmId: 'film',
  ordinal,
  name: id,
  date: '2026-01-01',
  startFlicks: 0,
  reels: [],
  movie: null,
  editList: null,
});
const cuts = [cut('V1', 1), cut('V2', 2)];
// Ten frames are gone from the end of A: B begins earlier.
const change = conform([shot('A', 0, 100), shot('B', 100, 200)], [shot('A', 0, 90), shot('B', 90, 190)]);
const note = (id: string, fields: Partial<BoardNote>): BoardNote => ({
  id,
  author: 'p',
  version: 'v',
  cut: null,
  in: 0,
  out: null,
  kind: 'mix',
  weight: 'must',
  text: id,
  mentions: [],
  attachments: [],
  reactions: [],
  reading: null,
  stem: null,
  drawing: null,
  at: 0,
  edited: false,
  withdrawn: false,
  withdrawnAt: null,
  state: 'open',
  changes: [],
  replies: [],
  ...fields,
});
const board = (...notes: BoardNote[]): Board => ({ notes, finishes: [], lamport: 1 });
const inSecond = {
  rate: '24' as const,
  cuts,
  cutId: 'V2',
  changes: [
    {
      fromCutId: 'V1',
      change: {
        ...change,
        blocks: [...change.blocks],
        removed: [...change.removed],
        added: [...change.added],
      },
    },
  ],
  notePlaces: [{ noteId: 'by hand', inFlicks: at(5), outFlicks: at(6) }],
};

describe('where things stand in the cut that is shown', () => {
  it('carries notes, puts them in order again, and says where they were given', () => {
    const places = placesIn(inSecond);
    const carried = places.board(
      board(
        note('early', { in: at(10) }),
        note('by hand', { cut: 'V1', in: at(110) }),
        note('late', { cut: 'V1', in: at(120), out: at(130) }),
        note('new', { cut: 'V2', in: at(150) }),
      ),
    );
    expect(carried.notes.map(({ id, in: start, out }) => [id, start, out])).toEqual([
      ['by hand', at(5), at(6)],
      ['early', at(10), null],
      ['late', at(110), at(120)],
      ['new', at(150), null],
    ]);
    expect(places.ofNote('late')).toEqual({
      cutName: 'V1',
      was: { in: at(120), out: at(130) },
      fate: 'moved',
    });
    expect(places.ofNote('by hand')?.fate).toBe('by hand');
    expect(places.ofNote('early')).toBeNull();
    expect(places.ofNote('new')).toBeNull();
  });

  it('hands out the same objects as long as nothing changes, so that nothing is drawn again', () => {
    const places = placesIn(inSecond);
    const still = board(note('early', { in: at(10) }));
    expect(places.board(still)).toBe(still);
    const moved = board(note('late', { in: at(120) }));
    expect(places.board(moved).notes[0]).toBe(places.board({ ...moved }).notes[0]);
  });

  it('says what happened to the stretch of a version since the cut it was written to', () => {
    const places = placesIn(inSecond);
    const version = { writtenToCutId: 'V1', positionFlicks: at(50), lengthFlicks: at(100) } as Version;
    expect(places.version(version)).toMatchObject({
      fate: 'shortened',
      in: at(50),
      removed: [{ at: at(90), frames: 10 }],
    });
    expect(places.version({ ...version, writtenToCutId: 'V2' })).toBeNull();
    expect(places.version({ ...version, writtenToCutId: null })).toBeNull();
  });

  it('carries the cue', () => {
    const cue = { cutId: null, inFlicks: at(100), outFlicks: at(200) } as CueSummary;
    expect(placesIn(inSecond).cue(cue)).toMatchObject({ inFlicks: at(90), outFlicks: at(190) });
    const spotted = { ...cue, cutId: 'V2' };
    expect(placesIn(inSecond).cue(spotted)).toBe(spotted);
  });

  it('carries the DAW session of a cue that moved whole, and of no other', () => {
    const cue = {
      cutId: null,
      inFlicks: at(100),
      outFlicks: at(200),
      sessionStartFlicks: at(80),
    } as CueSummary;
    expect(placesIn(inSecond).cue(cue).sessionStartFlicks).toBe(at(70));
    expect(placesIn(inSecond).cue({ ...cue, inFlicks: at(50) }).sessionStartFlicks).toBe(at(80));
    expect(placesIn(inSecond).cue({ ...cue, sessionStartFlicks: null }).sessionStartFlicks).toBeNull();
  });

  it('carries hits, and puts them in order', () => {
    const hit = (id: string, cut: string | null, frame: number): Hit => ({
      id,
      cue: 'cue',
      text: id,
      cut,
      at: at(frame),
      earlier: [],
    });
    const hits = placesIn(inSecond).hits([hit('new', 'V2', 115), hit('late', null, 120)]);
    expect(hits.map((one) => [one.id, one.at])).toEqual([
      ['late', at(110)],
      ['new', at(115)],
    ]);
  });

  it('asks for the cuts that things stand in, once each', () => {
    expect(cutsStoodIn(cuts, [null, 'V2', 'V1', 'V2'])).toEqual(['V1', 'V2']);
    expect(cutsStoodIn([], [null])).toEqual([]);
  });

  it('leaves everything where it is while nobody has said how the cuts differ', () => {
    const places = placesIn({ ...inSecond, changes: [], notePlaces: [] });
    const still = board(note('late', { cut: 'V1', in: at(120) }));
    expect(places.board(still)).toBe(still);
  });
});
