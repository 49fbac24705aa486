import { Inject, Injectable } from '@nestjs/common';
import type { Notices, noticesQuery, readNoticesBody } from '@segue/protocol';
import type { Database } from '@segue/storage';
import { sql, type Kysely } from 'kysely';
import type { z } from 'zod';
import { ChangeFeed } from '../live/change-feed.js';
import type { Actor } from '../people/actor.js';
import { DATABASE } from '../platform/tokens.js';
import { hearableNotices, shownNotices, showNotice } from './show-notice.js';

/** What a person was told, in the app. */
@Injectable()
export class NoticesService {
  constructor(
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    private readonly changes: ChangeFeed,
  ) {}

  /** Newest first. What the person may not read any more is not among them. */
  async list({ personId }: Actor, { before, limit }: z.output<typeof noticesQuery>): Promise<Notices> {
    const mine = hearableNotices(this.db).where('notices.person_id', '=', personId);
    const older = before === undefined ? mine : mine.where(isOlderThan(before));
    // Which they are is found first: to read what is shown of thousands takes many times as long.
    const page = older
      .select('notices.id')
      .orderBy('film_events.happened_at', 'desc')
      .orderBy('notices.id', 'desc')
      .limit(limit + 1);
    const rows = await shownNotices(this.db)
      .where('notices.id', 'in', page)
      .orderBy('shown_events.happened_at', 'desc')
      .orderBy('notices.id', 'desc')
      .execute();
    const { unread } = await mine
      .select(({ fn }) => fn.countAll<number>().as('unread'))
      .where('notices.read_at', 'is', null)
      .executeTakeFirstOrThrow();
    return { notices: rows.slice(0, limit).map(showNotice), unread, more: rows.length > limit };
  }

  /** Marks them as read, on all devices of the person. What is read is not mailed. */
  async read(actor: Actor, body: z.output<typeof readNoticesBody>): Promise<void> {
    const unread = this.db
      .updateTable('notices')
      .set({ read_at: new Date() })
      .where('person_id', '=', actor.personId)
      .where('read_at', 'is', null)
      .returning('event_id');
    const read = await ('ids' in body ? unread.where('id', 'in', body.ids) : unread).execute();
    if (read[0]) await this.tellOtherDevices(actor.personId, read[0].event_id);
  }

  private async tellOtherDevices(personId: string, eventId: string): Promise<void> {
    const { film_id: filmId } = await this.db
      .selectFrom('film_events')
      .select('film_id')
      .where('id', '=', eventId)
      .executeTakeFirstOrThrow();
    this.changes.tellPerson(personId, { kind: 'notices', id: personId, filmId });
  }
}

/** By the order of the list; no row is older than a notice that is not there. */
function isOlderThan(noticeId: string) {
  return sql<boolean>`(film_events.happened_at, notices.id) < (
    select earlier.happened_at, notice.id from notices as notice
    join film_events as earlier on earlier.id = notice.event_id
    where notice.id = ${noticeId})`;
}
