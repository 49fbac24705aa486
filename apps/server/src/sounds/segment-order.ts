import { z } from 'zod';

/** The number of a segment in an address, from 0. */
export const segmentIndex = z
  .string()
  .regex(/^\d{1,7}$/, 'is not the number of a segment')
  .transform(Number);

/** `?light=true` asks for the light rendition, and nothing for the lossless one. */
export const lightQuery = z.literal('true', 'is "true" or left out').optional();

/** Which segment is asked for. */
export interface SegmentOrder {
  readonly index: number;
  readonly isLight: boolean;
}
