import { decimal } from './exact-seconds.js';
import { childOf, readXml, textOf, type XmlElement } from './xml.js';

/** A point that a recorder or an editor has set, in samples. */
interface SyncPoint {
  /** `RELATIVE` to the first sample of the file, or `ABSOLUTE` since midnight. */
  readonly isAbsolute: boolean;
  readonly sample: number;
  /** How long it goes on; 0 for a point. */
  readonly length: number;
  /** What it is for: `SLATE_GENERIC`, `MARKER_GENERIC`. */
  readonly purpose: string;
  readonly comment: string;
}

/** What the iXML of a sound file says of time. */
export interface IXml {
  readonly timecodeRate: { readonly num: number; readonly den: number } | null;
  readonly isDropFrame: boolean;
  /** The time of the first sample since midnight, in samples; 0 where none is stated. */
  readonly startSample: number;
  /** The rate of these samples; null where it is the file's. */
  readonly startRate: number | null;
  readonly syncPoints: readonly SyncPoint[];
}

/** Reads the iXML of a sound file; null when it is none. */
export function readIXml(bytes: Uint8Array): IXml | null {
  // Writers fill the part up with zeros or leave room behind the text.
  const end = bytes.findLastIndex((byte) => byte > 0x20);
  const root = readXml(bytes.subarray(0, end + 1));
  if ('what' in root || root.name !== 'BWFXML') return null;
  const speed = childOf(root, 'SPEED');
  const said = (name: string): string => (speed && textOf(speed, name)) ?? '';
  const rate = Number(said('TIMESTAMP_SAMPLE_RATE'));
  return {
    timecodeRate: rateOf(said('TIMECODE_RATE')),
    isDropFrame: said('TIMECODE_FLAG').toUpperCase() === 'DF',
    startSample: speed ? longIn(speed, 'TIMESTAMP_SAMPLES_SINCE_MIDNIGHT') : 0,
    startRate: rate > 0 ? rate : null,
    syncPoints: (childOf(root, 'SYNC_POINT_LIST')?.children ?? [])
      .filter(({ name }) => name === 'SYNC_POINT')
      .map((point) => ({
        isAbsolute: textOf(point, 'SYNC_POINT_TYPE')?.toUpperCase() === 'ABSOLUTE',
        sample: longIn(point, 'SYNC_POINT'),
        length: wholeNumber(textOf(point, 'SYNC_POINT_EVENT_DURATION')),
        purpose: textOf(point, 'SYNC_POINT_FUNCTION') ?? '',
        comment: textOf(point, 'SYNC_POINT_COMMENT') ?? '',
      })),
  };
}

/** A number in two words: `…_LOW` and `…_HIGH`, which some write `_LO` and `_HI`. */
function longIn(element: XmlElement, name: string): number {
  const word = (...endings: string[]): number => {
    const texts = endings.map((ending) => textOf(element, `${name}_${ending}`));
    return wholeNumber(texts.find((text) => text !== null) ?? null);
  };
  return word('HIGH', 'HI') * 2 ** 32 + word('LOW', 'LO');
}

function wholeNumber(text: string | null): number {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : 0;
}

/** `24000/1001`, `25/1`, `29.97`. */
function rateOf(text: string): IXml['timecodeRate'] {
  const [num = '', den = '1'] = text.split('/');
  const [top, bottom] = [decimal(num.trim()), decimal(den.trim())];
  if (!top || !bottom || top.num <= 0n || bottom.num <= 0n) return null;
  return { num: Number(top.num * bottom.den), den: Number(bottom.num * top.den) };
}
