import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  ABILITIES,
  accessTable,
  grantableRoles,
  may,
  maySign,
  ROLES,
  SENSES,
  sensesOf,
  type Role,
} from './index.js';

const as = (role: Role | null, owner = false) => ({ role, owner });

describe('the table of rights', () => {
  it('closes everything to those who are not on the film', () => {
    for (const ability of ABILITIES) expect(may(as(null), ability)).toBe(false);
    for (const sense of SENSES) expect(maySign(as(null, true), sense)).toBe(false);
  });

  it('lets a guest read and comment, and nothing more', () => {
    expect(ABILITIES.filter((ability) => may(as('guest'), ability))).toEqual(['read', 'comment']);
  });

  it('keeps team notes from directors, producers and guests', () => {
    for (const role of ['director', 'producer', 'picture editor', 'observer', 'guest'] as const) {
      expect(may(as(role), 'see team notes')).toBe(false);
    }
  });

  it('gives each sense of sign-off to exactly one role', () => {
    expect(SENSES.map((sense) => ROLES.filter((role) => maySign(as(role), sense)))).toEqual([
      ['director'],
      ['producer'],
      ['music supervisor'],
    ]);
    expect(sensesOf(as('producer'))).toEqual(['final']);
  });

  it('lets the owner read and manage people on every film, and sign on none', () => {
    expect(ABILITIES.filter((ability) => may(as(null, true), ability))).toEqual(['read', 'manage people']);
  });

  it('hands out roles only by those who manage people, and never the guest', () => {
    expect(grantableRoles(as('director'))).toEqual([]);
    expect(grantableRoles(as('composer'))).toEqual(ROLES.filter((role) => role !== 'guest'));
  });

  it('is what docs/access.md prints', () => {
    const printed = readFileSync(new URL('../../../docs/access.md', import.meta.url), 'utf8');
    expect(printed).toContain(accessTable());
  });
});
