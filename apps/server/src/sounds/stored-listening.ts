import { listeningSchema, type Listening } from '@segue/protocol';
import { z } from 'zod';

/** How the segments of a listening rendition lie in their blob: segment i ends before byte `ends[i]`. */
export const storedListening = listeningSchema
  .omit({ segments: true })
  .extend({ ends: z.array(z.int().positive()) });
export type StoredListening = z.infer<typeof storedListening>;

/** What clients are told of a rendition. */
export function showListening({ ends, ...rendition }: StoredListening): Listening {
  return { ...rendition, segments: ends.length };
}

/** The bytes of a segment, `end` exclusive; null past the last one. */
export function segmentBytes(
  { ends }: Pick<StoredListening, 'ends'>,
  index: number,
): { start: number; end: number } | null {
  const end = ends[index];
  return end === undefined ? null : { start: ends[index - 1] ?? 0, end };
}
