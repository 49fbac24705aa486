import { PICTURE_UNITS, type Stroke, type StrokeWidth } from './drawing.js';

/** The picture that is drawn over, in any unit of length: its shape decides how an arrow's head looks. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Thickness of lines, as parts of the picture's height. */
const LINE: Readonly<Record<StrokeWidth, number>> = { fine: 0.004, medium: 0.008, bold: 0.015 };
/** Height of words. */
const WORDS: Readonly<Record<StrokeWidth, number>> = { fine: 0.04, medium: 0.055, bold: 0.08 };
/** An arrow's head is so many times as long as its line is thick, and opens by so much on each side, in radians. */
const HEAD = 5;
const HEAD_ANGLE = Math.PI / 6;

/** How a stroke lies over a picture, in the picture's own unit. */
export type StrokeShape =
  | {
      readonly is: 'line';
      /** SVG path data, to be drawn along and not filled, with round ends and corners. */
      readonly path: string;
      readonly thickness: number;
    }
  | {
      readonly is: 'words';
      readonly text: string;
      /** Where the line of words begins or ends, at half its height. */
      readonly x: number;
      readonly y: number;
      /** In the right half of a picture words end where they were put, so that they stay in it. */
      readonly anchor: 'start' | 'end';
      readonly size: number;
    };

/** The shape of a stroke over a picture: the same on every screen and on paper. */
export function strokeShape(stroke: Stroke, picture: PictureSize): StrokeShape {
  const points = placed(stroke.points, picture);
  if (stroke.tool === 'text') {
    const [x, y] = points[0] ?? [0, 0];
    const anchor = x * 2 > picture.width ? 'end' : 'start';
    return { is: 'words', text: stroke.text, x, y, anchor, size: WORDS[stroke.width] * picture.height };
  }
  const thickness = LINE[stroke.width] * picture.height;
  return { is: 'line', path: pathOf(stroke.tool, points, thickness), thickness };
}

type Point = readonly [x: number, y: number];

function placed(units: readonly number[], { width, height }: PictureSize): Point[] {
  const points: Point[] = [];
  for (let index = 0; index + 1 < units.length; index += 2)
    points.push([
      ((units[index] ?? 0) * width) / PICTURE_UNITS,
      ((units[index + 1] ?? 0) * height) / PICTURE_UNITS,
    ]);
  return points;
}

function pathOf(tool: 'pen' | 'arrow' | 'box', points: readonly Point[], thickness: number): string {
  const first = points[0] ?? [0, 0];
  const last = points.at(-1) ?? first;
  switch (tool) {
    case 'pen':
      return smooth(first, points.slice(1), last);
    case 'arrow':
      return `M${at(first)}L${at(last)}${head(first, last, HEAD * thickness)}`;
    case 'box':
      return `M${at(first)}L${at([last[0], first[1]])}L${at(last)}L${at([first[0], last[1]])}Z`;
  }
}

/** A curve that bends at each point and passes half way between two. One point is a dot. */
function smooth(first: Point, rest: readonly Point[], last: Point): string {
  let path = `M${at(first)}`;
  for (const [index, point] of rest.slice(0, -1).entries()) {
    const next = rest[index + 1] ?? last;
    path += `Q${at(point)} ${at([(point[0] + next[0]) / 2, (point[1] + next[1]) / 2])}`;
  }
  return `${path}L${at(last)}`;
}

/** The two sides of an arrow's head, no longer than the arrow. */
function head([fromX, fromY]: Point, tip: Point, length: number): string {
  const [x, y] = tip;
  const side = Math.min(length, Math.hypot(x - fromX, y - fromY));
  const back = Math.atan2(fromY - y, fromX - x);
  const end = (angle: number): Point => [x + side * Math.cos(angle), y + side * Math.sin(angle)];
  return `M${at(end(back - HEAD_ANGLE))}L${at(tip)}L${at(end(back + HEAD_ANGLE))}`;
}

function at([x, y]: Point): string {
  return `${String(rounded(x))} ${String(rounded(y))}`;
}

function rounded(length: number): number {
  return Math.round(length * 100) / 100;
}
