import { parsePeaks } from '@segue/media-analysis/peaks';
import { bedSchema } from '@segue/protocol';
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
