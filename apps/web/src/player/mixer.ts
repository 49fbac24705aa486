import type { BedKind } from '@segue/protocol';
import { Listeners } from './listeners';

/** How one strip of the mixer is set. */
export interface Strip {
  readonly gainDb: number;
  readonly muted: boolean;
  readonly solo: boolean;
  /** The one channel that is heard, counted from 0; null for all of them. */
  readonly channel: number | null;
}

export type Strips = ReadonlyMap<string, Strip>;

/** The strip that the mixes of all takes share. */
export const MUSIC = 'music';
/** The strip of the click. */
export const CLICK = 'click';
const STEM = 'stem:';
const BED = 'bed:';

/** Name of the strip of a stem. */
export function stemStrip(stemId: string): string {
  return STEM + stemId;
}

/** Name of the strip of the beds of a kind. */
export function bedStrip(kind: BedKind): string {
  return BED + kind;
}

const UNTOUCHED: Strip = { gainDb: 0, muted: false, solo: false, channel: null };
/** Two musics at once are none: the temp is there to be compared with. */
const UNTOUCHED_TEMP: Strip = { ...UNTOUCHED, muted: true };

/** As on a dubbing stage while words are spoken: dialogue leads, effects lie 6 dB and music 12 dB below. */
const DUB_LEVEL = { dialogue: 0, effects: -6, music: -12 } as const;

/** As quiet as a fader goes; there it is shut. */
export const LOWEST_DB = -60;
export const HIGHEST_DB = 12;

/** How a strip is set; untouched ones are not in the list. */
export function stripOf(strips: Strips, key: string): Strip {
  return strips.get(key) ?? (key === bedStrip('temp') ? UNTOUCHED_TEMP : UNTOUCHED);
}

/**
 * The factor of a strip among those that are laid out: where one is solo, the others are silent, but for the click. Who wants to
 * hear the strings alone has switched that on to hear it with them.
 */
export function stripGain(strips: Strips, key: string, laidOut: readonly string[]): number {
  const { gainDb, muted, solo } = stripOf(strips, key);
  const anySolo = laidOut.some((other) => stripOf(strips, other).solo);
  const silenced = anySolo && !solo && key !== CLICK;
  return muted || silenced || gainDb <= LOWEST_DB ? 0 : 10 ** (gainDb / 20);
}

/** The mixer of a room: one listener's own, and kept for as long as the room is open. */
export class Mixer {
  private strips: Strips = new Map();
  private readonly changes = new Listeners();

  /** Called when a strip was changed. */
  readonly subscribe = this.changes.add;
  readonly getSnapshot = (): Strips => this.strips;

  change(key: string, change: Partial<Strip>): void {
    this.replace(new Map(this.strips).set(key, { ...stripOf(this.strips, key), ...change }));
  }

  /** Sets the faders of these strips to the dub level; what else is set stays. */
  setDubLevel(keys: readonly string[]): void {
    const levels: Readonly<Record<string, number>> = {
      [bedStrip('dialogue')]: DUB_LEVEL.dialogue,
      [bedStrip('production')]: DUB_LEVEL.dialogue,
      [bedStrip('effects')]: DUB_LEVEL.effects,
    };
    const changed = keys.map((key): [string, Strip] => [
      key,
      { ...stripOf(this.strips, key), gainDb: levels[key] ?? DUB_LEVEL.music },
    ]);
    this.replace(new Map([...this.strips, ...changed]));
  }

  /** As when the room was opened. */
  reset(): void {
    this.replace(new Map());
  }

  private replace(strips: Strips): void {
    this.strips = strips;
    this.changes.call();
  }
}
