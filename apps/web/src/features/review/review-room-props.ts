import type { NotesSession } from '@segue/client';
import type { CueSummary, Cut, Film, Version } from '@segue/protocol';
import type { ReactNode } from 'react';
import type { Transport } from './transport/transport';
import type { ReviewTarget } from './review-context';

/** What is reviewed now, for the parts of other features that stand in the room. */
interface Reviewed {
  readonly film: Film;
  readonly cue: CueSummary;
  readonly cuts: readonly Cut[];
  readonly cut: Cut | null;
  readonly version: Version | null;
}

export interface ReviewRoomProps {
  readonly filmId: string;
  readonly cueId: string;
  readonly person: { readonly id: string; readonly name: string; readonly owner: boolean };
  /** The notes of the cue; null until they are opened. */
  readonly notes: NotesSession | null;
  /** What the address points at. */
  readonly target: ReviewTarget;
  readonly onTarget: (target: ReviewTarget) => void;
  /** The whole film, above the picture. */
  readonly strip: (cut: Cut | null, playhead: Transport) => ReactNode;
  readonly deliver: (reviewed: Reviewed) => ReactNode;
  readonly deliverStems: (reviewed: Reviewed) => ReactNode;
  /** `notesRevision` changes with every change of the notes. */
  readonly signOff: (reviewed: Reviewed & { readonly notesRevision: number }) => ReactNode;
}
