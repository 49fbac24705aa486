import { carryIntoCut, type IntoCut } from '@segue/conform';
import type { BedKind, CueSummary, Cut, Film, StemKind, Version } from '@segue/protocol';
import {
  isSameCueNumber,
  parseBedName,
  parseSoundFileName,
  parseStemName,
  type SoundFileName,
} from '@segue/review-document';
import { FLICKS_PER_SECOND, type Flicks } from '@segue/timecode';

/** A sound file that has been dropped or chosen. */
export interface DroppedFile {
  readonly file: File;
  /** The time of day that its BWF stamp gives its first sample; null where it has none. */
  readonly stampFlicks: Flicks | null;
}

/** What a file may be delivered as. */
export const FILE_USES = ['version', 'stem', 'bed'] as const;
export type FileUse = (typeof FILE_USES)[number];

/** A sound file and what becomes of it. What it is as something else is kept too, for people who change their mind. */
export interface SortedFile extends DroppedFile {
  readonly said: SoundFileName | null;
  /** Null leaves it out. */
  readonly use: FileUse | null;
  /** The cue of a version or a stem; null while nobody has said. */
  readonly cueId: string | null;
  readonly stem: { readonly kind: StemKind; readonly name: string };
  /** What people chose that a stem goes to; null leaves it to {@link targetOf}. */
  readonly stemTo: 'drop' | { readonly versionId: string } | null;
  readonly bed: { readonly kind: BedKind; readonly reel: number | null };
  /** The cut of a bed; null is the one that the music was written to. */
  readonly cutId: string | null;
}

/** The version that a stem goes to: the one that another file of this drop becomes, or one that is there. */
export type StemTarget = { readonly mix: SortedFile } | { readonly version: Pick<Version, 'id' | 'number'> };

/** Longer than any film: a stamp beyond this is the time of day at which something was recorded. */
const LONGEST_FILM_FLICKS = 12 * 3600 * FLICKS_PER_SECOND;

/**
 * Gives each file the use and the cue that its name says (`2m14v3_alt.wav`, `2m14v3/Strings.wav`, `R1_DX.wav`), in the order
 * of the cues: each mix before its stems, then what lies under the picture, then what says nothing.
 */
export function sortFiles(
  files: readonly DroppedFile[],
  cues: readonly CueSummary[],
  uses: readonly FileUse[],
): SortedFile[] {
  const sorted = files.map((dropped): SortedFile => {
    const path = dropped.file.webkitRelativePath || dropped.file.name;
    const said = parseSoundFileName(path);
    const use = said && (said.is === 'mix' ? 'version' : said.is);
    const { kind, reel } = parseBedName(path);
    const cue = said === null || said.is === 'bed' ? null : said.cue;
    return {
      ...dropped,
      said,
      use: use !== null && uses.includes(use) ? use : null,
      cueId: cues.find(({ number }) => cue !== null && isSameCueNumber(number, cue))?.id ?? null,
      stem: parseStemName(path),
      stemTo: null,
      bed: { kind: kind ?? 'dialogue', reel },
      cutId: null,
    };
  });
  const place = ({ use, cueId }: SortedFile): number => {
    if (use === null) return Infinity;
    if (use === 'bed') return cues.length + 1;
    const cue = cues.findIndex(({ id }) => id === cueId);
    return cue === -1 ? cues.length : cue;
  };
  const ordered = (a: number, b: number): number => (a === b ? 0 : a - b);
  return sorted.sort(
    (a, b) =>
      ordered(place(a), place(b)) ||
      Number(a.use === 'stem') - Number(b.use === 'stem') ||
      // Without its ending the bare name stands first: `2m14v3` before `2m14v3_alt`.
      bareName(a).localeCompare(bareName(b), 'en', { numeric: true }),
  );
}

function bareName({ file: { name } }: DroppedFile): string {
  return name.replace(/\.[^.]*$/, '');
}

/** The number of the version that a file's name says; null where it says none. */
export function numberSaid({ said }: SortedFile): number | null {
  return said === null || said.is === 'bed' ? null : said.version;
}

/**
 * The version that a stem goes to: what people chose, else the mix of the same number in the same drop, else the version of
 * that number that is there, else the newest. Null where there is none.
 *
 * @param versions those that are there, of any cue, the oldest first.
 */
export function targetOf(
  stem: SortedFile,
  all: readonly SortedFile[],
  versions: readonly Pick<Version, 'id' | 'cueId' | 'number'>[],
): StemTarget | null {
  const { cueId, stemTo } = stem;
  if (cueId === null) return null;
  const said = numberSaid(stem);
  const mixes = all.filter((other) => other.use === 'version' && other.cueId === cueId);
  const here = versions.filter((version) => version.cueId === cueId);
  const chosen = here.find(({ id }) => stemTo !== null && stemTo !== 'drop' && stemTo.versionId === id);
  if (chosen) return { version: chosen };
  const fits = (mix: SortedFile) => said === null || [null, said].includes(numberSaid(mix));
  const together = mixes.find(fits) ?? (stemTo === 'drop' ? mixes[0] : undefined);
  if (together) return { mix: together };
  const same = here.find(({ number }) => number === said);
  if (same) return { version: same };
  const [mix] = mixes;
  if (mix) return { mix };
  const newest = here.at(-1);
  return newest ? { version: newest } : null;
}

/** Where the stamp of a file places its first sample in a cut; null where it has none, or one outside of the picture. */
export function stampIn(
  { stampFlicks }: Pick<DroppedFile, 'stampFlicks'>,
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
