import type { MailRhythm, NoticeKind } from '@segue/protocol';

/** Mails about a cue wait until nothing has happened there for so long … */
const QUIET_MS = 2 * 60_000;
/** … but no longer than this. */
const LONGEST_MS = 10 * 60_000;
/** When the daily mail goes, by the clock on the person's wall. */
const DAILY_HOUR = 8;

/** What waits for the end of its round, for those who want their notes by the round. */
const OF_A_ROUND: ReadonlySet<NoticeKind> = new Set(['note', 'reply', 'resolved', 'reopened']);

/** A notice that is to go by mail. */
export interface WaitingNotice {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly filmId: string;
  readonly cueId: string | null;
  readonly happenedAt: Date;
  /** When the first round of the cue closed after it; null while none has. */
  readonly roundClosedAt: Date | null;
}

/**
 * Which of one person's notices go now, those of a mail together.
 *
 * @param waiting in the order in which they happened
 * @param morning the latest 8:00 where the person is
 */
export function dueMails(
  waiting: readonly WaitingNotice[],
  rhythm: MailRhythm,
  morning: Date,
  now: Date,
): WaitingNotice[][] {
  switch (rhythm) {
    case 'none':
      return [];
    case 'instant':
      return byCue(waiting).filter((cue) => isQuiet(cue.map(happened), now));
    case 'round':
      return byCue(waiting.filter((notice) => roundEnded(notice) !== null)).filter((cue) =>
        isQuiet(
          cue.map((notice) => roundEnded(notice) ?? happened(notice)),
          now,
        ),
      );
    case 'daily':
      return grouped(waiting, ({ filmId }) => filmId).filter((film) =>
        film.some(({ happenedAt }) => happenedAt < morning),
      );
  }
}

/** The latest 8:00 in that time zone which has come. */
export function lastMorning(now: Date, timeZone: string): Date {
  // Hour by hour, because a day has 23 or 25 of them at times.
  for (let hours = 0; ; hours++) {
    const at = new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS - hours * HOUR_MS);
    const morning = atFullHour(at, timeZone);
    if (morning <= now && hourOf(morning, timeZone) === DAILY_HOUR) return morning;
  }
}

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** The full hour on the wall that an instant lies in: there are places with half hours. */
function atFullHour(at: Date, timeZone: string): Date {
  const minutes = Number(new Intl.DateTimeFormat('en', { timeZone, minute: 'numeric' }).format(at));
  return new Date(at.getTime() - minutes * MINUTE_MS + (minutes > 0 ? HOUR_MS : 0));
}

function hourOf(at: Date, timeZone: string): number {
  return Number(new Intl.DateTimeFormat('en', { timeZone, hour: 'numeric', hourCycle: 'h23' }).format(at));
}

function happened({ happenedAt }: WaitingNotice): number {
  return happenedAt.getTime();
}

/** Since when the round need not be waited for; null while it has to be. */
function roundEnded({ kind, happenedAt, roundClosedAt }: WaitingNotice): number | null {
  return (OF_A_ROUND.has(kind) ? roundClosedAt : happenedAt)?.getTime() ?? null;
}

function isQuiet(times: readonly number[], now: Date): boolean {
  return Math.max(...times) <= now.getTime() - QUIET_MS || Math.min(...times) <= now.getTime() - LONGEST_MS;
}

function byCue(notices: readonly WaitingNotice[]): WaitingNotice[][] {
  return grouped(notices, ({ filmId, cueId }) => `${filmId} ${cueId ?? ''}`);
}

function grouped(
  notices: readonly WaitingNotice[],
  keyOf: (notice: WaitingNotice) => string,
): WaitingNotice[][] {
  const groups = new Map<string, WaitingNotice[]>();
  for (const notice of notices) {
    const key = keyOf(notice);
    const group = groups.get(key);
    if (group) group.push(notice);
    else groups.set(key, [notice]);
  }
  return [...groups.values()];
}
