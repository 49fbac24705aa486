import type { NotesSession } from '@segue/client';
import type { Standing } from '@segue/access-policy';
import type { CarriedPlace } from '@segue/conform';
import type { CueSummary, Cut, Film, Member, Version } from '@segue/protocol';
import type { Hit } from '@segue/review-document';
import type { TimecodeFormat } from '@segue/timecode';
import type { TFunction } from 'i18next';
import { createContext, use } from 'react';
import type { Sketch } from './drawing/sketch';
import type { Listening } from './listening/use-listening';
import type { Places } from '../../places/places';
import type { Programme } from './transport/programme';
import type { Transport } from './transport/transport';

/** What an address of the review room can point at. */
export interface ReviewTarget {
  /** Number of the version. */
  readonly version?: number;
  /** Id of the note. */
  readonly note?: string;
  /** Timecode label. */
  readonly at?: string;
  /** What stands beside the picture, when it is not the notes. */
  readonly panel?: 'sign-off';
}

/** What every part of the review room stands on. */
export interface Review {
  /** The words of the room. What is there by the hundred takes them from here: to ask for them takes longer than to draw it. */
  readonly t: TFunction<'review'>;
  readonly transport: Transport;
  readonly programme: Programme;
  readonly film: Film;
  readonly cue: CueSummary;
  readonly format: TimecodeFormat;
  readonly me: { readonly id: string; readonly name: string };
  readonly standing: Standing;
  readonly versions: readonly Version[];
  readonly version: Version | null;
  /** All cuts of the film, the oldest first. */
  readonly cuts: readonly Cut[];
  /** The one that is shown. */
  readonly cut: Cut | null;
  /** Where things stand in the cut that is shown. */
  readonly places: Places;
  /** Where the version stands in it, and what happened since the cut it was written to; null when nothing did. */
  readonly versionHere: CarriedPlace | null;
  /** The hits of the cue, where they stand in the cut that is shown. */
  readonly hits: readonly Hit[];
  readonly listening: Listening;
  /** The notes of the cue; null until they are opened. */
  readonly notes: NotesSession | null;
  /** Everybody on the film. */
  readonly members: readonly Member[];
  readonly nameOf: (personId: string) => string;
  /** Number of a version by its id; null for one that was removed. */
  readonly numberOf: (versionId: string) => number | null;
  /** Draws over the picture, with what is drawn so far; null ends it. */
  readonly draw: (sketch: Sketch | null) => void;
  /** Puts an address that leads here on the clipboard and says so. */
  readonly copyLink: (target: ReviewTarget) => void;
}

export const ReviewContext = createContext<Review | null>(null);

export function useReview(): Review {
  const review = use(ReviewContext);
  if (review === null) throw new Error('This part belongs into a review room.');
  return review;
}
