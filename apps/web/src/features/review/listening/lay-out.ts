import type { AudioFacts, Bed, Listening, Stem } from '@segue/protocol';
import { segmentPath, type SoundPath } from '../../../api/sounds';
import type { Arrangement, Lane } from '../../../player/arrangement';
import { factorOf, loudnessMatch } from '../../../player/loudness-match';
import { bedStrip, MUSIC, stemStrip } from '../../../player/mixer';
import type { Places } from '../../../places/places';
import type { Compared } from './comparison';

interface Heard {
  readonly compared: readonly Compared[];
  readonly beds: readonly Bed[];
  readonly matched: boolean;
  /** The version that is heard is laid out as its stems, where it has some. */
  readonly asStems: boolean;
  /** All is heard in the light rendition. */
  readonly light: boolean;
  /** By how much versions are laid elsewhere, in flicks. */
  readonly offsets: ReadonlyMap<string, number>;
  readonly places: Pick<Places, 'version'>;
}

/** One sound on film time, as it is shown: a version, a stem of the one that is heard, or what lies under them. */
export interface Row {
  readonly key: string;
  readonly path: SoundPath;
  /** The strip of the mixer that it goes through. */
  readonly strip: string;
  /** Absolute film position of its first sample, in flicks. */
  readonly start: number;
  /** Null while the server has not made it playable, or cannot. */
  readonly listening: Listening | null;
  readonly layout: AudioFacts['layout'];
  readonly is:
    | { readonly what: 'version'; readonly compared: Compared; readonly gainDb: number }
    | { readonly what: 'stem'; readonly stem: Stem }
    | { readonly what: 'bed'; readonly bed: Bed };
}

/** Lays the versions of a comparison and what lies under them in the cut on film time. */
export function layOut({ compared, beds, matched, asStems, light, offsets, places }: Heard): {
  readonly rows: readonly Row[];
  readonly arrangement: Arrangement;
} {
  const inRendition = light ? lightened : (row: Row): Row => row;
  const isMatched = matched && compared.length > 1;
  const gains = isMatched ? loudnessMatch(compared.map(({ version }) => version.report)) : [];
  const takes = compared.map((one, index) => {
    const { version, heard } = one;
    const start = (places.version(version)?.in ?? version.positionFlicks) + (offsets.get(version.id) ?? 0);
    const stems = heard && asStems ? version.stems.map((stem) => stemRow(stem, start)) : [];
    const gainDb = gains[index] ?? 0;
    return {
      // Mix and stems are two takes: they do not go on into each other.
      key: stems.length > 0 ? `${version.id}/stems` : version.id,
      heard,
      gainDb,
      rows: (stems.length > 0 ? stems : [mixRow(one, start, gainDb)]).map(inRendition),
    };
  });
  const bedRows = beds.map(bedRow).map(inRendition);
  return {
    rows: [...takes.flatMap(({ rows }) => rows), ...bedRows],
    arrangement: {
      takes: takes.map(({ key, rows, gainDb }) => ({
        key,
        lanes: rows.flatMap((row) => lane(row, light)),
        trim: factorOf(gainDb),
      })),
      beds: bedRows.flatMap((row) => lane(row, light)),
      active: takes.find(({ heard }) => heard)?.key ?? null,
    },
  };
}

function mixRow(compared: Compared, start: number, gainDb: number): Row {
  const { id, listening, facts } = compared.version;
  const is = { what: 'version', compared, gainDb } as const;
  return { key: id, path: `/versions/${id}`, strip: MUSIC, start, listening, layout: facts.layout, is };
}

function stemRow(stem: Stem, start: number): Row {
  const { id, listening, facts, offsetFlicks } = stem;
  const is = { what: 'stem', stem } as const;
  const common = { key: id, listening, layout: facts.layout, is };
  return { ...common, path: `/stems/${id}`, strip: stemStrip(id), start: start + offsetFlicks };
}

function bedRow(bed: Bed): Row {
  const { id, listening, facts, startFlicks, kind } = bed;
  const is = { what: 'bed', bed } as const;
  const common = { key: id, listening, layout: facts.layout, is };
  return { ...common, path: `/beds/${id}`, strip: bedStrip(kind), start: startFlicks };
}

/** The row with the channels of its light rendition. */
function lightened(row: Row): Row {
  const { listening, layout } = row;
  if (listening === null || listening.light.channels === listening.channels) return row;
  return { ...row, listening: { ...listening, ...listening.light }, layout: layout && LIGHT_LAYOUT };
}

/** Of surround that was folded down. */
const LIGHT_LAYOUT: NonNullable<Row['layout']> = ['L', 'R'];

/** None while the server has not made it playable. */
function lane({ key: rowKey, path, strip, start, listening, layout }: Row, light: boolean): Lane[] {
  if (listening === null) return [];
  // A lane of its own: it may have other channels.
  const key = light ? `${rowKey}/light` : rowKey;
  const pathOf = (index: number): string => segmentPath(path, index, light);
  // What is heard under an address never changes, so the address says which samples they are.
  return [
    { key, strip, start, source: { ...listening, layout, key: light ? `${path}/light` : path, pathOf } },
  ];
}
