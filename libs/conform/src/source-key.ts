import type { Shot } from './shot.js';

/** How long reel names can be where lists cut them off (CMX3600, File32, File129), in characters. */
const CUT_OFF = [8, 32, 129];
// `34A-3_v03` and `VFX_0100_comp_v012.exr`: a newer version of a shot is the same shot.
const VERSION = /[ ._-]v\d{1,4}$/i;
const EXTENSION = /\.(mov|mxf|mp4|exr|dpx|r3d|ari|wav|avi|mkv|mts)$/i;

/**
 * Names what each shot of two lists was taken from, so that shots of one source have one name: the reel, when the other
 * list has it too, otherwise the clip name. Versions of a visual effect count as one; a name that one list has cut off
 * stands for the longer one. Returns null for shots that cannot be found again: black, or named by nothing.
 */
export function sourceKeys(
  before: readonly Shot[],
  after: readonly Shot[],
): { readonly before: readonly (string | null)[]; readonly after: readonly (string | null)[] } {
  return { before: keysOf(before, after), after: keysOf(after, before) };
}

function keysOf(shots: readonly Shot[], others: readonly Shot[]): (string | null)[] {
  const reels = namesIn(others, ({ reel }) => reel);
  const clips = namesIn(others, ({ clipName }) => clipName);
  return shots.map((shot) => {
    if (shot.black) return null;
    const reel = known(shot.reel, reels);
    if (reel !== null) return `reel ${reel}`;
    const clip = known(shot.clipName, clips);
    return clip === null ? null : `clip ${clip}`;
  });
}

/** The names of a list, and how the longer ones look when they are cut off. */
interface Names {
  readonly whole: ReadonlySet<string>;
  readonly cut: ReadonlySet<string>;
}

function namesIn(shots: readonly Shot[], nameOf: (shot: Shot) => string | null): Names {
  const whole = new Set<string>();
  const cut = new Set<string>();
  for (const shot of shots) {
    const name = nameOf(shot);
    if (name === null || shot.black) continue;
    const plain = plainName(name);
    whole.add(plain);
    for (const length of CUT_OFF) if (plain.length > length) cut.add(plain.slice(0, length));
  }
  return { whole, cut };
}

/** The name under which the other list knows this one too; null when it does not. */
function known(name: string | null, others: Names): string | null {
  if (name === null) return null;
  const plain = plainName(name);
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

function plainName(name: string): string {
  const file = name.trim().split(/[\\/]/).at(-1) ?? '';
  return file.replace(EXTENSION, '').replace(VERSION, '').toUpperCase();
}
