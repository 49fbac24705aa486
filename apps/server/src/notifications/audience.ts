import { may, type Ability, type Role } from '@segue/access-policy';
import type { NoticeKind } from '@segue/protocol';
import type { FilmEvent } from './film-event.js';

/** Who is on a film, by person. */
export type Members = ReadonlyMap<string, Role>;

/** Who has to do with an event, besides everybody whose role makes it their business. */
export interface Concerned {
  /** Who wrote in its thread, signed its version, or is asked for notes on it. */
  readonly people?: Iterable<string>;
  /** Who is named in its text. */
  readonly mentioned?: Iterable<string>;
}

type Business = (role: Role) => boolean;

const deliversMusic: Business = (role) => able(role, 'upload versions');
const everybody: Business = () => true;
const nobody: Business = () => false;

/** Whose business an event is by role alone. */
const BUSINESS: Record<NoticeKind, Business> = {
  note: deliversMusic,
  reply: nobody,
  resolved: nobody,
  reopened: nobody,
  mention: nobody,
  version: nobody,
  'sign-off': deliversMusic,
  stale: deliversMusic,
  round: deliversMusic,
  picture: everybody,
};

/**
 * Who is told of an event, and what it is to them. Nobody is told what they did themselves or what they may not read; who is
 * mentioned is told so, whatever else it is to them.
 */
export function audienceOf(
  event: Pick<FilmEvent, 'kind' | 'team' | 'actorId'>,
  members: Members,
  { people = [], mentioned = [] }: Concerned = {},
): Map<string, NoticeKind> {
  const [concerned, named] = [new Set(people), new Set(mentioned)];
  const audience = new Map<string, NoticeKind>();
  for (const [personId, role] of members) {
    if (personId === event.actorId || !mayHear(role, event.team ?? false)) continue;
    if (named.has(personId)) audience.set(personId, 'mention');
    else if (BUSINESS[event.kind](role) || concerned.has(personId)) audience.set(personId, event.kind);
  }
  return audience;
}

/** Whether somebody in this role may read what an event is about. */
export function mayHear(role: Role, team: boolean): boolean {
  return able(role, 'read') && (!team || able(role, 'see team notes'));
}

function able(role: Role, ability: Ability): boolean {
  return may({ role, owner: false }, ability);
}
