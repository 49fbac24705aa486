import type { Version } from '@segue/protocol';

/** As many as there are digits to switch with. */
export const MOST_COMPARED = 9;

/** What a listener has chosen to compare, and how. */
export interface Comparison {
  /** Ids of versions; null until somebody chose. */
  readonly chosen: readonly string[] | null;
  /** All are as loud as the quietest. */
  readonly matched: boolean;
  /** Nobody is told which is which. */
  readonly blind: Blind | null;
  /** By how much a version is laid elsewhere than it stands, in flicks: for music that was written to another cut. */
  readonly offsets: ReadonlyMap<string, number>;
}

/** The versions in the order in which they were dealt, and which of them is heard. */
interface Blind {
  readonly dealt: readonly string[];
  readonly heard: string;
}

export const OPENING: Comparison = { chosen: null, matched: true, blind: null, offsets: new Map() };

/** One version of a comparison. */
export interface Compared {
  readonly version: Version;
  /** The digit that switches to it. */
  readonly digit: number;
  readonly heard: boolean;
}

/**
 * The versions that are compared, in the order of their digits: those that were chosen, or the newest two. The shown one is
 * always among them; of the others those that can be played.
 *
 * @param versions of the cue, the oldest first.
 */
export function compared(
  { chosen, blind }: Comparison,
  versions: readonly Version[],
  shown: Version | null,
): Compared[] {
  const playable = versions.filter(({ listening, id }) => listening !== null || id === shown?.id);
  if (blind) {
    const dealt = blind.dealt.flatMap((dealtId) => playable.find(({ id }) => id === dealtId) ?? []);
    return dealt.map((version, at) => ({ version, digit: at + 1, heard: version.id === blind.heard }));
  }
  const asked = new Set(chosen ?? playable.slice(-2).map(({ id }) => id));
  if (shown) asked.add(shown.id);
  const taken = playable.filter(({ id }) => asked.has(id));
  // One too many when an old version is opened beside nine others.
  const least = taken.length > MOST_COMPARED ? taken.find(({ id }) => id !== shown?.id) : undefined;
  return taken
    .filter((version) => version !== least)
    .map((version, at) => ({ version, digit: at + 1, heard: version.id === shown?.id }));
}

/**
 * Keeps what is compared now, whichever is shown next: versions and their digits do not change while somebody switches between
 * them.
 */
export function kept(comparison: Comparison, now: readonly Compared[]): Comparison {
  return { ...comparison, chosen: now.map(({ version }) => version.id) };
}

/** Takes a version into the comparison, or out of it. */
export function toggled(comparison: Comparison, now: readonly Compared[], versionId: string): Comparison {
  const ids = now.map(({ version }) => version.id);
  const chosen = ids.includes(versionId) ? ids.filter((id) => id !== versionId) : [...ids, versionId];
  return chosen.length > MOST_COMPARED ? comparison : { ...comparison, chosen };
}

/**
 * Deals the versions anew, so that nobody knows which is which.
 *
 * @param random numbers from 0 to below 1.
 */
export function dealt(comparison: Comparison, now: readonly Compared[], random: () => number): Comparison {
  const ids = now.map(({ version }) => version.id);
  for (let last = ids.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [ids[last], ids[other]] = [ids[other] ?? '', ids[last] ?? ''];
  }
  const [heard] = ids;
  return heard === undefined ? comparison : { ...comparison, blind: { dealt: ids, heard } };
}

/** The letter that stands for a version nobody is told of: A for the first digit. */
export function letterOf(digit: number): string {
  return String.fromCharCode(64 + digit);
}
