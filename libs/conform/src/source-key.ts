import type { Shot } from './shot.js';

/** How long reel names can be where lists cut them off (CMX3600, File32, File129), in characters. */
const CUT_OFF = [8, 32, 129];
/**
 * A newer version of a shot is the same shot: `34A-3_v03`, `VFX_0100_v012_comp`, `SHOT010_ver3`, `SHOT010_v3a`. Without a
 * sign before it (`SHOT010v03`) three digits must stand there or a zero behind it: `34V2` is a take of the setup V.
 */
const VERSION =
  /(?:[ ._-](?:v|ver[._-]?)|(?<=\d{3})v(?:er)?|(?<=\d)v(?:er)?(?=0))\d{1,4}[a-z]?(?=$|[ ._-])/gi;
/** What is left of a version at the end of a name that was cut off inside it, before its digits: `SHOT010_`, `SHOT010V`. */
const CUT_VERSION = /(?:[ ._-]|(?<=\d{3})(?=v))(?:v(?:er?)?)?$/i;
const EXTENSION = /\.(mov|mxf|mp4|r3d|ari|wav|avi|mkv|mts)$/i;
// The pictures of a sequence are numbered: `sh010.1001.exr`, `sh010.[1001-1096].exr`, `sh010.%04d.exr`.
const PICTURE =
  /(?:[._](?:\d{4,8}|#{1,8}|%\d{0,2}d|\[\d{1,8}-\d{1,8}\]))?\.(?:exr|dpx|cin|tiff?|png|jpe?g)$/i;

/**
 * Names what each shot of two lists was taken from, so that shots of one source have one name: the reel, when the other
 * list has it too, otherwise the clip name. Versions of a visual effect count as one; a name that one list has cut off
 * stands for the longer one. Returns null for shots that cannot be found again: black, or named by nothing.
 *
 * @param version what is left out of a name.
 */
export function sourceKeys(
  before: readonly Shot[],
  after: readonly Shot[],
  version: RegExp = VERSION,
): { readonly before: readonly (string | null)[]; readonly after: readonly (string | null)[] } {
  return { before: keysOf(before, after, version), after: keysOf(after, before, version) };
}

function keysOf(shots: readonly Shot[], others: readonly Shot[], version: RegExp): (string | null)[] {
  const reels = namesIn(others, ({ reel }) => reel, version);
  const clips = namesIn(others, ({ clipName }) => clipName, version);
  return shots.map((shot) => {
    if (shot.black) return null;
    const reel = known(shot.reel, reels, version);
    if (reel !== null) return `reel ${reel}`;
    const clip = known(shot.clipName, clips, version);
    return clip === null ? null : `clip ${clip}`;
  });
}

/** The names of a list, and by a length what they look like cut off there: of all that reach it, and of those that end there. */
interface Names {
  readonly whole: ReadonlySet<string>;
  readonly reaching: ReadonlyMap<number, ReadonlySet<string>>;
  readonly ending: ReadonlyMap<number, ReadonlySet<string>>;
}

function namesIn(shots: readonly Shot[], nameOf: (shot: Shot) => string | null, version: RegExp): Names {
  const whole = new Set<string>();
  const [reaching, ending] = [setsByLength(), setsByLength()];
  for (const shot of shots) {
    const name = nameOf(shot);
    if (name === null || shot.black) continue;
    const stem = stemOf(name);
    whole.add(plainName(stem, version));
    for (const length of CUT_OFF) {
      if (stem.length < length) continue;
      const cut = plainName(stem.slice(0, length), version);
      reaching.get(length)?.add(cut);
      if (stem.length === length) ending.get(length)?.add(cut);
    }
  }
  return { whole, reaching, ending };
}

function setsByLength(): ReadonlyMap<number, Set<string>> {
  return new Map(CUT_OFF.map((length) => [length, new Set<string>()]));
}

/** The name under which the other list knows this one too; null when it does not. */
function known(name: string | null, others: Names, version: RegExp): string | null {
  if (name === null) return null;
  const stem = stemOf(name);
  const plain = plainName(stem, version);
  if (plain === '') return null;
  if (others.whole.has(plain)) return plain;
  for (const length of CUT_OFF) {
    if (stem.length < length) break;
    // The shorter form names both: it is all that one of the lists has.
    const cut = plainName(stem.slice(0, length), version);
    // One of the two must have been cut off: names that are longer in both lists are different ones.
    const theirs = stem.length === length ? others.reaching : others.ending;
    if (theirs.get(length)?.has(cut)) return cut;
  }
  return null;
}

function stemOf(name: string): string {
  const file = name.trim().split(/[\\/]/).at(-1) ?? '';
  return file.replace(EXTENSION, '').replace(PICTURE, '');
}

function plainName(stem: string, version: RegExp): string {
  const whole = CUT_OFF.includes(stem.length) ? stem.replace(CUT_VERSION, '') : stem;
  const plain = whole.replace(version, '');
  // What is nothing but a version is a name all the same.
  return (plain === '' ? stem : plain).toUpperCase();
}
