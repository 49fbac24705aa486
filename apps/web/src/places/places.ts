import { carryIntoCut, type CarriedPlace, type Place } from '@segue/conform';
import type { ChangeIntoCut, CueSummary, Cut, FilmNote, NotePlace, Version } from '@segue/protocol';
import type { Board, BoardNote, Hit } from '@segue/review-document';
import type { FrameRateName } from '@segue/timecode';
import { intoCut } from '../api/picture-changes';

/** Where things stand in the picture of the cut that is shown, whatever cut they were placed in. */
export interface Places {
  /** The same object when nothing moved. */
  readonly cue: (cue: CueSummary) => CueSummary;
  /** Where the version begins, and what happened to its stretch since the cut it was written to; null when nothing did. */
  readonly version: (version: Version) => CarriedPlace | null;
  /** Notes that did not move are the same objects as before. */
  readonly board: (board: Board) => Board;
  /** The hits where they stand, in order. Those that did not move are the same objects. */
  readonly hits: (hits: readonly Hit[]) => readonly Hit[];
  /** Where a note of the film begins, in flicks. */
  readonly positionOf: (note: PlacedNote) => number;
  /** Where a note was given, and what happened to that place since; null when nothing did. */
  readonly ofNote: (noteId: string) => CarriedNote | null;
}

/** What of a note of the film is asked for its place; without an id it was never placed by hand. */
type PlacedNote = Pick<FilmNote, 'cutId' | 'inFlicks' | 'outFlicks'> & { readonly id: string | null };

export interface CarriedNote {
  readonly cutName: string;
  readonly was: Place;
  readonly fate: CarriedPlace['fate'] | 'by hand';
}

/** The cut that is shown, and what is known of how the others differ from it. */
export interface ShownCut {
  readonly rate: FrameRateName;
  /** All cuts of the film, the oldest first. */
  readonly cuts: readonly Cut[];
  readonly cutId: string | undefined;
  readonly changes: readonly ChangeIntoCut[];
  /** Where people have said that notes stand in it. */
  readonly notePlaces: readonly NotePlace[];
}

/** The cuts in whose picture things were placed; what says nothing of a cut stands in the film's first. */
export function cutsStoodIn(cuts: readonly Cut[], said: readonly (string | null)[]): string[] {
  const first = cuts[0]?.id;
  return [...new Set(said.map((id) => id ?? first))].filter((id) => id !== undefined);
}

/** Carries everything in a review room into the cut that is shown. */
export function placesIn({ rate, cuts, cutId, changes, notePlaces }: ShownCut): Places {
  const into = intoCut(rate, cuts, cutId, changes);
  const byHand = new Map(notePlaces.map((place) => [place.noteId, place]));
  const names = new Map(cuts.map(({ id, name }) => [id, name]));
  const home = (id: string | null): string => id ?? cuts[0]?.id ?? '';
  const moved = new Map<string, CarriedNote>();
  const carried = new WeakMap<BoardNote, BoardNote>();

  const carry = (from: string | null, place: Place): CarriedPlace | null => {
    const now = carryIntoCut(into, from, place);
    return now.fate === 'unchanged' ? null : now;
  };
  const carryNote = (id: string | null, from: string | null, place: Place) => {
    const put = id === null || home(from) === cutId ? undefined : byHand.get(id);
    return put ? { in: put.inFlicks, out: put.outFlicks, fate: 'by hand' as const } : carry(from, place);
  };
  const note = (written: BoardNote): BoardNote => {
    const before = carried.get(written);
    if (before) return before;
    const { id, cut: from, in: start, out } = written;
    const now = carryNote(id, from, { in: start, out });
    const here = now ? { ...written, in: now.in, out: now.out } : written;
    if (now) {
      const cutName = names.get(home(from)) ?? '';
      moved.set(id, { cutName, was: { in: start, out }, fate: now.fate });
    }
    carried.set(written, here);
    return here;
  };
  return {
    cue: (cue) => {
      if (cue.inFlicks === null) return cue;
      const now = carry(cue.cutId, { in: cue.inFlicks, out: cue.outFlicks });
      if (!now) return cue;
      const session = cue.sessionStartFlicks;
      const moved = now.fate === 'moved' ? now.in - cue.inFlicks : 0;
      // The session of a cue that moved whole moves with it; of any other nobody can say where it begins now.
      const sessionStartFlicks = session === null ? null : Math.max(0, session + moved);
      return { ...cue, inFlicks: now.in, outFlicks: now.out, sessionStartFlicks };
    },
    version: ({ writtenToCutId, positionFlicks, lengthFlicks }) =>
      writtenToCutId === null
        ? null
        : carry(writtenToCutId, { in: positionFlicks, out: positionFlicks + lengthFlicks }),
    board: (board) => {
      const notes = board.notes.map(note);
      const isSame = notes.every((here, index) => here === board.notes[index]);
      return isSame ? board : { ...board, notes: notes.sort((a, b) => a.in - b.in) };
    },
    hits: (hits) =>
      hits
        .map((hit) => {
          const now = carry(hit.cut, { in: hit.at, out: null });
          return now ? { ...hit, at: now.in } : hit;
        })
        .sort((a, b) => a.at - b.at),
    positionOf: ({ id, cutId: from, inFlicks, outFlicks }) =>
      carryNote(id, from, { in: inFlicks, out: outFlicks })?.in ?? inFlicks,
    ofNote: (id) => moved.get(id) ?? null,
  };
}
