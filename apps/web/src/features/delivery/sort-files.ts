import { carryIntoCut, type IntoCut } from '@segue/conform';
import type { CueSummary, Cut, Film } from '@segue/protocol';
import { isSameCueNumber, parseVersionFileName } from '@segue/review-document';
import { FLICKS_PER_SECOND, type Flicks } from '@segue/timecode';

/** A music file and the cue that it goes to. */
export interface SortedFile {
  readonly file: File;
  /** Null while nobody has said; then it is left out. */
  readonly cueId: string | null;
  /** The time of day that its BWF stamp gives its first sample; null where it has none. */
  readonly stampFlicks: Flicks | null;
}

/** What does not fit about a file, for people to look at before it is sent. */
export type FileDoubt =
  /** The name says another version than the one it will be. */
  | { readonly what: 'version'; readonly said: number; readonly next: number }
  /** The name says another cue than the one that was chosen. */
  | { readonly what: 'cue'; readonly said: string }
  /** Its stamp lies in another cue than the one that was chosen. */
  | { readonly what: 'stamp'; readonly said: string }
  /** Another file of this drop goes to the same cue first. */
  | { readonly what: 'twice' }
  /** The name says no cue of this film, and none was chosen. */
  | { readonly what: 'nowhere' };

/** Longer than any film: a stamp beyond this is the time of day at which something was recorded. */
const LONGEST_FILM_FLICKS = 12 * 3600 * FLICKS_PER_SECOND;

/** Gives each file the cue that its name says (`2m14v3_alt.wav`). */
export function sortFiles(
  files: readonly Pick<SortedFile, 'file' | 'stampFlicks'>[],
  cues: readonly CueSummary[],
): SortedFile[] {
  return files.map((sent) => {
    const said = parseVersionFileName(sent.file.name)?.cue ?? '';
    return { ...sent, cueId: cues.find(({ number }) => isSameCueNumber(number, said))?.id ?? null };
  });
}

/** Where the stamp of a file places its first sample in a cut; null where it has none, or one outside of the picture. */
export function stampIn(
  { stampFlicks }: Pick<SortedFile, 'stampFlicks'>,
  { startFlicks }: Pick<Film, 'startFlicks'>,
  cut: Cut | null,
): Flicks | null {
  if (stampFlicks === null) return null;
  const start = cut?.startFlicks ?? startFlicks;
  const length = cut?.movie?.facts.lengthFlicks ?? LONGEST_FILM_FLICKS;
  return stampFlicks >= start && stampFlicks < start + length ? stampFlicks : null;
}

/** The cues as they stand in the picture of a cut. */
export function cuesIn(into: IntoCut, cues: readonly CueSummary[]): CueSummary[] {
  return cues.map((cue) => {
    if (cue.inFlicks === null) return cue;
    const now = carryIntoCut(into, cue.cutId, { in: cue.inFlicks, out: cue.outFlicks });
    return { ...cue, inFlicks: now.in, outFlicks: now.out };
  });
}

/**
 * What does not fit about one of the files.
 *
 * @param cues as they stand in the cut that the music was written to.
 * @param stamp where the file's stamp places it in that cut.
 */
export function doubtsOf(
  { file, cueId }: SortedFile,
  all: readonly SortedFile[],
  cues: readonly CueSummary[],
  stamp: Flicks | null,
): FileDoubt[] {
  const cue = cues.find(({ id }) => id === cueId);
  const stamped = stamp === null ? [] : cues.filter((other) => isIn(other, stamp));
  const strayed = stamped.length > 0 && !stamped.some(({ id }) => id === cueId);
  const said = stamped.map(({ number }) => number).join(', ');
  const doubts: FileDoubt[] = strayed ? [{ what: 'stamp', said }] : [];
  if (!cue) return [{ what: 'nowhere' }, ...doubts];
  const named = parseVersionFileName(file.name);
  if (named && !isSameCueNumber(named.cue, cue.number)) doubts.push({ what: 'cue', said: named.cue });
  const next = cue.versions + 1;
  if (named && named.version !== null && named.version !== next)
    doubts.push({ what: 'version', said: named.version, next });
  if (all.find((other) => other.cueId === cueId)?.file !== file) doubts.push({ what: 'twice' });
  return doubts;
}

function isIn({ inFlicks, outFlicks }: CueSummary, position: Flicks): boolean {
  return inFlicks !== null && inFlicks <= position && position < (outFlicks ?? inFlicks);
}
