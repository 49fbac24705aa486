import { carryPlace, type CarriedPlace, type PictureChange, type Place } from '@segue/conform';
import type { Cut, FilmNote, NotePlace } from '@segue/protocol';
import type { Cue, Hit } from '@segue/review-document';
import type { FrameRateName } from '@segue/timecode';

/** Something that was placed in the picture of an earlier cut, and where it stands in the new one. */
export interface CarriedItem {
  readonly kind: 'cue' | 'hit' | 'note';
  readonly id: string;
  /** The cue to go to; null for a hit of the whole film. */
  readonly cueId: string | null;
  readonly title: string;
  /** The cut that the old place counts in. */
  readonly fromCutId: string;
  readonly old: Place;
  /** What the change of the picture says. */
  readonly proposal: CarriedPlace;
  /** Where it stands in the new cut, or would if the proposal is accepted. */
  readonly now: Place;
  readonly state: 'proposed' | 'accepted' | 'by hand';
  /** Whether a DAW session belongs to it, which moves with it when it moves whole. */
  readonly hasSession: boolean;
}

/** Everything that the new cut may have moved. */
export interface Placed {
  readonly cues: readonly Cue[];
  readonly hits: readonly Hit[];
  readonly notes: readonly FilmNote[];
  readonly notePlaces: readonly NotePlace[];
}

/** Into which cut, from which, and how the picture differs. */
export interface IntoCut {
  readonly cut: Cut;
  /** All cuts of the film, the oldest first. */
  readonly cuts: readonly Cut[];
  readonly changes: ReadonlyMap<string, PictureChange>;
  readonly rate: FrameRateName;
}

/** What was placed in earlier cuts, in film order, with what the new one did to it. */
export function carriedItems(into: IntoCut, { cues, hits, notes, notePlaces }: Placed): CarriedItem[] {
  const numbers = new Map(cues.map(({ id, number }) => [id, number]));
  const places = new Map(notePlaces.map((place) => [place.noteId, place]));
  const items = [
    ...cues.flatMap((cue) => {
      const stood = standing(into, cue.cut, cue.earlier, cue);
      if (stood === null || stood.old.in === null) return [];
      const { id, number, title } = cue;
      const old = { in: stood.old.in, out: stood.old.out };
      const placed = stood.accepted && cue.in !== null ? { in: cue.in, out: cue.out } : null;
      return itemOf(into, stood.fromCutId, old, placed, {
        kind: 'cue',
        id,
        cueId: id,
        title: `${number} ${title}`.trim(),
        hasSession: cue.sessionStart !== null,
      });
    }),
    ...hits.flatMap((hit) => {
      const stood = standing(into, hit.cut, hit.earlier, hit);
      if (stood === null) return [];
      const placed = stood.accepted ? { in: hit.at, out: null } : null;
      return itemOf(into, stood.fromCutId, { in: stood.old.at, out: null }, placed, {
        kind: 'hit',
        id: hit.id,
        cueId: hit.cue,
        title: [numbers.get(hit.cue ?? ''), hit.text].filter(Boolean).join(' '),
      });
    }),
    ...notes.flatMap((note) => {
      const fromCutId = note.cutId ?? into.cuts[0]?.id ?? '';
      const place = places.get(note.id);
      const placed = place ? { in: place.inFlicks, out: place.outFlicks } : null;
      return itemOf(into, fromCutId, { in: note.inFlicks, out: note.outFlicks }, placed, {
        kind: 'note',
        id: note.id,
        cueId: note.cueId,
        title: [numbers.get(note.cueId), note.text].filter(Boolean).join(' '),
      });
    }),
  ];
  return items.sort((a, b) => a.now.in - b.now.in || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
}

/** The cuts in whose picture something stood before it was placed in this one. */
export function cutsToCarryFrom(
  { cut, cuts }: Pick<IntoCut, 'cut' | 'cuts'>,
  { cues, hits, notes }: Omit<Placed, 'notePlaces'>,
): string[] {
  const first = cuts[0]?.id ?? '';
  const homes = [
    ...[...cues, ...hits].flatMap((placed) => [
      placed.cut,
      ...placed.earlier.slice(-1).map((old) => old.cut),
    ]),
    ...notes.map(({ cutId }) => cutId),
  ];
  return [...new Set(homes.map((home) => home ?? first))].filter((home) => home !== cut.id);
}

const KINDS: readonly CarriedItem['kind'][] = ['cue', 'hit', 'note'];

/** Where something of the spotting sheet stood before the new cut, and whether it has been placed in that already. */
function standing<Old extends { readonly cut: string | null }>(
  { cut, cuts }: IntoCut,
  home: string | null,
  earlier: readonly Old[],
  here: Old,
): { readonly fromCutId: string; readonly old: Old; readonly accepted: boolean } | null {
  const first = cuts[0]?.id ?? '';
  if ((home ?? first) !== cut.id) return { fromCutId: home ?? first, old: here, accepted: false };
  const old = earlier.at(-1);
  return old ? { fromCutId: old.cut ?? first, old, accepted: true } : null;
}

function itemOf(
  { cut, cuts, changes, rate }: IntoCut,
  fromCutId: string,
  old: Place,
  placed: Place | null,
  what: Pick<CarriedItem, 'kind' | 'id' | 'cueId' | 'title'> & { readonly hasSession?: boolean },
): CarriedItem[] {
  const from = cuts.find(({ id }) => id === fromCutId);
  const change = changes.get(fromCutId);
  // What was placed in a later cut is that cut's affair.
  if (!from || !change || from.ordinal > cut.ordinal) return [];
  const proposal = carryPlace(change, old, rate);
  const now = placed ?? { in: proposal.in, out: proposal.out };
  const asProposed = now.in === proposal.in && now.out === proposal.out;
  const state = placed === null ? 'proposed' : asProposed ? 'accepted' : 'by hand';
  return [{ hasSession: false, ...what, fromCutId, old, proposal, now, state }];
}
