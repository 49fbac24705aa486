import { may, ROLES, type Role } from '@segue/access-policy';
import { NOTICE_KINDS } from '@segue/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { audienceOf, type Members } from './audience.js';

/** Somebody in every role, named after it. */
const everybody: Members = new Map(ROLES.map((role) => [role, role]));
const told = (kind: (typeof NOTICE_KINDS)[number], actorId: string | null = null) => [
  ...audienceOf({ kind, actorId }, everybody).keys(),
];

describe('audienceOf', () => {
  it('tells those whose business it is by role', () => {
    const composers = ROLES.filter((role) => may({ role, owner: false }, 'upload versions'));
    expect(told('note')).toEqual(composers);
    expect(told('round')).toEqual(composers);
    expect(told('sign-off', 'director')).toEqual(composers);
    expect(told('picture')).toEqual([...ROLES]);
    expect(told('reply')).toEqual([]);
  });

  it('never tells anybody what they did, or what they may not read, and says first that they are named', () => {
    const person = fc.constantFrom(...ROLES);
    fc.assert(
      fc.property(
        fc.constantFrom(...NOTICE_KINDS),
        fc.boolean(),
        fc.option(person),
        fc.array(person),
        fc.array(person),
        (kind, team, actorId, people, mentioned) => {
          const audience = audienceOf({ kind, team, actorId }, everybody, { people, mentioned });
          if (actorId !== null) expect(audience.has(actorId)).toBe(false);
          for (const [id, as] of audience) {
            const standing = { role: id as Role, owner: false };
            if (team) expect(may(standing, 'see team notes')).toBe(true);
            expect(as).toBe(mentioned.includes(id as Role) ? 'mention' : kind);
          }
          const hears = (id: Role) =>
            id !== actorId && (!team || may({ role: id, owner: false }, 'see team notes'));
          for (const id of [...people, ...mentioned]) expect(audience.has(id)).toBe(hears(id));
        },
      ),
    );
  });

  it('tells nobody who is not on the film', () => {
    expect(audienceOf({ kind: 'reply', actorId: null }, new Map(), { people: ['gone'] }).size).toBe(0);
  });
});
