/** A stretch of the picture in flicks; the end is exclusive. */
export interface Stretch {
  readonly in: number;
  readonly out: number;
}

/** What a film asks of the length of its music. */
export interface LengthSpec {
  /** It begins no later than its cue, and ends no earlier. */
  readonly covers: boolean;
  /** How many frames it may stand out of its cue at either end; null where nobody asks. */
  readonly mostOverhang: number | null;
}

/** Where music does not reach as far as its cue, or stands out of it by more than is allowed. */
export type LengthFinding = { readonly severity: 'breach' } & (
  | { readonly code: 'starts-late' | 'ends-early'; readonly frames: number }
  | { readonly code: 'starts-early' | 'ends-late'; readonly frames: number; readonly most: number }
);

/** Judges where music lies against its cue, both in the picture of one cut. What is less than a frame counts for nothing. */
export function judgeLength(
  music: Stretch,
  cue: Stretch,
  { covers, mostOverhang }: LengthSpec,
  flicksPerFrame: number,
): LengthFinding[] {
  const frames = (flicks: number): number => Math.floor(flicks / flicksPerFrame);
  const before = cue.in - music.in;
  const after = music.out - cue.out;
  const found: LengthFinding[] = [];
  if (covers && frames(-before) > 0)
    found.push({ severity: 'breach', code: 'starts-late', frames: frames(-before) });
  if (covers && frames(-after) > 0)
    found.push({ severity: 'breach', code: 'ends-early', frames: frames(-after) });
  if (mostOverhang === null) return found;
  const over = { severity: 'breach', most: mostOverhang } as const;
  if (frames(before) > mostOverhang) found.push({ ...over, code: 'starts-early', frames: frames(before) });
  if (frames(after) > mostOverhang) found.push({ ...over, code: 'ends-late', frames: frames(after) });
  return found;
}
