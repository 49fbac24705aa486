import type { ColumnType, Insertable, Selectable } from 'kysely';

/** `timestamptz`: read as Date, written as Date. */
type Instant = ColumnType<Date, Date, Date>;
type InstantOrNull = ColumnType<Date | null, Date | null | undefined, Date | null>;
type CreatedAt = ColumnType<Date, Date | undefined, never>;
/** `bigint` columns hold safe integers; the driver is told to read them as numbers. */
type Json<T> = ColumnType<T, string, string>;

interface PeopleTable {
  id: string;
  name: string;
  /** The address the person signs in with; set together with the password, by the person alone. */
  email: string | null;
  /** Where those who invited the person can reach them. Grants nothing. */
  contact_email: string | null;
  password_hash: string | null;
  owner: boolean;
  /** What the person reads; null until a page of theirs has said so. */
  language: string | null;
  created_at: CreatedAt;
}

interface SessionsTable {
  id: string;
  person_id: string;
  /** SHA-256 of the cookie's token, hexadecimal. */
  token_hash: string;
  /** The link that opened the session; null for a password. */
  link_id: string | null;
  created_at: CreatedAt;
  seen_at: Instant;
  expires_at: Instant;
}

interface FilmsTable {
  id: string;
  title: string;
  rate: string;
  drop_frame: boolean;
  start_flicks: number;
  /** What it asks of deliveries; null when nobody has said. */
  delivery_spec: Json<Record<string, unknown>> | null;
  /** Who is asked for notes; null: whoever signs. */
  reviewers: ColumnType<string[] | null, string[] | null | undefined, string[] | null>;
  /** How many rounds a cue is to have; null where nothing is agreed. */
  rounds_agreed: ColumnType<number | null, number | null | undefined, number | null>;
  created_by: string;
  created_at: CreatedAt;
}

interface MembersTable {
  film_id: string;
  person_id: string;
  role: string;
  added_at: CreatedAt;
}

interface LinksTable {
  id: string;
  film_id: string;
  /** The person a personal link signs in; null for the film's guest link. */
  person_id: string | null;
  token_hash: string;
  created_by: string;
  created_at: CreatedAt;
  expires_at: Instant;
  revoked_at: InstantOrNull;
  last_used_at: InstantOrNull;
}

interface CutsTable {
  id: string;
  film_id: string;
  ordinal: number;
  name: string;
  date: string;
  start_flicks: number;
  /** `[{ number, startFlicks }]`, in order. */
  reels: ColumnType<unknown[], string | undefined, string>;
  movie_sha256: string | null;
  movie_file_name: string | null;
  movie_size: number | null;
  movie_facts: Json<Record<string, unknown>> | null;
  created_at: CreatedAt;
}

/** What a cut is made of, as its edit list says. */
interface EditListsTable {
  cut_id: string;
  /** For a list of changes: the cut whose record is its source. Null for a list of shots. */
  from_cut_id: string | null;
  file_name: string;
  /** Of the file, which stands in the store. */
  sha256: string;
  shots: Json<unknown[]>;
  /** For a list of changes: what it says of the old cut. */
  old_shots: Json<unknown[]> | null;
  made_by: string;
  created_at: CreatedAt;
}

/** Where a person has said that a note stands in a cut that it was not given on. */
interface NotePlacesTable {
  cut_id: string;
  note_id: string;
  film_id: string;
  in_flicks: number;
  out_flicks: number | null;
  placed_by: string;
  created_at: CreatedAt;
}

/** Read model of `film/<id>`: derived, rebuilt by `npm run projections:rebuild`. */
interface CuesTable {
  id: string;
  film_id: string;
  number: string;
  title: string;
  kind: string;
  in_flicks: number | null;
  out_flicks: number | null;
  /** The cut whose picture the positions count in. */
  cut_id: string | null;
  session_start_flicks: number | null;
  description: string;
  emotion: string;
  /** True when the cue was taken off the sheet; its notes and versions stay. */
  removed: boolean;
}

/** Read model of `cue/<id>/notes`. */
interface NotesTable {
  id: string;
  cue_id: string;
  film_id: string;
  author_id: string;
  version_id: string;
  /** The cut whose picture the positions count in. */
  cut_id: string | null;
  in_flicks: number;
  out_flicks: number | null;
  kind: string;
  weight: string;
  text: string;
  state: string;
  replies: number;
}

/** Read model of `cue/<id>/notes`: who has finished giving notes on a version. */
interface FinishesTable {
  cue_id: string;
  version_id: string;
  person_id: string;
  film_id: string;
}

/** Read model of `cue/<id>/notes`: who is named in what stands there now. */
interface MentionsTable {
  cue_id: string;
  /** The note or the reply. */
  entry_id: string;
  /** Who is named. */
  person_id: string;
  note_id: string;
  film_id: string;
  author_id: string;
  text: string;
}

/** Files that people have brought to a cue to put them on notes and replies. One that is put on nothing goes when the cue is full. */
interface AttachmentsTable {
  cue_id: string;
  sha256: string;
  /** Who brought it. */
  person_id: string;
  name: string;
  /** As its first bytes say. */
  type: string;
  bytes: number;
  at: CreatedAt;
}

/** A view: whose notes are asked for on a film. */
interface AskedView {
  film_id: ColumnType<string, never, never>;
  person_id: ColumnType<string, never, never>;
  added_at: ColumnType<Date, never, never>;
}

/** A view: the rounds of notes, which follow from `notes`, `finishes`, and the people and settings of the film. */
interface RoundsView {
  film_id: ColumnType<string, never, never>;
  cue_id: ColumnType<string, never, never>;
  version_id: ColumnType<string, never, never>;
  /** Its place among the cue's versions that got notes, from 1. */
  number: ColumnType<number, never, never>;
  /** Whose notes are asked for now. */
  asked: ColumnType<string[], never, never>;
  /** Who has finished giving notes, asked or not. */
  finished: ColumnType<string[], never, never>;
  /** Whether all who are asked have finished. */
  closed: ColumnType<boolean, never, never>;
}

interface DeliveriesTable {
  id: string;
  film_id: string;
  purpose: string;
  cue_id: string | null;
  cut_id: string | null;
  person_id: string;
  file_name: string;
  size: number;
  sha256: string;
  /** What it is to be: of a version `{ kind, writtenToCutId }`, of a stem `{ kind, name }`, of a bed `{ kind }`. */
  request: Json<Record<string, unknown>>;
  state: string;
  refusal: string | null;
  /** The version that it became, or that a stem is delivered to. */
  version_id: string | null;
  created_at: CreatedAt;
  updated_at: Instant;
}

interface VersionsTable {
  id: string;
  film_id: string;
  cue_id: string;
  number: number;
  kind: string;
  written_to_cut_id: string | null;
  file_name: string;
  size: number;
  /** Of the file; what was read of it is in `sounds`. */
  sha256: string;
  length_flicks: number;
  position_flicks: number;
  stamped_flicks: number | null;
  /** The tempos and meters of the music: `{ fileName, start, ppq, tempos, meters }`. */
  tempo_map: Json<Record<string, unknown>> | null;
  uploaded_by: string;
  created_at: CreatedAt;
  removed_at: InstantOrNull;
}

/** What was read of a delivered audio file. It depends on the bytes only, and can be read again from them. */
interface SoundsTable {
  /** Of the delivered file, which stands in the store. */
  sha256: string;
  facts: Json<Record<string, unknown>>;
  /** Null until it was measured. */
  report: Json<Record<string, unknown>> | null;
  peaks_sha256: string | null;
  /** All segments of the listening rendition, one after another in one blob: each without loss, then light. */
  listening_sha256: string | null;
  /**
   * `{ sampleRate, channels, samples, segmentSamples, ends, light: { channels, ends } }`: segment i ends before byte `ends[i]`
   * of the blob, and behind it lies its light one.
   */
  listening: Json<Record<string, unknown>> | null;
  /** Why there is no listening rendition and will be none, in words. */
  unplayable: string | null;
  created_at: CreatedAt;
}

/** One part of a version, delivered beside its mix. */
interface StemsTable {
  id: string;
  version_id: string;
  ordinal: number;
  kind: string;
  name: string;
  file_name: string;
  size: number;
  sha256: string;
  /** From the first sample of the mix to the first of the stem. */
  offset_flicks: number;
  uploaded_by: string;
  created_at: CreatedAt;
  removed_at: InstantOrNull;
}

/** Dialogue or effects of a cut. */
interface BedsTable {
  id: string;
  cut_id: string;
  kind: string;
  file_name: string;
  size: number;
  sha256: string;
  start_flicks: number;
  uploaded_by: string;
  created_at: CreatedAt;
  removed_at: InstantOrNull;
}

/** The line of files to be read: those of deliveries, and sounds that are to be read again. A row goes when it is done. */
interface ReadingsTable {
  /** The delivery's id or the sound's SHA-256. */
  id: string;
  delivery_id: string | null;
  sha256: string | null;
  /** How often the reading was begun. */
  tries: ColumnType<number, number | undefined, number>;
  /** Why it failed, once for each time. */
  troubles: ColumnType<string[], string | undefined, string>;
  /** 0 to 1. */
  progress: ColumnType<number, number | undefined, number>;
  /** Null when it was given up. */
  next_try: ColumnType<Date | null, Date | undefined, Date | null>;
  /** Who is reading it, and until when nobody else may. */
  reader: string | null;
  leased_until: InstantOrNull;
  created_at: CreatedAt;
}

/** Append-only: a trigger refuses update and delete. */
interface SignOffsTable {
  id: string;
  film_id: string;
  cue_id: string;
  version_id: string;
  cut_id: string | null;
  person_id: string;
  person_name: string;
  role: string;
  sense: string;
  decision: string;
  comment: string;
  reason: string;
  statement: Json<Record<string, unknown>>;
  signed_in_by: string;
  at: Instant;
}

/** Append-only, chained by hashes. */
interface AuditTable {
  sequence: number;
  at: Instant;
  actor_id: string;
  actor_name: string;
  act: string;
  film_id: string | null;
  subject: Json<Record<string, unknown>>;
  previous_hash: string;
  hash: string;
}

/** How far the read models of a document have come. */
interface ProjectionsTable {
  document: string;
  /** The last update they know. */
  sequence: number;
}

/** The log: everything that one commit brought into one document. */
interface DocumentUpdatesTable {
  document: string;
  sequence: number;
  bytes: Buffer;
  /** The client ids it moves forward, and beside them whose they are. */
  client_ids: number[];
  person_ids: string[];
  committed_at: CreatedAt;
}

/** Everything in a document up to `sequence`, as one update. */
interface DocumentSnapshotsTable {
  document: string;
  sequence: number;
  bytes: Buffer;
  created_at: CreatedAt;
}

/** The person a Yjs client id belongs to in a document. */
interface ClientIdsTable {
  document: string;
  client_id: number;
  person_id: string;
}

interface InstallationTable {
  /** Always 1: there is one row. */
  id: number;
  /** SHA-256 of the one-time set-up token; null once the owner exists. */
  setup_token_hash: string | null;
}

interface LastBackupTable {
  /** Always 1: there is one row, or none before the first backup. */
  id: ColumnType<number, never, never>;
  /** When the database looked as it does in the backup. */
  at: Instant;
  bytes: number;
  /** False when files were missing from the store or damaged in it. */
  whole: boolean;
}

/** How far what was written has been told to people. */
interface ToldTable {
  /** The name of a document, or `audit`. */
  source: string;
  /** The last update, or act, that was told. */
  sequence: number;
}

/** What happened on a film that people want to know. */
interface FilmEventsTable {
  /** Of what happened: of the entry, the version, the sign-off … */
  id: string;
  film_id: string;
  cue_id: string | null;
  kind: string;
  /** Whether only those may hear of it who see the music team's notes. */
  team: ColumnType<boolean, boolean | undefined, boolean>;
  /** Who did it; null for what came about by itself. */
  actor_id: string | null;
  note_id: string | null;
  version_id: string | null;
  cut_id: string | null;
  in_flicks: number | null;
  text: ColumnType<string, string | undefined, string>;
  details: ColumnType<Record<string, unknown>, string | undefined, string>;
  /** What was taken back is told to nobody, and can be restored. */
  withdrawn: ColumnType<boolean, boolean | undefined, boolean>;
  happened_at: Instant;
}

/** A view: events that still stand, with what is shown of them. */
interface ShownEventsView {
  id: ColumnType<string, never, never>;
  film_id: ColumnType<string, never, never>;
  cue_id: ColumnType<string | null, never, never>;
  kind: ColumnType<string, never, never>;
  team: ColumnType<boolean, never, never>;
  actor_id: ColumnType<string | null, never, never>;
  note_id: ColumnType<string | null, never, never>;
  cut_id: ColumnType<string | null, never, never>;
  in_flicks: ColumnType<number | null, never, never>;
  text: ColumnType<string, never, never>;
  details: ColumnType<Record<string, unknown>, never, never>;
  happened_at: ColumnType<Date, never, never>;
  film_title: ColumnType<string, never, never>;
  rate: ColumnType<string, never, never>;
  drop_frame: ColumnType<boolean, never, never>;
  cue_number: ColumnType<string | null, never, never>;
  cue_title: ColumnType<string | null, never, never>;
  actor_name: ColumnType<string | null, never, never>;
  version_number: ColumnType<number | null, never, never>;
}

/** What a person is told of an event: one row for each, so that nothing is told twice. */
interface NoticesTable {
  id: string;
  person_id: string;
  event_id: string;
  /** What it is to this person: a reply to one is a mention to another. */
  kind: string;
  read_at: InstantOrNull;
  /** Whether it is to go by mail, as the person had chosen when it happened. */
  mail_wanted: boolean;
  /** The mail that carries it; null until there is one. */
  mail_id: string | null;
}

/** When a person wants mail. */
interface MailSettingsTable {
  person_id: string;
  rhythm: string;
  /** IANA name. */
  time_zone: string;
  /** Opens nothing but the end of all mails. */
  unsubscribe_token: string;
}

/** The line of mails. What one says stands in its notices. */
interface MailsTable {
  id: string;
  person_id: string;
  film_id: string;
  state: ColumnType<string, string | undefined, string>;
  tries: ColumnType<number, number | undefined, number>;
  next_try: ColumnType<Date, Date | undefined, Date>;
  /** Until when the node that sends it may be silent. */
  sending_until: InstantOrNull;
  /** Whether the mail server may have it: from here on it is never sent again. */
  handed_over: ColumnType<boolean, boolean | undefined, boolean>;
  trouble: string | null;
  created_at: CreatedAt;
  ended_at: InstantOrNull;
}

/** Where a film tells other programs what happens. */
interface WebhooksTable {
  film_id: string;
  url: string;
  secret: string;
  set_by: string;
  set_at: Instant;
}

/** The line of calls to webhooks. */
interface WebhookCallsTable {
  id: string;
  film_id: string;
  event_id: string;
  state: ColumnType<string, string | undefined, string>;
  tries: ColumnType<number, number | undefined, number>;
  next_try: ColumnType<Date, Date | undefined, Date>;
  /** What the other side answered last. */
  status: number | null;
  trouble: string | null;
  created_at: CreatedAt;
  ended_at: InstantOrNull;
}

export interface Database {
  installation: InstallationTable;
  last_backup: LastBackupTable;
  people: PeopleTable;
  sessions: SessionsTable;
  films: FilmsTable;
  members: MembersTable;
  links: LinksTable;
  cuts: CutsTable;
  edit_lists: EditListsTable;
  note_places: NotePlacesTable;
  cues: CuesTable;
  notes: NotesTable;
  finishes: FinishesTable;
  mentions: MentionsTable;
  attachments: AttachmentsTable;
  asked: AskedView;
  rounds: RoundsView;
  deliveries: DeliveriesTable;
  sounds: SoundsTable;
  versions: VersionsTable;
  stems: StemsTable;
  beds: BedsTable;
  readings: ReadingsTable;
  sign_offs: SignOffsTable;
  audit: AuditTable;
  projections: ProjectionsTable;
  document_updates: DocumentUpdatesTable;
  document_snapshots: DocumentSnapshotsTable;
  client_ids: ClientIdsTable;
  told: ToldTable;
  film_events: FilmEventsTable;
  shown_events: ShownEventsView;
  notices: NoticesTable;
  mail_settings: MailSettingsTable;
  mails: MailsTable;
  webhooks: WebhooksTable;
  webhook_calls: WebhookCallsTable;
}

export type Row<T extends keyof Database> = Selectable<Database[T]>;
export type NewRow<T extends keyof Database> = Insertable<Database[T]>;
