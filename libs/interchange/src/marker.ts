import type { Flicks, TimecodeFormat } from '@segue/timecode';

/** Where the work behind a marker stands, in the formats that can say so. */
export type MarkerStatus = 'open' | 'done';

/** A stroke that somebody drew over the picture. */
export interface DrawnStroke {
  /** As whoever writes it calls them: `arrow`, `red`, `medium`. */
  readonly tool: string;
  readonly colour: string;
  readonly width: string;
  /** x and y by turns from the upper left corner, in ten thousandths of the picture's width and height. */
  readonly points: readonly number[];
  /** Words that stand there; null for a stroke that is none. */
  readonly text: string | null;
}

/** What every marker list in the field can say, more or less; each format's module tells what it loses. */
export interface Marker {
  /** The id of the note it was written from, when it carries one (`[S:…]`). */
  readonly id: string | null;
  /** Absolute position: the label 00:00:00:00 is 0. */
  readonly in: Flicks;
  /** The first position after it; null for a point. */
  readonly out: Flicks | null;
  readonly name: string;
  readonly comment: string;
  readonly author: string | null;
  /** A colour's name in lower case, as the field calls it; null when the format knows none. */
  readonly colour: string | null;
  readonly status: MarkerStatus | null;
  /** The track it stands on, as the application names it. */
  readonly track: string | null;
  /** When it was made, in milliseconds since 1970. */
  readonly createdAt: number | null;
  /** What was drawn with it, in the order of drawing; missing where the format knows no drawings. */
  readonly drawing?: readonly DrawnStroke[];
}

/** What positions in a file are to be read against, and written against. */
export interface Timeline {
  readonly title: string;
  readonly format: TimecodeFormat;
  /** The position of the timeline's first frame: of the film, the reel, the cue or the DAW session. */
  readonly start: Flicks;
  readonly length: Flicks;
}

/** Something in a file that could not be read, or not be read for sure. */
export interface Problem {
  /** The place, for people: `line 12`, `marker 3`. */
  readonly where: string;
  readonly what: string;
}

/** The encoding of a text that is neither UTF-8 nor UTF-16; which of them, no file says. */
export type OldEncoding = 'macintosh' | 'windows-1252';

/** What a file says of its own timeline. */
export type StatedTimeline = Partial<Pick<Timeline, 'title' | 'format' | 'start'>>;

/** What was read from a file. No module throws on bad input: what it cannot read is a problem. */
export interface Reading<Item> {
  readonly items: readonly Item[];
  readonly problems: readonly Problem[];
  readonly stated: StatedTimeline;
  /** The encoding that was taken for its text, where that is neither UTF-8 nor UTF-16: another one may be the right one. */
  readonly encoding?: OldEncoding;
}

/** A marker with nothing said but where it is. */
export function markerAt(position: Flicks): Marker {
  return {
    id: null,
    in: position,
    out: null,
    name: '',
    comment: '',
    author: null,
    colour: null,
    status: null,
    track: null,
    createdAt: null,
  };
}
