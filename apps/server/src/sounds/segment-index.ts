import { z } from 'zod';

/** The number of a segment in an address, from 0. */
export const segmentIndex = z
  .string()
  .regex(/^\d{1,7}$/, 'is not the number of a segment')
  .transform(Number);
