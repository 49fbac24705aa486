import { ROLES } from '@segue/access-policy';
import { eventDetails, type Notice, type NoticeKind } from '@segue/protocol';
import type { Database, Row } from '@segue/storage';
import { timecodeLabel } from '@segue/timecode';
import type { Kysely } from 'kysely';
import { timecodeFormat } from '../films/film-timecode.js';
import { mayHear } from './audience.js';

/** Longer texts are read where they stand. */
const SHOWN_CHARACTERS = 500;

const HEARING = ROLES.filter((role) => mayHear(role, false));
const HEARING_TEAM = ROLES.filter((role) => mayHear(role, true));

/** Notices that their person may read now: of films they are on, of the music team's notes only while they see these. */
export function hearableNotices(db: Kysely<Database>) {
  return db
    .selectFrom('notices')
    .innerJoin('film_events', 'film_events.id', 'notices.event_id')
    .innerJoin('members', (join) =>
      join
        .onRef('members.film_id', '=', 'film_events.film_id')
        .onRef('members.person_id', '=', 'notices.person_id'),
    )
    .where('film_events.withdrawn', '=', false)
    .where('members.role', 'in', HEARING)
    .where((of) => of.or([of('film_events.team', '=', false), of('members.role', 'in', HEARING_TEAM)]));
}

/** Notices with all that `showNotice` shows. */
export function shownNotices(db: Kysely<Database>) {
  return hearableNotices(db)
    .innerJoin('shown_events', 'shown_events.id', 'notices.event_id')
    .selectAll('shown_events')
    .select(['notices.id as notice_id', 'notices.kind as notice_kind', 'notices.read_at']);
}

/** An event as it is shown to people and programs. */
export function showEvent(event: Row<'shown_events'>): Omit<Notice, 'id' | 'readAt'> {
  const { cue_id: cueId, actor_id: actorId, in_flicks: inFlicks } = event;
  const details = eventDetails.parse(event.details);
  return {
    ...details,
    versionNumber: details.versionNumber ?? event.version_number,
    // Written by this server alone.
    kind: event.kind as NoticeKind,
    film: { id: event.film_id, title: event.film_title },
    cue: cueId === null ? null : { id: cueId, number: event.cue_number ?? '', title: event.cue_title ?? '' },
    by: actorId === null ? null : { id: actorId, name: event.actor_name ?? '' },
    at: event.happened_at.toISOString(),
    noteId: event.note_id,
    cutId: event.cut_id,
    inFlicks,
    timecode: inFlicks === null ? null : timecodeLabel(inFlicks, timecodeFormat(event)),
    text: event.text.slice(0, SHOWN_CHARACTERS),
  };
}

type ShownNotice = Row<'shown_events'> & { notice_id: string; notice_kind: string; read_at: Date | null };

export function showNotice(row: ShownNotice): Notice {
  const kind = row.notice_kind as NoticeKind;
  return { ...showEvent(row), kind, id: row.notice_id, readAt: row.read_at?.toISOString() ?? null };
}
