import {
  frameRate,
  FRAME_RATE_NAMES,
  mayDropFrames,
  type Flicks,
  type TimecodeFormat,
} from '@segue/timecode';
import { isObject, listIn, objectIn, readJson, textIn, type Json } from './json.js';
import type { DrawnStroke, Marker, MarkerStatus, Reading, Timeline } from './marker.js';
import { labelOf } from './positions.js';
import { tooLarge } from './text-file.js';
import { encodeText, nothing, Problems } from './text.js';

/** A file beside the words of a note or an answer. Only what it is: its bytes are not in the file of notes. */
export interface AttachedFile {
  readonly name: string;
  /** Its media type. */
  readonly type: string;
  readonly sha256: string;
}

/** An answer in the thread of a note. */
export interface NoteReply {
  readonly author: string | null;
  readonly text: string;
  /** In milliseconds since 1970. */
  readonly createdAt: number | null;
  /** What it made of the note; null when it was only words. */
  readonly status: MarkerStatus | null;
  /** Left out for none; not read back. */
  readonly attachments?: readonly AttachedFile[];
}

/** A note with what was answered to it. */
export interface NoteThread extends Marker {
  /** What it is about, in the words of whoever writes it: `timing`, `mix`; null where that is not said. */
  readonly kind: string | null;
  /** The stem that it is about, by name; null where it is about all of the music. */
  readonly stem: string | null;
  /** In the order of drawing. */
  readonly drawing: readonly DrawnStroke[];
  /** In the order in which they were made. */
  readonly replies: readonly NoteReply[];
  /** Left out for none; not read back. */
  readonly attachments?: readonly AttachedFile[];
}

/** What a file of notes begins with, so that it is known again. */
const FORMAT = 'segue-notes';
/** Raised when a reader of the version before would misunderstand a file. New fields alone do not raise it. */
const VERSION = 1;

/**
 * Writes notes as JSON, for other programs and for keeping. Nothing is lost. Positions are flicks (1/705 600 000 s from the
 * label 00:00:00:00) and, for people, timecode; `out` is the first position after, null for a point; dates are ISO 8601 in
 * UTC.
 *
 * ```json
 * {
 *   "format": "segue-notes", "version": 1, "title": "Reel 1",
 *   "frameRate": { "name": "23.976", "num": 24000, "den": 1001, "dropFrame": false },
 *   "start": { "flicks": 2542700160000, "timecode": "01:00:00:00" }, "length": 846720000000,
 *   "notes": [{
 *     "id": "7k2f", "in": { "flicks": 2550000000000, "timecode": "01:00:10:08" }, "out": null,
 *     "name": "2m14", "text": "softer", "author": "Anna", "state": "open", "kind": "mix", "stem": "Strings",
 *     "drawing": [{ "tool": "arrow", "colour": "red", "width": "medium", "points": [0, 0, 5000, 5000], "text": null }],
 *     "colour": "red", "track": null, "createdAt": "2026-03-01T10:00:00.000Z",
 *     "replies": [{ "author": "Ben", "text": "done", "createdAt": null, "state": "done" }]
 *   }]
 * }
 * ```
 */
export function formatNotesJson(notes: readonly NoteThread[], timeline: Timeline): Uint8Array {
  const { title, format, start, length } = timeline;
  const { name, num, den } = frameRate(format.rate);
  const place = (flicks: Flicks): Json => ({ flicks, timecode: labelOf(flicks, format) });
  const written = {
    format: FORMAT,
    version: VERSION,
    title,
    frameRate: { name, num, den, dropFrame: format.dropFrame },
    start: place(start),
    length,
    notes: notes.map((note) => ({
      id: note.id,
      in: place(note.in),
      out: note.out === null ? null : place(note.out),
      name: note.name,
      text: note.comment,
      author: note.author,
      state: note.status,
      kind: note.kind,
      stem: note.stem,
      drawing: note.drawing.map(({ tool, colour, width, points, text }) => ({
        tool,
        colour,
        width,
        points,
        text,
      })),
      colour: note.colour,
      track: note.track,
      createdAt: dateText(note.createdAt),
      ...(note.attachments && { attachments: note.attachments.map(fileRow) }),
      replies: note.replies.map(({ author, text, createdAt, status, attachments }) => ({
        author,
        text,
        createdAt: dateText(createdAt),
        state: status,
        ...(attachments && { attachments: attachments.map(fileRow) }),
      })),
    })),
  };
  return encodeText(`${JSON.stringify(written)}\n`);
}

function fileRow({ name, type, sha256 }: AttachedFile): Json {
  return { name, type, sha256 };
}

/** Reads what `formatNotesJson` wrote. Of a later version what is known of it is read. */
export function parseNotesJson(bytes: Uint8Array): Reading<NoteThread> {
  const refused = tooLarge<NoteThread>(bytes);
  if (refused) return refused;
  const json = readJson(bytes);
  if (json === 'too many') return nothing('file', 'It has too many objects: these are no notes.');
  if (json === 'none') return nothing('file', 'This is not JSON, or the end of the file is missing.');
  const { value: root } = json;
  if (!isObject(root) || root['format'] !== FORMAT)
    return nothing('file', `This is JSON, but no notes: its "format" is not "${FORMAT}".`);
  const problems = new Problems();
  const version = root['version'];
  if (typeof version !== 'number' || version > VERSION)
    problems.add('file', 'A later version of Segue wrote this: what is new in it was not read.');
  const items: NoteThread[] = [];
  for (const [index, note] of listIn(root, 'notes').entries()) {
    const read = noteOf(note);
    if (read) items.push(read);
    else
      problems.add(
        `note ${String(index + 1)}`,
        'It has no "in" with whole "flicks", which says where it is.',
      );
  }
  const start = flicksIn(root, 'start');
  const format = formatOf(objectIn(root, 'frameRate'));
  const title = root['title'];
  return {
    items,
    problems: problems.all(),
    stated: {
      ...(typeof title === 'string' && { title }),
      ...(format && { format }),
      ...(start !== null && { start }),
    },
  };
}

function noteOf(note: Json): NoteThread | null {
  const position = flicksIn(note, 'in');
  if (position === null) return null;
  return {
    in: position,
    id: stringIn(note, 'id'),
    out: flicksIn(note, 'out'),
    name: stringIn(note, 'name') ?? '',
    comment: stringIn(note, 'text') ?? '',
    author: stringIn(note, 'author'),
    status: statusIn(note),
    kind: stringIn(note, 'kind'),
    stem: stringIn(note, 'stem'),
    drawing: listIn(note, 'drawing').map((stroke) => ({
      tool: stringIn(stroke, 'tool') ?? '',
      colour: stringIn(stroke, 'colour') ?? '',
      width: stringIn(stroke, 'width') ?? '',
      points: numbersIn(stroke, 'points'),
      text: stringIn(stroke, 'text'),
    })),
    colour: stringIn(note, 'colour'),
    track: stringIn(note, 'track'),
    createdAt: dateIn(note),
    replies: listIn(note, 'replies').map((reply) => ({
      author: stringIn(reply, 'author'),
      text: stringIn(reply, 'text') ?? '',
      createdAt: dateIn(reply),
      status: statusIn(reply),
    })),
  };
}

function formatOf(stated: Json): TimecodeFormat | null {
  const name = textIn(stated, 'name');
  const rate = FRAME_RATE_NAMES.find((known) => known === name);
  return rate === undefined ? null : { rate, dropFrame: stated['dropFrame'] === true && mayDropFrames(rate) };
}

function flicksIn(object: Json, key: string): Flicks | null {
  const flicks = objectIn(object, key)['flicks'];
  return Number.isSafeInteger(flicks) ? Number(flicks) : null;
}

function stringIn(object: Json, key: string): string | null {
  const value = object[key];
  return typeof value === 'string' ? value : null;
}

function numbersIn(object: Json, key: string): number[] {
  const value = object[key];
  return Array.isArray(value) ? value.filter((each) => typeof each === 'number') : [];
}

function statusIn(object: Json): MarkerStatus | null {
  const state = object['state'];
  return state === 'open' || state === 'done' ? state : null;
}

function dateText(milliseconds: number | null): string | null {
  const date = new Date(milliseconds ?? NaN);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

function dateIn(object: Json): number | null {
  const time = Date.parse(stringIn(object, 'createdAt') ?? '');
  return Number.isNaN(time) ? null : time;
}
