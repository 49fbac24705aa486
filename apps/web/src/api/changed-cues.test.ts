import type { CueSummary } from '@segue/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withCues } from './changed-cues';

const fields = fc.record({
  number: fc.constantFrom('1m1', '1m2', '1m10', '2m1'),
  inFlicks: fc.option(fc.nat(5)),
  openNotes: fc.nat(2),
});
const change = fc.record({
  id: fc.string({ minLength: 1, maxLength: 3 }),
  before: fields,
  after: fields,
  fate: fc.constantFrom('same', 'changed', 'gone', 'come'),
});

describe('the cues of a film after some were asked for anew', () => {
  it('are those of the whole sheet, in its order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(change, { selector: ({ id }) => id }), (changes) => {
        const before = changes
          .filter(({ fate }) => fate !== 'come')
          .map((cue) => ({ id: cue.id, ...cue.before }) as CueSummary);
        const after = changes
          .filter(({ fate }) => fate !== 'gone')
          .map(
            ({ id, fate, ...cue }) => ({ id, ...cue[fate === 'same' ? 'before' : 'after'] }) as CueSummary,
          );
        const asked = new Set(changes.filter(({ fate }) => fate !== 'same').map(({ id }) => id));
        const answer = after.filter(({ id }) => asked.has(id));
        expect(withCues(before, asked, answer)).toEqual(withCues([], asked, after));
      }),
    );
  });
});
