import { newId, type MailRhythm, type NoticeKind } from '@segue/protocol';
import type { Database } from '@segue/storage';
import { sql, type Kysely, type Transaction } from 'kysely';
import { hearableNotices } from '../show-notice.js';
import { dueMails, lastMorning, type WaitingNotice } from './when-due.js';

/** Any number that nobody else locks: one node at a time puts notices into mails, so that what belongs together comes together. */
const GATHERING = 7_301_002;

/** When a person who never said so gets mail. */
export const UNASKED = { rhythm: 'instant', timeZone: 'UTC' } as const;

interface Recipient {
  readonly rhythm: MailRhythm;
  readonly timeZone: string;
  readonly waiting: WaitingNotice[];
}

/** Makes mails of the notices whose time has come; each goes into one mail, once. What was read in the app needs none. */
export async function gatherMails(db: Kysely<Database>, now: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { rows } = await sql<{
      mine: boolean;
    }>`select pg_try_advisory_xact_lock(${GATHERING}) as mine`.execute(trx);
    if (rows[0]?.mine !== true) return;
    const mornings = new Map<string, Date>();
    for (const [personId, { rhythm, timeZone, waiting }] of await recipients(trx)) {
      const morning = mornings.get(timeZone) ?? lastMorning(now, timeZone);
      mornings.set(timeZone, morning);
      for (const notices of dueMails(waiting, rhythm, morning, now))
        await putIntoMail(trx, personId, notices);
    }
  });
}

async function putIntoMail(
  trx: Transaction<Database>,
  personId: string,
  notices: readonly WaitingNotice[],
): Promise<void> {
  const [first] = notices;
  if (!first) return;
  const mailId = newId();
  await trx.insertInto('mails').values({ id: mailId, person_id: personId, film_id: first.filmId }).execute();
  const ids = notices.map(({ id }) => id);
  await trx
    .updateTable('notices')
    .set({ mail_id: mailId })
    .where('id', '=', sql<string>`any(${ids})`)
    .execute();
}

/** Whose notices wait for a mail, and which. */
async function recipients(trx: Transaction<Database>): Promise<ReadonlyMap<string, Recipient>> {
  const rows = await hearableNotices(trx)
    .leftJoin('mail_settings', 'mail_settings.person_id', 'notices.person_id')
    .select([
      'notices.id',
      'notices.kind',
      'notices.person_id',
      'film_events.film_id',
      'film_events.cue_id',
      'film_events.happened_at',
      'rhythm',
      'time_zone',
      sql<Date | null>`(
        select min(closed.happened_at) from film_events as closed where closed.kind = 'round'
        and closed.cue_id = film_events.cue_id and closed.happened_at >= film_events.happened_at)`.as(
        'closed_at',
      ),
    ])
    .where('notices.mail_wanted', '=', true)
    .where('notices.mail_id', 'is', null)
    .where('notices.read_at', 'is', null)
    .orderBy('film_events.happened_at')
    .orderBy('notices.id')
    .execute();
  const people = new Map<string, Recipient>();
  for (const row of rows) {
    const person = people.get(row.person_id) ?? {
      // Both were checked when they were written.
      rhythm: (row.rhythm ?? UNASKED.rhythm) as MailRhythm,
      timeZone: row.time_zone ?? UNASKED.timeZone,
      waiting: [],
    };
    people.set(row.person_id, person);
    person.waiting.push({
      id: row.id,
      kind: row.kind as NoticeKind,
      filmId: row.film_id,
      cueId: row.cue_id,
      happenedAt: row.happened_at,
      roundClosedAt: row.closed_at,
    });
  }
  return people;
}
