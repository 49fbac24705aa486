import type { CueSummary } from '@segue/protocol';
import { isSameCueNumber, parseVersionFileName } from '@segue/review-document';

/** A music file and the cue that it goes to. */
export interface SortedFile {
  readonly file: File;
  /** Null while nobody has said; then it is left out. */
  readonly cueId: string | null;
}

/** What does not fit about a file, for people to look at before it is sent. */
export type FileDoubt =
  /** The name says another version than the one it will be. */
  | { readonly what: 'version'; readonly said: number; readonly next: number }
  /** The name says another cue than the one that was chosen. */
  | { readonly what: 'cue'; readonly said: string }
  /** Another file of this drop goes to the same cue first. */
  | { readonly what: 'twice' }
  /** The name says no cue of this film, and none was chosen. */
  | { readonly what: 'nowhere' };

/** Gives each file the cue that its name says (`2m14v3_alt.wav`). */
export function sortFiles(files: readonly File[], cues: readonly CueSummary[]): SortedFile[] {
  return files.map((file) => {
    const said = parseVersionFileName(file.name)?.cue ?? '';
    return { file, cueId: cues.find(({ number }) => isSameCueNumber(number, said))?.id ?? null };
  });
}

/** What does not fit about one of the files. */
export function doubtsOf(
  { file, cueId }: SortedFile,
  all: readonly SortedFile[],
  cues: readonly CueSummary[],
): FileDoubt[] {
  const cue = cues.find(({ id }) => id === cueId);
  if (!cue) return [{ what: 'nowhere' }];
  const doubts: FileDoubt[] = [];
  const said = parseVersionFileName(file.name);
  if (said && !isSameCueNumber(said.cue, cue.number)) doubts.push({ what: 'cue', said: said.cue });
  const next = cue.versions + 1;
  if (said && said.version !== null && said.version !== next)
    doubts.push({ what: 'version', said: said.version, next });
  if (all.find((other) => other.cueId === cueId)?.file !== file) doubts.push({ what: 'twice' });
  return doubts;
}
