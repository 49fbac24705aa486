import { markerAt, type Marker } from '@segue/interchange';
import { addCue, readCues, readHits, setHit, spottingProblem } from '@segue/review-document';
import { frameToFlicks } from '@segue/timecode';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { BECOMES, planSpotting, type PlannedRow, type Sheet } from './spotting-plan';

const at = (frame: number): number => frameToFlicks(frame, '24');
const point = (frame: number, name: string, comment = ''): Marker => ({
  ...markerAt(at(frame)),
  name,
  comment,
});
const range = (frame: number, length: number, name: string, comment = ''): Marker => ({
  ...point(frame, name, comment),
  out: at(frame + length),
});
const EMPTY: Sheet = { cues: [], hits: [] };
const nobody = (): undefined => undefined;
const plan = (markers: readonly Marker[], sheet = EMPTY): PlannedRow[] =>
  planSpotting(markers, sheet, nobody);
const become = (rows: readonly PlannedRow[]): string[] =>
  rows.map(({ becomes, remark }) => (remark === null ? becomes : `${becomes}, ${remark}`));

const CHASE = { id: 'cue1aaaaaaaaaa', number: '2m14', title: 'Chase', in: at(1000), out: at(2000) };

describe('a list for the spotting sheet', () => {
  it('brings cues where it has ranges, and hits where it has points', () => {
    const rows = plan([range(100, 240, '1m01 Main titles', 'over the river'), point(160, 'Door slams')]);
    expect(rows[0]).toMatchObject({
      becomes: 'cue',
      in: at(100),
      out: at(340),
      number: '1m01',
      title: 'Main titles',
      description: 'over the river',
    });
    expect(rows[1]).toMatchObject({
      becomes: 'hit',
      text: 'Door slams',
      cue: { number: '1m01', of: { row: 0 } },
    });
  });

  it.each([
    ['2m14 Chase', '2m14', 'Chase'],
    ['2M14: Chase', '2M14', 'Chase'],
    ['5m21/22 – Reunion,  part 2', '5m21/22', 'Reunion, part 2'],
    ['7m03alt_Farewell', '7m03alt', 'Farewell'],
    ['3m02s', '3m02s', ''],
    ['Chase 2m14', '', 'Chase 2m14'],
    ['1930 montage', '', '1930 montage'],
    ['2m14½', '2m14', '½'],
  ])('takes the number of %s from its beginning', (name, number, title) => {
    expect(plan([range(0, 10, name)])[0]).toMatchObject({ number, title });
  });

  it('gives hits to the cue that they fall into, of the sheet too, the innermost one', () => {
    const song = { ...CHASE, id: 'cue2aaaaaaaaaa', number: '2m15', in: at(1500), out: at(1600) };
    const sheet = { cues: [CHASE, song], hits: [] };
    const cues = plan(
      [999, 1000, 1550, 1999, 2000].map((frame) => point(frame, 'x')),
      sheet,
    ).map(({ cue }) => (cue && 'cueId' in cue.of ? cue.of.cueId : null));
    expect(cues).toEqual([null, CHASE.id, song.id, CHASE.id, null]);
  });

  it('takes a point with a cue number outside of all cues for the beginning of that cue', () => {
    expect(become(plan([point(5, '1m02 Arrival'), point(6, 'Train')]))).toEqual(['cue', 'hit']);
    expect(plan([point(5, '1m02 Arrival')])[0]?.out).toBeNull();
    expect(become(plan([point(1200, '2m14 Bar 9')], { cues: [CHASE], hits: [] }))).toEqual(['hit']);
  });

  it('does what people choose', () => {
    const markers = [range(0, 10, 'a'), point(5, 'b'), point(6, 'c')];
    const chosen = ['hit', 'cue', 'nothing'] as const;
    expect(become(planSpotting(markers, EMPTY, (index) => chosen[index]))).toEqual([...chosen]);
  });

  it('leaves out what lies before the film can, and what was a note of Segue', () => {
    const note = { ...range(5, 5, 'Softer'), id: 'note1aaaaaaaaa' };
    const early = { ...point(0, 'Pip'), in: -1 };
    expect(become(plan([note, early]))).toEqual(['nothing, note', 'nothing, before']);
    expect(become(planSpotting([note, early], EMPTY, () => 'cue'))).toEqual(['cue', 'nothing, before']);
  });

  it('says when a number is on the sheet at another place, however it is written', () => {
    expect(become(plan([range(5, 5, '2M14 Chase again')], { cues: [CHASE], hits: [] }))).toEqual([
      'cue, number',
    ]);
    expect(become(plan([range(5, 5, '1m1 A'), range(50, 5, '1m01 B')]))).toEqual(['cue', 'cue, number']);
  });

  it('does not bring twice what is there, also where its title has been put right', () => {
    const sheet = { cues: [{ ...CHASE, title: 'The chase' }], hits: [{ at: at(1100), text: 'Door' }] };
    const markers = [range(1000, 1000, '2m14 Chase'), point(1100, 'door!'), point(1100, 'door')];
    expect(become(plan(markers, sheet))).toEqual(Array.from({ length: 3 }, () => 'nothing, there'));
    expect(become(planSpotting(markers, sheet, () => 'cue'))[0]).toBe('nothing, there');
    expect(become(plan([range(7, 5, 'a'), range(7, 5, 'a')]))).toEqual(['cue', 'nothing, there']);
  });

  it('fits the sheet, and brings nothing the second time, whatever is in it', () => {
    const marker = fc.record({
      frame: fc.integer({ min: -5, max: 60 }),
      length: fc.option(fc.integer({ min: 0, max: 30 }), { nil: null }),
      name: fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 500 }),
        fc.constantFrom('1m01', '1m01 A', '2m2 B', ''),
      ),
      comment: fc.string({ unit: 'grapheme', maxLength: 5000 }),
    });
    const choice = fc.option(fc.constantFrom(...BECOMES), { nil: undefined });
    fc.assert(
      fc.property(fc.array(fc.tuple(marker, choice), { maxLength: 12 }), (list) => {
        const markers = list.map(([{ frame, length, name, comment }]) => ({
          ...point(frame, name, comment),
          out: length === null ? null : at(frame + length),
        }));
        const chosen = (index: number) => list[index]?.[1];
        const doc = new Y.Doc();
        const id = (row: number): string => `row${String(row).padStart(11, '0')}`;
        planSpotting(markers, EMPTY, chosen).forEach((row, index) => {
          const { number, title, description, in: start, out } = row;
          if (row.becomes === 'cue') addCue(doc, id(index), { number, title, description, in: start, out });
          const cue = row.cue && 'row' in row.cue.of ? id(row.cue.of.row) : null;
          const hit = { cue, text: row.text, cut: null, at: start, earlier: [] };
          if (row.becomes === 'hit') setHit(doc, id(index), hit);
        });
        expect(spottingProblem(doc)).toBeNull();
        const [cues, hits] = [readCues(doc), readHits(doc)];
        const ids = new Set(cues.map((cue) => cue.id));
        expect(hits.every(({ cue }) => cue === null || ids.has(cue))).toBe(true);
        const again = planSpotting(markers, { cues, hits }, chosen);
        expect(again.filter(({ becomes }) => becomes !== 'nothing')).toEqual([]);
      }),
    );
  });
});
