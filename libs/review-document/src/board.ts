import type { Attachment } from './attachments.js';
import type { Drawing } from './drawing.js';
import type { Entry, NoteKind, NoteWeight, ReactionSign } from './entries.js';

/** An entry with its place: whose part it stands in, and under which id. */
export interface PlacedEntry {
  readonly author: string;
  readonly id: string;
  readonly entry: Entry;
}

/** What people put on a note or a reply without a word, and who: the first one first. */
export interface Reaction {
  readonly sign: ReactionSign;
  readonly by: readonly string[];
}

/** How somebody on the music's side reads a note, in one line, and what its author says to that. */
export interface Reading {
  readonly id: string;
  readonly by: string;
  readonly text: string;
  readonly at: number;
  readonly state: 'unconfirmed' | 'confirmed' | 'corrected';
}

/** That somebody has given all their notes on a version, and when by their own clock (Unix milliseconds). */
export interface Finish {
  readonly version: string;
  readonly by: string;
  readonly at: number;
}

export interface BoardReply {
  readonly id: string;
  readonly author: string;
  readonly text: string;
  /** Ids of the people named in it. */
  readonly mentions: readonly string[];
  /** The files beside the text. */
  readonly attachments: readonly Attachment[];
  readonly reactions: readonly Reaction[];
  readonly at: number;
  readonly edited: boolean;
  readonly withdrawn: boolean;
}

/** Who resolved or reopened a note, and when by their own clock (Unix milliseconds). */
export interface StateChange {
  readonly type: 'resolve' | 'reopen';
  readonly by: string;
  readonly at: number;
}

export interface BoardNote {
  readonly id: string;
  readonly author: string;
  /** The version the note was given on. */
  readonly version: string;
  /** The cut whose picture the positions count in; null where none was there when they were set. */
  readonly cut: string | null;
  /** Absolute picture position in flicks. */
  readonly in: number;
  /** Exclusive end in flicks; null for a point. */
  readonly out: number | null;
  readonly kind: NoteKind;
  readonly weight: NoteWeight;
  readonly text: string;
  /** Ids of the people named in it. */
  readonly mentions: readonly string[];
  /** The files beside the text. */
  readonly attachments: readonly Attachment[];
  readonly reactions: readonly Reaction[];
  /** The latest one; null for none. */
  readonly reading: Reading | null;
  /** The stem of the version that it is about; null for the whole mix. */
  readonly stem: string | null;
  /** What is drawn over the picture at its start; null for nothing. */
  readonly drawing: Drawing | null;
  readonly at: number;
  readonly edited: boolean;
  readonly withdrawn: boolean;
  /** When its author withdrew it, by their own clock (Unix milliseconds); null while it stands. */
  readonly withdrawnAt: number | null;
  readonly state: 'open' | 'resolved';
  /** All resolutions and reopenings, in board order; the last one is in force. */
  readonly changes: readonly StateChange[];
  readonly replies: readonly BoardReply[];
}

/** What people see of a cue's notes: a pure function of all entries. */
export interface Board {
  /** By picture position, then in board order. Withdrawn notes stay: their threads do. */
  readonly notes: readonly BoardNote[];
  /** Who has finished giving notes on which version, in board order. */
  readonly finishes: readonly Finish[];
  /** The highest Lamport number seen; the next entry takes one more. */
  readonly lamport: number;
}

/** Notes that still ask for something: open and not withdrawn. */
export function openNotes(board: Board): readonly BoardNote[] {
  return board.notes.filter((note) => note.state === 'open' && !note.withdrawn);
}

/** Which notes are asked for; what is null or left out lets everything through. */
export interface NotesAsked {
  readonly state?: BoardNote['state'] | null | undefined;
  readonly kind?: string | null | undefined;
  /** Who wrote the note. */
  readonly person?: string | null | undefined;
  /** Id of the version it was given on. */
  readonly version?: string | null | undefined;
}

/** Whether a note is among those that are asked for. */
export function isAskedFor(note: BoardNote, { state, kind, person, version }: NotesAsked): boolean {
  return (
    (state ?? note.state) === note.state &&
    (kind ?? note.kind) === note.kind &&
    (person ?? note.author) === note.author &&
    (version ?? note.version) === note.version
  );
}
