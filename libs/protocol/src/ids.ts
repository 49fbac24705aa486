import { customAlphabet } from 'nanoid';
import { z } from 'zod';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A new id: 14 letters and digits, 83 bits of chance. Ids name things, they grant nothing. */
export const newId: () => string = customAlphabet(ALPHABET, 14);

/** The shape of every id that Segue makes. */
export const idSchema = z.string().regex(/^[0-9A-Za-z]{14}$/, 'is not an id that Segue made');

/** Several ids as one word of an address: one after another, with commas between. */
export const idListSchema = z
  .string()
  .max(4000)
  .transform((ids) => ids.split(','))
  .pipe(z.array(idSchema));
