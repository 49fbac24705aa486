import { flicksToSeconds } from '@segue/timecode';
import { queryOptions, useQueries } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { requestBytes } from '../../../api/http';
import { segmentPath } from '../../../api/sounds';
import { segmentLength, segmentsOf } from '../../../player/arrangement';
import type { SegmentDecoder } from '../../../player/segment-decoder';
import type { Row } from '../listening/lay-out';
import type { SampleSpan } from './draw-samples';
import type { View } from './geometry';

/** Closer than this a pixel has fewer samples than one of the finest peaks: then the samples are drawn. */
const SAMPLES_PER_PIXEL = 128;
/** What is looked at so closely is not looked at for long, and takes 2 MB for five seconds of stereo. */
const KEPT_MS = 20_000;

let decoder: Promise<SegmentDecoder> | null = null;

function segmentQuery({ path }: Row, index: number) {
  return queryOptions({
    queryKey: ['samples', path, index],
    queryFn: async ({ signal }) => {
      decoder ??= import('../../../player/segment-decoder').then((module) => new module.SegmentDecoder());
      const [ready, bytes] = await Promise.all([
        decoder,
        requestBytes(segmentPath(path, index, false), signal),
      ]);
      return ready.decode(bytes);
    },
    staleTime: Infinity,
    gcTime: KEPT_MS,
    structuralSharing: false,
  });
}

/** The samples of each row in view, when it is so close that they can be drawn; null for those that are not here. */
export function useSamples(rows: readonly Row[], view: View | null): readonly (SampleSpan | null)[] {
  const inView = JSON.stringify(rows.map((row) => (view ? segmentsIn(row, view) : [])));
  // The same for as long as the same segments are in view: then they are not joined again for every drawing.
  const wanted = useMemo(() => {
    const indices = JSON.parse(inView) as number[][];
    return rows.map((row, index) => ({ row, indices: indices[index] ?? [] }));
  }, [rows, inView]);
  const combine = useCallback(
    (answers: readonly { readonly data?: readonly Float32Array[] | undefined }[]) => {
      let next = 0;
      return wanted.map(({ row, indices }) => {
        const segments = indices.map(() => answers[next++]?.data);
        return joined(row, indices[0] ?? 0, segments);
      });
    },
    [wanted],
  );
  return useQueries({
    queries: wanted.flatMap(({ row, indices }) => indices.map((index) => segmentQuery(row, index))),
    combine,
  });
}

/** The segments of a row that are in view, where it is close enough. */
function segmentsIn({ listening, start }: Row, view: View): number[] {
  if (!listening) return [];
  const samplesPerPixel = (flicksToSeconds(view.end - view.start) * listening.sampleRate) / view.width;
  if (samplesPerPixel > SAMPLES_PER_PIXEL) return [];
  const sampleAt = (position: number): number => flicksToSeconds(position - start) * listening.sampleRate;
  return segmentsOf(listening, Math.floor(sampleAt(view.start)), Math.ceil(sampleAt(view.end)));
}

function joined(
  { listening }: Row,
  firstIndex: number,
  segments: readonly (readonly Float32Array[] | undefined)[],
): SampleSpan | null {
  if (!listening || segments.length === 0 || segments.includes(undefined)) return null;
  const lengths = segments.map((_, index) => segmentLength(listening, firstIndex + index));
  const channels = Array.from({ length: listening.channels }, (_, channel) => {
    const samples = new Float32Array(lengths.reduce((sum, length) => sum + length, 0));
    let at = 0;
    segments.forEach((segment, index) => {
      samples.set(segment?.[channel] ?? [], at);
      at += lengths[index] ?? 0;
    });
    return samples;
  });
  return { sampleRate: listening.sampleRate, first: firstIndex * listening.segmentSamples, channels };
}
