import type { CueSummary, Cut, Film, Version } from '@segue/protocol';
import type { ReactNode } from 'react';
import type { ReviewTarget } from './review-context';

/** What is reviewed now, for the parts of other features that stand in the room. */
interface Reviewed {
  readonly film: Film;
  readonly cue: CueSummary;
  readonly cuts: readonly Cut[];
  readonly cut: Cut | null;
  readonly version: Version | null;
  /** Changes with every change of the notes. */
  readonly notesRevision: number;
}

export interface ReviewRoomProps {
  readonly filmId: string;
  readonly cueId: string;
  readonly person: { readonly id: string; readonly name: string; readonly owner: boolean };
  /** What the address points at. */
  readonly target: ReviewTarget;
  readonly onTarget: (target: ReviewTarget) => void;
  readonly deliver: (reviewed: Reviewed) => ReactNode;
  readonly deliverStems: (reviewed: Reviewed) => ReactNode;
  readonly signOff: (reviewed: Reviewed) => ReactNode;
}
