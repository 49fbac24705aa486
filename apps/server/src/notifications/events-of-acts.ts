import { sensesOf } from '@segue/access-policy';
import { statementSchema, type EventDetails } from '@segue/protocol';
import type { Database, Row } from '@segue/storage';
import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { PictureChanges } from '../picture-changes/picture-changes.js';
import { staleness } from '../sign-offs/staleness.js';
import { audienceOf, type Members } from './audience.js';
import type { FilmEvent, News } from './film-event.js';
import { membersOf } from './members-of.js';

type Act = Pick<Row<'audit'>, 'act' | 'at' | 'actor_id' | 'film_id' | 'subject'>;

interface Asked {
  readonly trx: Transaction<Database>;
  readonly pictures: PictureChanges;
  readonly filmId: string;
  readonly act: Act;
}

const versionSubject = z.object({ versionId: z.string(), cueId: z.string(), number: z.int() });
const signOffSubject = z.object({ signOffId: z.string(), versionId: z.string(), cueId: z.string() });
const cutSubject = z.object({ cutId: z.string() });

/** What an act of authority has to tell; most have nothing. */
export async function eventsOfAct(
  trx: Transaction<Database>,
  pictures: PictureChanges,
  act: Act,
): Promise<News[]> {
  if (act.film_id === null) return [];
  const asked = { trx, pictures, filmId: act.film_id, act };
  switch (act.act) {
    case 'version.uploaded':
      return versionUploaded(asked);
    case 'version.removed':
      await trx
        .updateTable('film_events')
        .set({ withdrawn: true })
        .where('id', '=', versionSubject.parse(act.subject).versionId)
        .execute();
      return [];
    case 'sign-off.recorded':
      return signedOff(asked);
    case 'cut.movie-uploaded':
      return pictureChanged(asked);
    case 'cut.edit-list-added':
      return [...(await pictureChanged(asked)), ...(await signOffsGoneStale(asked))];
    default:
      return [];
  }
}

async function versionUploaded({ trx, filmId, act }: Asked): Promise<News[]> {
  const { versionId, cueId, number } = versionSubject.parse(act.subject);
  const event: FilmEvent = {
    id: versionId,
    filmId,
    cueId,
    kind: 'version',
    actorId: act.actor_id,
    versionId,
    details: { versionNumber: number },
    happenedAt: act.at,
  };
  const members = await membersOf(trx, filmId);
  const people = await askedForNotes(trx, filmId, members);
  return [{ event, people: audienceOf(event, members, { people }) }];
}

/** Whoever was named for it, or else whoever signs. */
async function askedForNotes(
  trx: Transaction<Database>,
  filmId: string,
  members: Members,
): Promise<readonly string[]> {
  const { reviewers } = await trx
    .selectFrom('films')
    .select('reviewers')
    .where('id', '=', filmId)
    .executeTakeFirstOrThrow();
  const signing = [...members].filter(([, role]) => sensesOf({ role, owner: false }).length > 0);
  return reviewers ?? signing.map(([personId]) => personId);
}

async function signedOff({ trx, filmId, act }: Asked): Promise<News[]> {
  const { signOffId, versionId, cueId } = signOffSubject.parse(act.subject);
  const signed = await trx.selectFrom('sign_offs').selectAll().where('version_id', '=', versionId).execute();
  const signOff = signed.find(({ id }) => id === signOffId);
  if (!signOff) return [];
  const event: FilmEvent = {
    id: signOffId,
    filmId,
    cueId,
    kind: 'sign-off',
    actorId: act.actor_id,
    versionId,
    cutId: signOff.cut_id,
    text: signOff.comment,
    details: detailsOf(signOff),
    happenedAt: act.at,
  };
  const people = signed.map(({ person_id: personId }) => personId);
  return [{ event, people: audienceOf(event, await membersOf(trx, filmId), { people }) }];
}

/** Told once for each cut but the first, with the first thing that shows its picture. */
async function pictureChanged({ trx, filmId, act }: Asked): Promise<News[]> {
  const { cutId } = cutSubject.parse(act.subject);
  const cut = await trx
    .selectFrom('cuts')
    .select(['name', 'ordinal'])
    .where('id', '=', cutId)
    .executeTakeFirst();
  if (!cut || cut.ordinal === 1) return [];
  const event: FilmEvent = {
    id: cutId,
    filmId,
    cueId: null,
    kind: 'picture',
    actorId: act.actor_id,
    cutId,
    details: { cutName: cut.name },
    happenedAt: act.at,
  };
  return [{ event, people: audienceOf(event, await membersOf(trx, filmId)) }];
}

/** The decisions that stood before a new edit list, and whose picture it changes: told once for each cut. */
async function signOffsGoneStale({ trx, pictures, filmId, act }: Asked): Promise<News[]> {
  const decisions = await trx
    .selectFrom('sign_offs')
    .distinctOn(['cue_id', 'sense'])
    .selectAll()
    .where('film_id', '=', filmId)
    .orderBy('cue_id')
    .orderBy('sense')
    .orderBy('at', 'desc')
    .orderBy('id')
    .execute();
  const staleOf = await staleness(trx, pictures, filmId);
  const members = await membersOf(trx, filmId);
  return decisions.flatMap((signOff) => {
    const stale = signOff.decision === 'declined' ? null : staleOf(signOff);
    if (stale === null) return [];
    const event: FilmEvent = {
      id: `${signOff.id}:${stale.cutId}`,
      filmId,
      cueId: signOff.cue_id,
      kind: 'stale',
      actorId: null,
      versionId: signOff.version_id,
      cutId: stale.cutId,
      details: { ...detailsOf(signOff), cutName: stale.cutName },
      happenedAt: act.at,
    };
    return [{ event, people: audienceOf(event, members, { people: [signOff.person_id] }) }];
  });
}

function detailsOf({ statement, sense, decision }: Row<'sign_offs'>): Partial<EventDetails> {
  const { versionNumber } = statementSchema.parse(statement);
  // Written by the route that took them.
  return { versionNumber, sense, decision } as Partial<EventDetails>;
}
