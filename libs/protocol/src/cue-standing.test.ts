import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cueStanding } from './cue-standing.js';

const newest = { versionId: '00000000000001', number: 1, writtenToCutId: null };
const cue = { newest, openNotes: 0, mustNotes: 0, signOffs: {}, staleSenses: [] };

describe('the standing of a cue', () => {
  it('is spotted until there is a version to judge, whatever is said of it', () => {
    expect(cueStanding({ ...cue, newest: null, openNotes: 3, mustNotes: 1 })).toBe('spotted');
  });

  it('asks for work before it says what is done', () => {
    const signed = { creative: 'approved', final: 'approved with changes' } as const;
    expect(cueStanding(cue)).toBe('in review');
    expect(cueStanding({ ...cue, openNotes: 2 })).toBe('noted');
    expect(cueStanding({ ...cue, openNotes: 2, mustNotes: 1 })).toBe('must');
    expect(cueStanding({ ...cue, openNotes: 2, signOffs: signed })).toBe('signed');
    expect(cueStanding({ ...cue, openNotes: 2, mustNotes: 1, signOffs: signed })).toBe('must');
    expect(cueStanding({ ...cue, signOffs: signed, staleSenses: ['final'] })).toBe('stale');
    expect(cueStanding({ ...cue, signOffs: { ...signed, clearance: 'declined' } })).toBe('declined');
  });

  it('is never signed while a sense that matters is missing, declined or stale, or a must is open', () => {
    const decision = fc.constantFrom('approved', 'approved with changes', 'declined');
    const sense = fc.constantFrom('creative', 'final', 'clearance');
    fc.assert(
      fc.property(
        fc.dictionary(sense, decision),
        fc.array(sense),
        fc.nat(3),
        fc.nat(3),
        (signOffs, staleSenses, openNotes, mustNotes) => {
          const standing = cueStanding({ newest, signOffs, staleSenses, openNotes, mustNotes });
          const done =
            signOffs['creative'] !== undefined &&
            signOffs['final'] !== undefined &&
            !Object.values(signOffs).includes('declined') &&
            staleSenses.length === 0 &&
            mustNotes === 0;
          expect(standing === 'signed').toBe(done);
        },
      ),
    );
  });
});
