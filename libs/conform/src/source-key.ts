import type { Shot } from './shot.js';

/** How long reel names can be where lists cut them off (CMX3600, File32, File129), in characters. */
const CUT_OFF = [8, 32, 129];
/** `34A-3_v03`, `VFX_0100_v012_comp`: a newer version of a shot is the same shot. */
const VERSION = /[ ._-]v\d{1,4}(?=$|[ ._-])/gi;
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

/** The names of a list, and how the longer ones look when they are cut off. */
interface Names {
  readonly whole: ReadonlySet<string>;
  readonly cut: ReadonlySet<string>;
}

function namesIn(shots: readonly Shot[], nameOf: (shot: Shot) => string | null, version: RegExp): Names {
  const whole = new Set<string>();
  const cut = new Set<string>();
  for (const shot of shots) {
    const name = nameOf(shot);
    if (name === null || shot.black) continue;
    const plain = plainName(name, version);
    whole.add(plain);
    for (const length of CUT_OFF) if (plain.length > length) cut.add(plain.slice(0, length));
  }
  return { whole, cut };
}

/** The name under which the other list knows this one too; null when it does not. */
function known(name: string | null, others: Names, version: RegExp): string | null {
  if (name === null) return null;
  const plain = plainName(name, version);
  if (plain === '') return null;
  if (others.whole.has(plain)) return plain;
  for (const length of CUT_OFF) {
    // The shorter form names both: it is all that one of the lists has.
    const cut = plain.slice(0, length);
    if (plain.length > length ? others.whole.has(cut) : plain.length === length && others.cut.has(plain))
      return cut;
  }
  return null;
}

function plainName(name: string, version: RegExp): string {
  const file = name.trim().split(/[\\/]/).at(-1) ?? '';
  const stem = file.replace(EXTENSION, '').replace(PICTURE, '');
  const plain = stem.replace(version, '');
  // What is nothing but a version is a name all the same.
  return (plain === '' ? stem : plain).toUpperCase();
}
