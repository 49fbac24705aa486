/** The cue whose notes are projected, and its film. */
export interface CuePlace {
  readonly cueId: string;
  readonly filmId: string;
}
