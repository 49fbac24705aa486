import type { CueSummary, Cut, Version } from '@segue/protocol';
import { isSameCueNumber } from '@segue/review-document';
import type { Flicks } from '@segue/timecode';
import { numberSaid, type SortedFile, type StemTarget } from './sort-files';

/** What does not fit about a file, for people to look at before it is sent. */
export type FileDoubt =
  /** The name says another version than the one it will be. */
  | { readonly what: 'version'; readonly said: number; readonly next: number }
  /** The name of a stem says another version than the one it goes to. */
  | { readonly what: 'stemVersion'; readonly said: number }
  /** The name says another cue than the one that was chosen. */
  | { readonly what: 'cue'; readonly said: string }
  /** Its stamp lies in another cue than the one that was chosen. */
  | { readonly what: 'stamp'; readonly said: string }
  /** The cut has no such reel. */
  | { readonly what: 'reel'; readonly said: number }
  /** Another file of this drop goes to the same cue first. */
  | { readonly what: 'twice' }
  /** A stem of a cue that has no version, neither here nor in this drop. */
  | { readonly what: 'noVersion' }
  /** A bed, and the film has no cut. */
  | { readonly what: 'noCut' }
  /** The name does not say what it is, and nobody else has. */
  | { readonly what: 'unknown' }
  /** The name says no cue of this film, and none was chosen. */
  | { readonly what: 'nowhere' };

const HOLDS_BACK: ReadonlySet<FileDoubt['what']> = new Set([
  'twice',
  'noVersion',
  'noCut',
  'unknown',
  'nowhere',
]);

/** Whether a file cannot be sent like this. */
export function holdsBack({ what }: FileDoubt): boolean {
  return HOLDS_BACK.has(what);
}

/** What the doubts about a file are judged by. */
export interface Drop {
  readonly files: readonly SortedFile[];
  /** As they stand in the cut that the music was written to. */
  readonly cues: readonly CueSummary[];
  /** Those that are there, of the cues that stems go to. */
  readonly versions: readonly Pick<Version, 'id' | 'cueId' | 'number'>[];
  /** Where a stem goes. */
  readonly targetOf: (stem: SortedFile) => StemTarget | null;
  /** The cut of a bed. */
  readonly cutOf: (bed: SortedFile) => Cut | null;
  /** Where the stamp of a file places it in the picture. */
  readonly stampOf: (file: SortedFile) => Flicks | null;
}

/** What does not fit about one of the files of a drop. */
export function doubtsOf(one: SortedFile, drop: Drop): FileDoubt[] {
  if (one.use === null) return one.said === null ? [{ what: 'unknown' }, ...strayed(one, drop)] : [];
  return one.use === 'bed' ? bedDoubts(one, drop) : musicDoubts(one, drop);
}

function bedDoubts(bed: SortedFile, { cutOf }: Drop): FileDoubt[] {
  const cut = cutOf(bed);
  if (!cut) return [{ what: 'noCut' }];
  const { reel } = bed.bed;
  const isThere = reel === null || cut.reels.some(({ number }) => number === reel);
  return isThere || cut.reels.length === 0 ? [] : [{ what: 'reel', said: reel }];
}

function musicDoubts(one: SortedFile, drop: Drop): FileDoubt[] {
  const cue = drop.cues.find(({ id }) => id === one.cueId);
  const doubts = strayed(one, drop);
  if (!cue) return [{ what: 'nowhere' }, ...doubts];
  const { said } = one;
  if (said !== null && said.is !== 'bed' && said.cue !== null && !isSameCueNumber(said.cue, cue.number))
    doubts.push({ what: 'cue', said: said.cue });
  return [...doubts, ...(one.use === 'stem' ? stemDoubts(one, drop) : mixDoubts(one, drop, cue))];
}

function mixDoubts(mix: SortedFile, { files }: Drop, cue: CueSummary): FileDoubt[] {
  const said = numberSaid(mix);
  const next = cue.versions + 1;
  const isFirst = firstOfCue(mix, files) === mix;
  return [
    ...(said !== null && said !== next ? [{ what: 'version', said, next } as const] : []),
    ...(isFirst ? [] : [{ what: 'twice' } as const]),
  ];
}

function stemDoubts(stem: SortedFile, { files, targetOf }: Drop): FileDoubt[] {
  const target = targetOf(stem);
  if (!target) return [{ what: 'noVersion' }];
  const said = numberSaid(stem);
  const number = 'mix' in target ? numberSaid(target.mix) : target.version.number;
  const isOther = said !== null && number !== null && said !== number;
  const isHeldBack = 'mix' in target && firstOfCue(target.mix, files) !== target.mix;
  return [
    ...(isOther ? [{ what: 'stemVersion', said } as const] : []),
    ...(isHeldBack ? [{ what: 'twice' } as const] : []),
  ];
}

function firstOfCue({ cueId }: SortedFile, files: readonly SortedFile[]): SortedFile | undefined {
  return files.find((other) => other.use === 'version' && other.cueId === cueId);
}

/** Music whose stamp lies in other cues than its own. */
function strayed(one: SortedFile, { cues, stampOf }: Drop): FileDoubt[] {
  const stamp = stampOf(one);
  const stamped = stamp === null ? [] : cues.filter((cue) => isIn(cue, stamp));
  if (stamped.length === 0 || stamped.some(({ id }) => id === one.cueId)) return [];
  return [{ what: 'stamp', said: stamped.map(({ number }) => number).join(', ') }];
}

function isIn({ inFlicks, outFlicks }: CueSummary, position: Flicks): boolean {
  return inFlicks !== null && inFlicks <= position && position < (outFlicks ?? inFlicks);
}
