import { parsePeaks } from '@segue/media-analysis/peaks';
import { bedSchema, stemSchema, type Bed, type BedKind, type Stem, type StemKind } from '@segue/protocol';
import { queryOptions } from '@tanstack/react-query';
import { request, requestBytes } from './http';

/** Where a sound lies under `/api`: `/versions/…`, `/stems/…` or `/beds/…`. */
export type SoundPath = `/${'versions' | 'stems' | 'beds'}/${string}`;

/** Path of a segment of the listening rendition, lossless or light, counted from 0. */
export function segmentPath(sound: SoundPath, index: number, light: boolean): string {
  return `${sound}/segments/${String(index)}${light ? '?light=true' : ''}`;
}

/** The waveform of a sound. It never changes. */
export function peaksQuery(sound: SoundPath) {
  return queryOptions({
    queryKey: ['peaks', sound],
    queryFn: async ({ signal }) => parsePeaks(await requestBytes(`${sound}/peaks`, signal)),
    staleTime: Infinity,
    structuralSharing: false,
  });
}

/** Dialogue, effects and temp music of a cut. */
export function bedsQuery(cutId: string) {
  return queryOptions({
    queryKey: ['cut', 'beds', cutId],
    queryFn: ({ signal }) => request('GET', `/cuts/${cutId}/beds`, { schema: bedSchema.array(), signal }),
  });
}

export interface BedChange {
  readonly kind?: BedKind;
  readonly startFlicks?: number;
}

export function changeBed(bedId: string, body: BedChange): Promise<Bed> {
  return request('PATCH', `/beds/${bedId}`, { body, schema: bedSchema });
}

export async function removeBed(bedId: string): Promise<void> {
  await request('DELETE', `/beds/${bedId}`);
}

export interface StemChange {
  readonly name?: string;
  readonly kind?: StemKind;
  /** From the first sample of the mix to that of the stem. */
  readonly offsetFlicks?: number;
}

export function changeStem(stemId: string, body: StemChange): Promise<Stem> {
  return request('PATCH', `/stems/${stemId}`, { body, schema: stemSchema });
}

export async function removeStem(stemId: string): Promise<void> {
  await request('DELETE', `/stems/${stemId}`);
}
