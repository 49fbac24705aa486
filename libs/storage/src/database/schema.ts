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
}

export type Row<T extends keyof Database> = Selectable<Database[T]>;
export type NewRow<T extends keyof Database> = Insertable<Database[T]>;
