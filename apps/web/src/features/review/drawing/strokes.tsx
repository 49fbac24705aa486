import { STROKE_COLOURS, strokeShape, type Drawing, type PictureSize } from '@segue/review-document';
import styles from './drawing.module.css';

/** The strokes of a drawing, over a picture of this size. */
export function Strokes({ drawing, size }: { readonly drawing: Drawing; readonly size: PictureSize }) {
  // Strokes have no ids and are only added at the end or taken from there.
  const strokes = drawing.map((stroke, index) => {
    const colour = STROKE_COLOURS[stroke.colour];
    const shape = strokeShape(stroke, size);
    if (shape.is === 'words') {
      return (
        <text
          key={index}
          x={shape.x}
          y={shape.y}
          fontSize={shape.size}
          textAnchor={shape.anchor}
          fill={colour}
        >
          {shape.text}
        </text>
      );
    }
    return (
      <g key={index}>
        <path className={styles.edge} d={shape.path} strokeWidth={shape.thickness * 2} />
        <path d={shape.path} strokeWidth={shape.thickness} stroke={colour} />
      </g>
    );
  });
  return <g className={styles.strokes}>{strokes}</g>;
}
