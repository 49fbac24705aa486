import { conform, type Shot } from '@segue/conform';
import type { Cut, FilmNote } from '@segue/protocol';
import { addCue, readCues, readHits, setHit } from '@segue/review-document';
import { frameToFlicks } from '@segue/timecode';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { carriedItems, cutsToCarryFrom, type Placed } from './carried-items';
import { stepOf, writeOnSheet } from './placing';

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
  id: id.padEnd(14, 'x'),
  filmId: 'film',
  ordinal,
  name: id,
  date: '2026-01-01',
  startFlicks: 0,
  reels: [],
  movie: null,
  editList: null,
});
const [first, second] = [cut('V1', 1), cut('V2', 2)];
// Ten frames are gone from the end of A: B begins earlier.
const change = conform([shot('A', 0, 100), shot('B', 100, 200)], [shot('A', 0, 90), shot('B', 90, 190)]);
const into = {
  cut: second,
  cuts: [first, second],
  changes: new Map([[first.id, change]]),
  rate: '24' as const,
};
const id = (name: string) => name.padEnd(14, 'x');

function scene() {
  const doc = new Y.Doc();
  addCue(doc, id('cue1'), { number: '1m01', title: 'Dawn', in: at(50), out: at(150), cut: first.id });
  addCue(doc, id('cue2'), { number: '1m02', in: null });
  // Placed before there were cuts: it counts in the first one.
  setHit(doc, id('hit1'), { cue: id('cue1'), text: 'Look', cut: null, at: at(120), earlier: [] });
  const note: FilmNote = {
    id: id('note1'),
    cueId: id('cue1'),
    versionId: id('version1'),
    author: { personId: 'p', name: 'P' },
    inFlicks: at(95),
    outFlicks: null,
    cutId: first.id,
    kind: 'mix',
    weight: 'must',
    text: 'Less',
    state: 'open',
  };
  const placed = (notePlaces: Placed['notePlaces'] = []): Placed => ({
    cues: readCues(doc),
    hits: readHits(doc),
    notes: [note],
    notePlaces,
  });
  return { doc, placed };
}

describe('what was placed in an earlier cut', () => {
  it('is carried, each with what happened to it', () => {
    const items = carriedItems(into, scene().placed());
    expect(
      items.map(({ kind, title, proposal, now, state }) => [kind, title, proposal.fate, now, state]),
    ).toEqual([
      ['cue', '1m01 Dawn', 'shortened', { in: at(50), out: at(140) }, 'proposed'],
      ['note', '1m01 Less', 'removed', { in: at(90), out: null }, 'proposed'],
      ['hit', '1m01 Look', 'moved', { in: at(110), out: null }, 'proposed'],
    ]);
  });

  it('is accepted with its old place beside it, and taken back without a trace', () => {
    const { doc, placed } = scene();
    const before = [readCues(doc), readHits(doc)];
    const targets = carriedItems(into, placed()).map((item) => ({ item, at: item.now }));
    const step = stepOf(targets, second.id, placed());
    writeOnSheet(doc, step.done);
    expect(readCues(doc)[0]).toMatchObject({
      in: at(50),
      out: at(140),
      cut: second.id,
      earlier: [{ cut: first.id, in: at(50), out: at(150) }],
    });
    expect(step.done.places).toEqual([{ noteId: id('note1'), inFlicks: at(90), outFlicks: null }]);
    const accepted = carriedItems(into, placed(step.done.places));
    expect(accepted.map(({ state }) => state)).toEqual(['accepted', 'accepted', 'accepted']);
    expect(accepted.map(({ old }) => old.in)).toEqual([at(50), at(95), at(120)]);
    writeOnSheet(doc, step.undone);
    expect([readCues(doc), readHits(doc)]).toEqual(before);
    expect(step.undone).toMatchObject({ places: [], forgotten: [id('note1')] });
  });

  it('is placed by hand, also after it was accepted, and keeps where it first stood', () => {
    const { doc, placed } = scene();
    const move = (start: number) => {
      const cue = carriedItems(into, placed()).find(({ kind }) => kind === 'cue');
      if (!cue) throw new Error('The cue is there.');
      const step = stepOf([{ item: cue, at: { in: at(start), out: at(start + 50) } }], second.id, placed());
      writeOnSheet(doc, step.done);
    };
    move(60);
    move(61);
    expect(carriedItems(into, placed())[0]).toMatchObject({
      state: 'by hand',
      old: { in: at(50), out: at(150) },
      now: { in: at(61), out: at(111) },
    });
    expect(readCues(doc)[0]?.earlier).toHaveLength(1);
  });

  it('takes the DAW session of a cue along that moved whole, once, and brings it back', () => {
    const { doc, placed } = scene();
    addCue(doc, id('cue5'), {
      number: '1m05',
      in: at(110),
      out: at(180),
      cut: first.id,
      sessionStart: at(100),
    });
    addCue(doc, id('cue6'), {
      number: '1m06',
      in: at(40),
      out: at(120),
      cut: first.id,
      sessionStart: at(30),
    });
    const before = readCues(doc);
    const carried = () => carriedItems(into, placed()).filter(({ hasSession }) => hasSession);
    const sessions = () => readCues(doc).flatMap(({ sessionStart }) => sessionStart ?? []);
    const step = stepOf(
      carried().map((item) => ({ item, at: item.now })),
      second.id,
      placed(),
    );
    writeOnSheet(doc, step.done);
    // Ten frames are gone before the one, and out of the middle of the other.
    expect(sessions().sort((a, b) => a - b)).toEqual([at(30), at(90)]);
    const again = carried().map((item) => ({ item, at: item.now }));
    writeOnSheet(doc, stepOf(again, second.id, placed()).done);
    expect(sessions().sort((a, b) => a - b)).toEqual([at(30), at(90)]);
    writeOnSheet(doc, step.undone);
    expect(readCues(doc)).toEqual(before);
  });

  it('knows the cuts that something stood in before', () => {
    const { doc, placed } = scene();
    addCue(doc, id('cue7'), { number: '1m07', in: at(10), cut: id('other') });
    expect(cutsToCarryFrom(into, placed()).sort()).toEqual([first.id, id('other')].sort());
    const step = stepOf(
      carriedItems(into, placed()).map((item) => ({ item, at: item.now })),
      second.id,
      placed(),
    );
    writeOnSheet(doc, step.done);
    expect(cutsToCarryFrom(into, placed()).sort()).toEqual([first.id, id('other')].sort());
  });

  it('leaves alone what was placed in the new cut, or in one that nobody has related', () => {
    const { doc, placed } = scene();
    addCue(doc, id('cue3'), { number: '1m03', in: at(10), cut: second.id });
    addCue(doc, id('cue4'), { number: '1m04', in: at(10), cut: id('other') });
    const titles = carriedItems(into, placed()).map(({ title }) => title);
    expect(titles).not.toContain('1m03');
    expect(titles).not.toContain('1m04');
  });
});
