import { parseVersionFileName } from './version-file-name.js';

/** What a stem holds, and the words of file names that say so. The first word of a name that says anything decides. */
const STEM_WORDS = {
  strings:
    'strings string strs strgs str violins violin vlns vln violas viola vlas vla celli cellos cello vlc vc',
  brass: 'brass brs br horns horn hns hn trumpets trumpet tpts tpt trombones trombone tbns tbn tuba',
  woodwinds: 'woodwinds woodwind winds wwds wwd wws ww flutes flute oboes oboe clarinets clarinet bassoon',
  percussion: 'percussion percs perc prc timpani timp mallets',
  choir: 'choir choirs chr chorus voices vocals vox',
  keys: 'keys kys keyboards keyboard piano pno celesta organ',
  guitars: 'guitars guitar gtrs gtr',
  synths: 'synths synth syns syn pads pad electronics',
  drums: 'drums drum drms drm kit',
  solo: 'solos solo soli soloist',
} as const;

/** What lies under the music. Before those that stand later: production dialogue is dialogue, temp effects are effects. */
const BED_WORDS = {
  dialogue: 'dialogues dialogue dialogs dialog dial dia dlg dx',
  effects: 'effects efx sfx fx foley fol bgs bg atmos atmo amb ambience',
  production: 'production prod prd',
  temp: 'temps temp tmp mx',
} as const;

type StemWord = keyof typeof STEM_WORDS | 'other';
type BedWord = keyof typeof BED_WORDS;

/** What the name of a sound file says that it is. */
export type SoundFileName =
  | { readonly is: 'mix'; readonly cue: string; readonly version: number | null }
  | (StemName & {
      readonly is: 'stem';
      /** Null where the name says a part and no cue. */
      readonly cue: string | null;
      readonly version: number | null;
    })
  | { readonly is: 'bed'; readonly kind: BedWord; readonly reel: number | null };

/** What the name of a file says of it as a stem. */
export interface StemName {
  readonly kind: StemWord;
  /** What the name says beside cue and version, as it is written: `Synths lo`. */
  readonly name: string;
}

/** What the name of a file says of it as a bed of a cut. */
export interface BedName {
  /** Null where no word of it says. */
  readonly kind: BedWord | null;
  readonly reel: number | null;
}

const STEMS = byWord(STEM_WORDS);
const BEDS = byWord(BED_WORDS);
const MIX = new Set(['mix', 'mixdown', 'fullmix', 'master']);
const STEM = new Set(['stem', 'stems']);
/** `2m14v3 no choir` is a mix. */
const WITHOUT = new Set(['no', 'without', 'minus', 'less', 'sans']);
const REEL = /(?:^|[^a-z])r(?:eel)?[\s._-]*0*(\d{1,2})(?![0-9a-z])/i;

/**
 * Reads the name of a sound file, which may stand behind folders: `2m14v3_STRINGS.wav` and `2m14v3/Strings.wav` are the strings
 * of version 3 of cue 2m14, `2m14v3.wav` is its mix, `R1_DX.wav` the dialogue of reel 1. Null where it says none of these.
 */
export function parseSoundFileName(path: string): SoundFileName | null {
  const { file, folders } = partsOf(path);
  const own = parseVersionFileName(file);
  const outer = firstSaid(folders, (folder) => parseVersionFileName(`${folder}.`));
  const version = own?.version ?? (own === null || own.cue === outer?.cue ? (outer?.version ?? null) : null);
  const cue = own?.cue ?? outer?.cue ?? null;
  const stem = parseStemName(path);
  const bed = parseBedName(path);
  if (bed.kind !== null && own === null) return { is: 'bed', kind: bed.kind, reel: bed.reel };
  const said = wordsOf(own?.rest ?? withoutEnding(file));
  const isPart = said.some((word) => STEM.has(word)) || partOf(said) !== null;
  const isAmongStems =
    own === null && folders.some((folder) => wordsOf(folder).some((word) => STEM.has(word)));
  if (isPart || (isAmongStems && cue !== null)) return { is: 'stem', cue, version, ...stem };
  return cue === null ? null : { is: 'mix', cue, version };
}

/** What a file is as a stem, going by its name. */
export function parseStemName(path: string): StemName {
  const { file } = partsOf(path);
  const whole = withoutEnding(file);
  const rest = parseVersionFileName(file)?.rest ?? whole.replace(/[\s._-]+/g, ' ').trim();
  const name = rest
    .replace(/(^|[^a-z])stems?(?![a-z])/gi, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  return { kind: partOf(wordsOf(rest)) ?? 'other', name: (name || rest || whole).slice(0, 80) };
}

/** What a file is as a bed, going by its name and the folders that it lies in. */
export function parseBedName(path: string): BedName {
  const { file, folders } = partsOf(path);
  const words = wordsOf(withoutEnding(file)).flatMap((word) => BEDS.get(word) ?? []);
  const kind = (Object.keys(BED_WORDS) as BedWord[]).find((one) => words.includes(one)) ?? null;
  const reel = firstSaid([withoutEnding(file), ...folders], (name) => REEL.exec(name)?.[1] ?? null);
  return { kind, reel: reel === null ? null : Number(reel) };
}

/** The part that is named before anything says that it is a mix; null where none is. */
function partOf(words: readonly string[]): StemWord | null {
  for (const [index, word] of words.entries()) {
    if (MIX.has(word)) return null;
    const kind = STEMS.get(word);
    if (kind !== undefined && !WITHOUT.has(words[index - 1] ?? '')) return kind;
  }
  return null;
}

/** The file's own name, and the folders around it from the innermost outwards. */
function partsOf(path: string): { file: string; folders: string[] } {
  const [file = '', ...folders] = path.split(/[/\\]/).reverse();
  return { file, folders };
}

function withoutEnding(file: string): string {
  return file.replace(/\.[A-Za-z0-9]{1,5}$/, '');
}

/** Its words in small letters; `StringsHi2` is `strings` and `hi`. */
function wordsOf(text: string): string[] {
  return (text.replace(/([a-z])([A-Z])/g, '$1 $2').match(/[A-Za-z]+/g) ?? []).map((word) =>
    word.toLowerCase(),
  );
}

function firstSaid<T>(names: readonly string[], read: (name: string) => T | null): T | null {
  for (const name of names) {
    const said = read(name);
    if (said !== null) return said;
  }
  return null;
}

function byWord<K extends string>(words: Readonly<Record<K, string>>): ReadonlyMap<string, K> {
  return new Map(
    (Object.entries(words) as [K, string][]).flatMap(([kind, all]) =>
      all.split(' ').map((word): [string, K] => [word, kind]),
    ),
  );
}
