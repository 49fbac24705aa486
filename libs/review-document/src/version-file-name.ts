import { parseCueNumber } from './spotting.js';

/** What the name of a music file says: `2m14v3_alt.wav` is version 3 of cue 2m14, "alt". */
export interface VersionFileName {
  readonly cue: string;
  /** The version's number; null where the name has none. */
  readonly version: number | null;
  /** What else it says, without its ending. */
  readonly rest: string;
}

const NAME =
  /(?:^|[^0-9a-z])(\d{1,3}m\d{1,3}(?:[/+]\d{1,3})*(?:[a-z]{1,6}?)?)(?=[\s._-]|v\d|$)[\s._-]*(?:v(?:er(?:sion)?)?[\s._-]?0*(\d{1,4})(?!\d))?(.*)$/i;

/** Reads the name of a music file; null where it names no cue. The cue's number is given as the name writes it. */
export function parseVersionFileName(fileName: string): VersionFileName | null {
  const stem = fileName.replace(/^.*[/\\]/, '').replace(/\.[A-Za-z0-9]{1,5}$/, '');
  const [, cue, version, rest = ''] = NAME.exec(stem) ?? [];
  if (cue === undefined || parseCueNumber(cue) === null) return null;
  return {
    cue,
    version: version === undefined ? null : Number(version),
    rest: rest.replace(/[\s._-]+/g, ' ').trim(),
  };
}

/** Whether two cue numbers mean the same cue: `2M14` is `2m14`, and `1m4` is `1m04`. */
export function isSameCueNumber(one: string, other: string): boolean {
  const [a, b] = [plain(one), plain(other)];
  return a !== null && a === b;
}

function plain(number: string): string | null {
  const read = parseCueNumber(number.replaceAll('+', '/'));
  if (!read) return null;
  const music = read.music.split('/').map(Number).join('/');
  return `${String(read.reel)}m${music}${read.suffix.toLowerCase()}`;
}
