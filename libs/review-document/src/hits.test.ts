import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { addCue, readHits, removeHit, setHit, spottingProblem, type HitFields } from './index.js';

const id = (n: number): string => `hit${String(n)}`.padEnd(14, 'x');
const hit = (at: number, fields: Partial<HitFields> = {}): HitFields => ({
  cue: null,
  text: 'She turns',
  cut: null,
  at,
  earlier: [],
  ...fields,
});

describe('hits', () => {
  it('stand in film order, and one that is set again replaces the one before', () => {
    const doc = new Y.Doc();
    setHit(doc, id(1), hit(500));
    setHit(doc, id(2), hit(100, { cue: id(9) }));
    setHit(doc, id(1), hit(50, { earlier: [{ cut: null, at: 500 }] }));
    expect(readHits(doc).map(({ id: hitId, at }) => [hitId, at])).toEqual([
      [id(1), 50],
      [id(2), 100],
    ]);
    expect(spottingProblem(doc)).toBeNull();
    removeHit(doc, id(1));
    expect(readHits(doc)).toHaveLength(1);
  });

  it.each([
    ['a position that is no whole flick', (doc: Y.Doc) => doc.getMap('hits').set(id(1), hit(1.5))],
    ['a field of its own', (doc: Y.Doc) => doc.getMap('hits').set(id(1), { ...hit(1), colour: 'red' })],
    ['a nested type', (doc: Y.Doc) => doc.getMap('hits').set(id(1), new Y.Map())],
    ['another id', (doc: Y.Doc) => doc.getMap('hits').set('short', hit(1))],
    ['a cut that is no id', (doc: Y.Doc) => doc.getMap('hits').set(id(1), hit(1, { cut: 'v1' }))],
    [
      'a list',
      (doc: Y.Doc) => {
        doc.getArray('hits').push([1]);
      },
    ],
  ])('are refused with %s', (_what, write) => {
    const doc = new Y.Doc();
    addCue(doc, id(3), { number: '1m01' });
    write(doc);
    const update = Y.encodeStateAsUpdate(doc);
    const read = new Y.Doc();
    Y.applyUpdate(read, update);
    expect(spottingProblem(read)).not.toBeNull();
  });
});
