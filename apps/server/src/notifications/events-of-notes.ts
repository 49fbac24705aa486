import { parseDocumentName } from '@segue/protocol';
import { readEntry, type Entry, type PlacedEntry } from '@segue/review-document';
import type { Database, Row } from '@segue/storage';
import { entriesIn } from '@segue/sync-engine';
import { sql, type Transaction } from 'kysely';
import { storable } from '../projections/storable.js';
import { audienceOf, type Members } from './audience.js';
import type { FilmEvent, News } from './film-event.js';
import { membersOf } from './members-of.js';

/** What was written in one commit, and when. */
interface Written {
  readonly bytes: Uint8Array;
  readonly at: Date;
}

type WrittenEntry = PlacedEntry & { readonly at: Date };

/** What is known of a note, and who wrote in its thread. */
interface Thread {
  readonly version: string | null;
  readonly in: number | null;
  readonly people: Set<string>;
}

/**
 * What updates of a cue's notes have to tell: notes, replies, resolutions, and who is named in them. What was edited or
 * withdrawn is from then on told as it stands.
 */
export async function eventsOfNotes(
  trx: Transaction<Database>,
  document: string,
  updates: readonly Written[],
): Promise<News[]> {
  const address = parseDocumentName(document);
  if (address === null || address.kind === 'spotting') return [];
  const { cueId } = address;
  const cue = await trx.selectFrom('cues').select('film_id').where('id', '=', cueId).executeTakeFirst();
  if (!cue) return [];
  const entries = updates.flatMap(({ bytes, at }) => entriesOf(bytes, at));
  const place = { filmId: cue.film_id, cueId, team: address.kind === 'team' };
  const members = await membersOf(trx, cue.film_id);
  const threads = await threadsOf(trx, entries);
  const news: News[] = [];
  for (const written of entries) {
    const event = eventOf(written, threads);
    if (event) news.push(newsOf({ ...place, ...event }, written, members, threads));
  }
  return news;
}

function entriesOf(bytes: Uint8Array, at: Date): WrittenEntry[] {
  const entries: WrittenEntry[] = [];
  for (const { root, key, value } of entriesIn(bytes)) {
    const entry = readEntry(root, key, value);
    if (entry) entries.push({ ...entry, at });
  }
  // What was written together comes in no order of its own.
  return entries.sort((a, b) => a.entry.lamport - b.entry.lamport);
}

type EventOfEntry = Omit<FilmEvent, 'filmId' | 'cueId' | 'team'>;

const KINDS = { reply: 'reply', 'read-as': 'reply', resolve: 'resolved', reopen: 'reopened' } as const;

/** The event that an entry is, and the thread goes on; null for entries that change others. */
function eventOf({ id, author, entry, at }: WrittenEntry, threads: Map<string, Thread>): EventOfEntry | null {
  const by = { id, actorId: author, happenedAt: at };
  switch (entry.type) {
    case 'note':
      threads.set(id, { version: entry.version, in: entry.in, people: new Set([author]) });
      return {
        ...by,
        kind: 'note',
        noteId: id,
        versionId: entry.version,
        cutId: entry.cut ?? null,
        inFlicks: entry.in,
        text: entry.text,
      };
    case 'reply':
    case 'read-as':
    case 'resolve':
    case 'reopen': {
      const thread = threads.get(entry.note);
      return {
        ...by,
        kind: KINDS[entry.type],
        noteId: entry.note,
        versionId: thread?.version ?? null,
        inFlicks: thread?.in ?? null,
        text: 'text' in entry ? entry.text : '',
      };
    }
    default:
      return null;
  }
}

function newsOf(
  event: FilmEvent,
  { entry }: WrittenEntry,
  members: Members,
  threads: Map<string, Thread>,
): News {
  const thread = threads.get(event.noteId ?? '');
  const people = event.kind === 'note' ? [] : (thread?.people ?? []);
  const audience = audienceOf(event, members, { people, mentioned: mentionedIn(entry) });
  if (event.actorId !== null) thread?.people.add(event.actorId);
  return { event, people: audience };
}

function mentionedIn(entry: Entry): readonly string[] {
  return ('mentions' in entry && entry.mentions) || [];
}

/** The threads that were there before and that entries belong to. */
async function threadsOf(
  trx: Transaction<Database>,
  entries: readonly WrittenEntry[],
): Promise<Map<string, Thread>> {
  const ids = entries.flatMap(({ entry }) => ('note' in entry ? [entry.note] : []));
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; version: string | null; in: number | null; person: string }>`
    select id, version_id as version, in_flicks as "in", author_id as person from notes where id = any(${ids}::text[])
    union all
    select note_id, version_id, in_flicks, actor_id from film_events
    where note_id = any(${ids}::text[]) and actor_id is not null
  `.execute(trx);
  const threads = new Map<string, Thread>();
  for (const { id, version, in: start, person } of rows) {
    const thread = threads.get(id) ?? { version, in: start, people: new Set<string>() };
    thread.people.add(person);
    threads.set(id, thread);
  }
  return threads;
}

/**
 * Brings what was told up to what the same updates changed of it: text, place, withdrawn or restored. Only the author can. Who
 * is named only now is told now.
 */
export async function changeTold(trx: Transaction<Database>, updates: readonly Written[]): Promise<News[]> {
  const news: News[] = [];
  for (const { author, entry } of updates.flatMap(({ bytes, at }) => entriesOf(bytes, at))) {
    const [id, change] = changeOf(entry);
    if (id === null) continue;
    const changed = await trx
      .updateTable('film_events')
      // Something has to be set: an event stays what it is.
      .set((event) => ({ id: event.ref('id'), ...change }))
      .where('id', '=', id)
      .where('actor_id', '=', author)
      .where('kind', 'in', ['note', 'reply'])
      .returningAll()
      .executeTakeFirst();
    const mentioned = mentionedIn(entry);
    if (changed && mentioned.length > 0) news.push(await mentionedNow(trx, changed, mentioned));
  }
  return news;
}

/** Which event an entry changes, and how. */
function changeOf(entry: Entry): [id: string | null, change: EventChange] {
  switch (entry.type) {
    case 'edit':
    case 'edit-reply': {
      const start = entry.type === 'edit' ? entry.in : undefined;
      const id = entry.type === 'edit' ? entry.note : entry.reply;
      return [
        id,
        {
          ...(entry.text === undefined ? {} : { text: storable(entry.text) }),
          ...(start === undefined ? {} : { in_flicks: start }),
        },
      ];
    }
    case 'withdraw':
    case 'restore':
      return [entry.of, { withdrawn: entry.type === 'withdraw' }];
    default:
      return [null, {}];
  }
}

interface EventChange {
  readonly text?: string;
  readonly in_flicks?: number;
  readonly withdrawn?: boolean;
}

async function mentionedNow(
  trx: Transaction<Database>,
  row: Row<'film_events'>,
  mentioned: readonly string[],
): Promise<News> {
  const event: FilmEvent = {
    id: row.id,
    filmId: row.film_id,
    cueId: row.cue_id,
    kind: 'mention',
    team: row.team,
    actorId: row.actor_id,
    happenedAt: row.happened_at,
  };
  return { event, people: audienceOf(event, await membersOf(trx, row.film_id), { mentioned }) };
}
