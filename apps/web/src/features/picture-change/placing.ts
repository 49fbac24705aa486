import type { Place } from '@segue/conform';
import type { SpottingSession } from '@segue/client';
import type { NotePlace } from '@segue/protocol';
import {
  editCue,
  placeCue,
  placeHit,
  setHit,
  type Cue,
  type CueFields,
  type HitFields,
} from '@segue/review-document';
import type { CarriedItem, Placed } from './carried-items';

/** What has to be written to place things in a cut, or to take that back. */
export interface Placing {
  readonly cues: readonly { readonly id: string; readonly fields: Partial<CueFields> }[];
  readonly hits: readonly { readonly id: string; readonly fields: HitFields }[];
  readonly places: readonly NotePlace[];
  readonly forgotten: readonly string[];
}

/** A placing, and the one that puts everything back. */
export interface Step {
  readonly done: Placing;
  readonly undone: Placing;
}

/** What is to be placed, and where. */
export interface Target {
  readonly item: CarriedItem;
  readonly at: Place;
}

/** Works out how to place things in a cut. Cues and hits keep where they stood. */
export function stepOf(targets: readonly Target[], cutId: string, { cues, hits, notePlaces }: Placed): Step {
  const done = emptyPlacing();
  const undone = emptyPlacing();
  const cueOf = new Map(cues.map((cue) => [cue.id, cue]));
  const hitOf = new Map(hits.map((hit) => [hit.id, hit]));
  const placeOf = new Map(notePlaces.map((place) => [place.noteId, place]));
  for (const { item, at } of targets) {
    if (item.kind === 'cue') {
      const cue = cueOf.get(item.id);
      if (!cue) continue;
      const { in: start, out, cut, earlier, sessionStart } = cue;
      const moved = sessionMoved(item, cue, at);
      const hasMoved = moved !== null;
      const fields = { ...placeCue(cue, at, cutId), ...(hasMoved && { sessionStart: moved }) };
      done.cues.push({ id: cue.id, fields });
      const stood = { in: start, out, cut, earlier, ...(hasMoved && { sessionStart }) };
      undone.cues.push({ id: cue.id, fields: stood });
    } else if (item.kind === 'hit') {
      const hit = hitOf.get(item.id);
      if (!hit) continue;
      const { id, ...fields } = hit;
      done.hits.push({ id, fields: { ...fields, ...placeHit(hit, at.in, cutId) } });
      undone.hits.push({ id, fields });
    } else {
      done.places.push({ noteId: item.id, inFlicks: at.in, outFlicks: at.out });
      const stood = placeOf.get(item.id);
      if (stood) undone.places.push(stood);
      else undone.forgotten.push(item.id);
    }
  }
  return { done, undone };
}

/**
 * Where the DAW session of a cue begins once it is placed where the change of the picture has moved it whole; null where
 * nothing can be said of that, or the session has moved along already.
 */
function sessionMoved(
  { state, proposal, old }: Pick<CarriedItem, 'state' | 'proposal' | 'old'>,
  { sessionStart }: Pick<Cue, 'sessionStart'>,
  at: Place,
): number | null {
  const isCarried = state === 'proposed' && proposal.fate === 'moved' && at.in === proposal.in;
  return isCarried && sessionStart !== null ? Math.max(0, sessionStart + at.in - old.in) : null;
}

/** Writes cues and hits on the spotting sheet, all at once. */
export function writeOnSheet(sheet: SpottingSession['doc'], { cues, hits }: Placing): void {
  sheet.transact(() => {
    for (const { id, fields } of cues) editCue(sheet, id, fields);
    for (const { id, fields } of hits) setHit(sheet, id, fields);
  });
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer U)[] ? U[] : T[K] };

function emptyPlacing(): Mutable<Placing> {
  return { cues: [], hits: [], places: [], forgotten: [] };
}
