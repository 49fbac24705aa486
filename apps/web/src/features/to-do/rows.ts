import type { CueSummary, FilmNote } from '@segue/protocol';
import type { NearbyPiece } from '../../ui/use-nearby';

/** The heading of a cue that has notes to do. */
interface CueHead {
  readonly id: string;
  readonly cue: CueSummary;
  readonly open: number;
}

/** A note under it. */
export interface ListedNote {
  readonly id: string;
  readonly head: string;
  readonly cue: CueSummary;
  readonly note: FilmNote;
  /** Where it stands in the newest cut, in flicks. */
  readonly at: number;
  /** Which of all listed notes it is, from 1. */
  readonly place: number;
}

export type ToDoRow = CueHead | ListedNote;

/** The notes by cue and place, each cue that has any under its heading. */
export function toDoRows(
  cues: readonly CueSummary[],
  notes: readonly FilmNote[],
  positionOf: (note: FilmNote) => number,
): readonly ToDoRow[] {
  const byCue = new Map<string, FilmNote[]>();
  for (const note of notes) {
    const ofCue = byCue.get(note.cueId);
    if (ofCue) ofCue.push(note);
    else byCue.set(note.cueId, [note]);
  }
  let place = 0;
  return cues.flatMap((cue) => {
    const ofCue = byCue.get(cue.id);
    if (!ofCue) return [];
    const head = `cue-${cue.id}`;
    const listed = ofCue
      .map((note) => ({ note, at: positionOf(note) }))
      .sort((a, b) => a.at - b.at)
      .map(({ note, at }) => ({ id: note.id, head, cue, note, at, place: ++place }));
    return [{ id: head, cue, open: ofCue.filter(({ state }) => state === 'open').length }, ...listed];
  });
}

/** What is there of one cue; null is what lies between cues. */
export interface Section {
  readonly cue: CueSummary | null;
  readonly pieces: readonly NearbyPiece<ToDoRow>[];
}

/** What is there, by cue. Room below notes of a cue is its own, so that its heading stays over it. */
export function sectionsOf(pieces: readonly NearbyPiece<ToDoRow>[]): readonly Section[] {
  const sections: { cue: CueSummary | null; pieces: NearbyPiece<ToDoRow>[] }[] = [];
  for (const piece of pieces) {
    const last = sections.at(-1);
    const cue = 'gap' in piece ? (last?.cue ?? null) : piece.row.cue;
    if (last && last.cue?.id === cue?.id) last.pieces.push(piece);
    else sections.push({ cue, pieces: [piece] });
  }
  return sections;
}
