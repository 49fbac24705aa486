import { STROKE_COLOURS, strokeShape, type Drawing, type PictureSize } from '@segue/review-document';

/** A rectangle on paper, in points from its upper left corner. */
export interface Area extends PictureSize {
  readonly x: number;
  readonly y: number;
}

/** What is darker on both sides of a line, so that it is seen on any picture, is so many times as thick. */
const EDGE = 2;
const EDGE_OPACITY = 0.45;

/** Where a picture of this shape lies when it is fitted into an area, in its middle. */
export function fitted(shape: PictureSize, { x, y, width, height }: Area): Area {
  const scale = Math.min(width / shape.width, height / shape.height);
  const size = { width: shape.width * scale, height: shape.height * scale };
  return { x: x + (width - size.width) / 2, y: y + (height - size.height) / 2, ...size };
}

/** Draws a note's drawing over a picture on paper. Leaves the pen where it was. */
export function drawOver(paper: PDFKit.PDFDocument, drawing: Drawing, picture: Area): void {
  const { x, y } = paper;
  paper.save().rect(picture.x, picture.y, picture.width, picture.height).clip();
  paper.translate(picture.x, picture.y).lineCap('round').lineJoin('round');
  for (const stroke of drawing) {
    const colour = STROKE_COLOURS[stroke.colour];
    const shape = strokeShape(stroke, picture);
    if (shape.is === 'line') {
      const { path, thickness } = shape;
      paper
        .path(path)
        .lineWidth(thickness * EDGE)
        .strokeOpacity(EDGE_OPACITY)
        .stroke('#000');
      paper.path(path).lineWidth(thickness).strokeOpacity(1).stroke(colour);
    } else {
      paper.fontSize(shape.size).fillColor(colour);
      const left = shape.anchor === 'end' ? shape.x - paper.widthOfString(shape.text) : shape.x;
      paper.text(shape.text, left, shape.y, { lineBreak: false, baseline: 'middle' });
    }
  }
  paper.restore();
  paper.x = x;
  paper.y = y;
}
