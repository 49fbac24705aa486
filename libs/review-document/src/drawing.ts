import { z } from 'zod';

/** What a stroke is: a free line, an arrow to its second point, a box between two corners, or words. */
export const STROKE_TOOLS = ['pen', 'arrow', 'box', 'text'] as const;
/** The five colours there are, as they look. */
export const STROKE_COLOURS = {
  red: '#ff5a4f',
  yellow: '#ffd23f',
  green: '#5fd38a',
  blue: '#5aa9ff',
  white: '#ffffff',
} as const;
export const STROKE_WIDTHS = ['fine', 'medium', 'bold'] as const;

/** Coordinates are whole numbers: a picture is so many units wide, and as many high, whatever its shape. */
export const PICTURE_UNITS = 10_000;

// At most about 40 kB: a note with a drawing is no heavier than two with long texts.
export const MAX_STROKES = 50;
/** Most points of a free line. */
export const MAX_POINTS = 200;
/** Longest words of a stroke, in UTF-16 code units: one line over half a picture. */
export const MAX_STROKE_TEXT = 80;

const unit = z.int().min(0).max(PICTURE_UNITS);
const look = {
  colour: z.enum(Object.keys(STROKE_COLOURS) as (keyof typeof STROKE_COLOURS)[]),
  width: z.enum(STROKE_WIDTHS),
};
const twoPoints = z.tuple([unit, unit, unit, unit]);

/** One stroke. `points` are x and y by turns, from the upper left corner. */
const strokeSchema = z.discriminatedUnion('tool', [
  z.strictObject({
    tool: z.literal('pen'),
    points: z
      .array(unit)
      .min(2)
      .max(2 * MAX_POINTS)
      .refine(({ length }) => length % 2 === 0, { message: 'every x has its y' }),
    ...look,
  }),
  z.strictObject({ tool: z.literal('arrow'), points: twoPoints, ...look }),
  z.strictObject({ tool: z.literal('box'), points: twoPoints, ...look }),
  z.strictObject({
    tool: z.literal('text'),
    points: z.tuple([unit, unit]),
    text: z.string().min(1).max(MAX_STROKE_TEXT),
    ...look,
  }),
]);

export type StrokeTool = (typeof STROKE_TOOLS)[number];
export type StrokeColour = keyof typeof STROKE_COLOURS;
export type StrokeWidth = (typeof STROKE_WIDTHS)[number];
export type Stroke = z.infer<typeof strokeSchema>;
/** What somebody drew over the picture, in the order of drawing. */
export type Drawing = readonly Stroke[];

/**
 * What can be kept of a drawing that comes from elsewhere: what is no stroke here, or more than there may be, is left out; null
 * where nothing is left.
 */
export function keepableDrawing(strokes: readonly unknown[]): Drawing | null {
  const kept = strokes.flatMap((stroke) => strokeSchema.safeParse(stroke).data ?? []);
  return kept.length === 0 ? null : kept.slice(0, MAX_STROKES);
}

/** Nothing drawn is no drawing. */
// Said to be read-only and not made so: zod would freeze what it was given, which throws where that is bytes.
export const drawingSchema: z.ZodType<Drawing> = z.array(strokeSchema).min(1).max(MAX_STROKES);
