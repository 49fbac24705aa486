import { may, type Ability, type Standing } from './abilities.js';
import { ROLES, type Role } from './roles.js';

/**
 * The roles that someone of this standing may hand out on a film: none without `manage people`. Guests come in by
 * the guest link and are never invited by name.
 */
export function grantableRoles(standing: Standing): readonly Role[] {
  return may(standing, 'manage people') ? ROLES.filter((role) => role !== 'guest') : [];
}

/** The acts a person can put on a note or on a version's review, and the ability each one needs. */
export const ACT_ABILITIES = {
  note: 'comment',
  reply: 'comment',
  edit: 'comment',
  withdraw: 'comment',
  resolve: 'resolve',
  reopen: 'resolve',
  paraphrase: 'upload versions',
  agree: 'comment',
  react: 'comment',
  finish: 'comment',
} as const satisfies Record<string, Ability>;
