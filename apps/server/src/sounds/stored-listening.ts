import { listeningSchema, type Listening } from '@segue/protocol';
import { z } from 'zod';

const ends = z.array(z.int().positive());

/**
 * How the segments of a listening rendition lie in their blob: the lossless segment i ends before byte `ends[i]`, and behind
 * it lies the light one, which ends before byte `light.ends[i]`.
 */
export const storedListening = listeningSchema
  .omit({ segments: true })
  .extend({ ends, light: listeningSchema.shape.light.extend({ ends }) });
export type StoredListening = z.infer<typeof storedListening>;

/** What clients are told of a rendition. */
export function showListening({ ends, light, ...rendition }: StoredListening): Listening {
  return { ...rendition, segments: ends.length, light: { channels: light.channels } };
}

/** The bytes of a segment, lossless or light, `end` exclusive; null past the last one. */
export function segmentBytes(
  { ends, light }: Pick<StoredListening, 'ends' | 'light'>,
  index: number,
  isLight: boolean,
): { start: number; end: number } | null {
  const middle = ends[index];
  const end = light.ends[index];
  if (middle === undefined || end === undefined) return null;
  return isLight ? { start: middle, end } : { start: light.ends[index - 1] ?? 0, end: middle };
}
