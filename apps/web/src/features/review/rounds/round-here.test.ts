import { describe, expect, it } from 'vitest';
import { roundHere } from './round-here';

const versions = ['v1', 'v2', 'v3'].map((id) => ({ id, cueId: 'cue' }));
const round = (versionId: string, number: number, cueId = 'cue') => ({
  cueId,
  versionId,
  number,
  finished: [],
  closed: false,
});
const finish = (version: string, by: string) => ({ version, by, at: 0 });
const rounds = { asked: ['dora', 'petra'], rounds: [round('v1', 1), round('w1', 1, 'other')] };
const here = (index: number, ...finishes: ReturnType<typeof finish>[]) =>
  roundHere(rounds, versions[index] ?? { id: '', cueId: '' }, versions, finishes);

describe('the round of a version', () => {
  it('is counted among those of earlier versions that got notes', () => {
    expect(here(0)).toMatchObject({ number: 1, begun: true });
    expect(here(2)).toMatchObject({ number: 2, begun: false });
  });

  it('waits for those who are asked, and closes when they have all finished with it', () => {
    expect(here(0, finish('v1', 'petra'), finish('v1', 'carl'), finish('v2', 'dora'))).toMatchObject({
      finished: ['petra'],
      waiting: ['dora'],
      closed: false,
    });
    expect(here(1, finish('v2', 'petra'), finish('v2', 'dora'))).toMatchObject({
      begun: true,
      waiting: [],
      closed: true,
    });
  });

  it('never closes where nobody is asked', () => {
    const none = { ...rounds, asked: [] };
    expect(roundHere(none, { id: 'v1', cueId: 'cue' }, versions, [finish('v1', 'dora')]).closed).toBe(false);
  });
});
