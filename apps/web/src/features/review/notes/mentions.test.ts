import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matching, mentionsIn, nameBefore, piecesOf } from './mentions';

const people = [
  { personId: 'anna', name: 'Anna' },
  { personId: 'maria', name: 'Anna Maria' },
  { personId: 'joel', name: 'Joël Österberg' },
];

describe('names in a text', () => {
  it('are found where they are written whole, the longest first', () => {
    expect(mentionsIn('@Anna, and @Joël Österberg!', people)).toEqual(['anna', 'joel']);
    expect(mentionsIn('(@Anna Maria) @Anna Maria', people)).toEqual(['maria']);
    expect(mentionsIn('@Annabel, @anna, mail@Anna, @ Anna, @Joël', people)).toEqual([]);
  });

  it('leave the text as it is', () => {
    const word = fc.constantFrom('@', 'Anna', ' ', 'Maria', '@Anna Maria', 'Joël Österberg', '𝔸', '\n', 'x');
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const text = words.join('');
        expect(
          piecesOf(text, people)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});

describe('a name that is being typed', () => {
  it('begins behind its sign and ends at the caret', () => {
    expect(nameBefore('Hello @An', 9)).toEqual({ at: 6, begun: 'An' });
    expect(nameBefore('Hello @An', 7)).toEqual({ at: 6, begun: '' });
    expect(nameBefore('Hello @An', 6)).toBeNull();
    expect(nameBefore('mail@An', 7)).toBeNull();
    expect(nameBefore('@Anna\nx', 7)).toBeNull();
  });

  it('finds people by any word of their name', () => {
    expect(matching(people, 'mar').map(({ personId }) => personId)).toEqual(['maria']);
    expect(matching(people, 'AN').map(({ personId }) => personId)).toEqual(['anna', 'maria']);
    expect(matching(people, '')).toHaveLength(3);
  });
});
