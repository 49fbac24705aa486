import type { Notice } from '@segue/protocol';
import { describe, expect, it } from 'vitest';
import { groupNews } from './news-groups';

let ids = 0;
const notice = (kind: Notice['kind'], film: string, cue: string | null): Notice => ({
  id: String((ids += 1)),
  kind,
  film: { id: film, title: film },
  cue: cue === null ? null : { id: cue, number: cue, title: '' },
  by: null,
  at: '2026-03-01T12:00:00.000Z',
  readAt: null,
  noteId: null,
  cutId: null,
  inFlicks: null,
  timecode: null,
  text: '',
  versionNumber: 1,
  sense: null,
  decision: null,
  cutName: null,
  round: null,
});

describe('groupNews', () => {
  it('puts films and cues where their newest news stands', () => {
    const groups = groupNews([
      notice('note', 'A', '1m02'),
      notice('version', 'B', '1m01'),
      notice('note', 'A', '1m01'),
      notice('picture', 'A', null),
      notice('reply', 'A', '1m02'),
    ]);
    expect(groups.map(({ film, cues }) => [film.id, cues.map(({ cue }) => cue?.id ?? null)])).toEqual([
      ['A', ['1m02', '1m01', null]],
      ['B', ['1m01']],
    ]);
  });

  it('folds the notes of a cue, with the closed round first and everything else shown', () => {
    const notes = Array.from({ length: 50 }, () => notice('note', 'A', '1m01'));
    const [reply, round] = [notice('reply', 'A', '1m01'), notice('round', 'A', '1m01')];
    const [group] = groupNews([...notes, reply, round])[0]?.cues ?? [];
    expect(group?.notices).toEqual([round, ...notes.slice(0, 3), reply]);
    expect(group?.more).toEqual(notes.slice(3));
  });
});
