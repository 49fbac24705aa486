import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { addCue, editCue, parseCueNumber, readCues, removeCue, spottingProblem } from './index.js';

const id = (n: number): string => `cue${String(n)}`.padEnd(14, 'x');

describe('the spotting sheet', () => {
  it('lists cues in film order, those without an in point last', () => {
    const doc = new Y.Doc();
    addCue(doc, id(1), { number: '1m10' });
    addCue(doc, id(2), { number: '1m02', in: 500 });
    addCue(doc, id(3), { number: '1m01', in: 100 });
    addCue(doc, id(4), { number: '1m9' });
    expect(readCues(doc).map(({ number }) => number)).toEqual(['1m01', '1m02', '1m9', '1m10']);
  });

  it('lets two people fill in one row at the same time', () => {
    const one = new Y.Doc();
    addCue(one, id(1), { number: '1m01' });
    const two = new Y.Doc();
    Y.applyUpdate(two, Y.encodeStateAsUpdate(one));
    editCue(one, id(1), { title: 'Main title' });
    editCue(two, id(1), { emotion: 'wonder' });
    Y.applyUpdate(one, Y.encodeStateAsUpdate(two));
    Y.applyUpdate(two, Y.encodeStateAsUpdate(one));
    expect(readCues(one)).toEqual(readCues(two));
    expect(readCues(one)[0]).toMatchObject({ number: '1m01', title: 'Main title', emotion: 'wonder' });
  });

  it('writes nothing for a value that did not change', () => {
    const doc = new Y.Doc();
    addCue(doc, id(1), { number: '1m01' });
    const before = Y.encodeStateVector(doc);
    editCue(doc, id(1), { number: '1m01' });
    editCue(doc, id(2), { number: 'gone' });
    expect(Y.encodeStateVector(doc)).toEqual(before);
    removeCue(doc, id(1));
    expect(readCues(doc)).toEqual([]);
  });

  it('reads a cue as the same object until something in it changes', () => {
    const doc = new Y.Doc();
    addCue(doc, id(1), { number: '1m01' });
    addCue(doc, id(2), { number: '1m02' });
    const [first, second] = readCues(doc);
    editCue(doc, id(2), { title: 'Night' });
    const [still, changed] = readCues(doc);
    expect(still).toBe(first);
    expect(changed).toEqual({ ...second, title: 'Night' });
    doc.getMap<Y.Map<unknown>>('cues').get(id(2))?.set('title', 7);
    expect(readCues(doc)).toEqual([first]);
  });

  it('names what does not belong on it', () => {
    const problemAfter = (change: (doc: Y.Doc) => unknown): string | null => {
      const doc = new Y.Doc();
      addCue(doc, id(1), { number: '1m01', in: 5, out: 9 });
      change(doc);
      return spottingProblem(doc);
    };
    expect(problemAfter(() => undefined)).toBeNull();
    expect(problemAfter((doc) => doc.getMap('other').set('x', 1))).toContain('other');
    expect(problemAfter((doc) => doc.getMap('cues').set('short', new Y.Map()))).toContain('cue id');
    expect(problemAfter((doc) => doc.getMap('cues').set(id(2), 'text'))).toContain('map');
    expect(
      problemAfter((doc) => {
        editCue(doc, id(1), { in: 1.5 });
      }),
    ).toContain('in');
    expect(
      problemAfter((doc) => (doc.getMap('cues').get(id(1)) as Y.Map<unknown>).set('colour', 'red')),
    ).not.toBeNull();
    expect(
      problemAfter((doc) => (doc.getMap('cues').get(id(1)) as Y.Map<unknown>).set('title', new Y.Text('x'))),
    ).toContain('title');
  });
});

describe('a cue number', () => {
  it.each([
    ['1m04', { reel: 1, music: '04', suffix: '' }],
    ['2M14', { reel: 2, music: '14', suffix: '' }],
    ['3m02s', { reel: 3, music: '02', suffix: 's' }],
    ['5m21/22', { reel: 5, music: '21/22', suffix: '' }],
    ['7m03alt', { reel: 7, music: '03', suffix: 'alt' }],
    ['main title', null],
    ['m04', null],
  ])('%s', (number, read) => {
    expect(parseCueNumber(number)).toEqual(read);
  });
});
