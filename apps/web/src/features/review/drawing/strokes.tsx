import { STROKE_COLOURS, strokeShape, type Drawing, type PictureSize } from '@segue/review-document';
import type { ReactNode, SVGProps } from 'react';
import styles from './drawing.module.css';

/**
 * A plane that lies exactly on the picture: like the movie it is as large as fits and in the middle. What is in it counts
 * in the movie's own pixels.
 */
export function PicturePlane({
  size,
  className = '',
  children,
  ...rest
}: { readonly size: PictureSize; readonly children: ReactNode } & SVGProps<SVGSVGElement>) {
  return (
    <svg
      className={`${styles.plane ?? ''} ${className}`}
      viewBox={`0 0 ${size.width} ${size.height}`}
      {...rest}
    >
      {/* What reaches over the edge of the picture is cut off there. */}
      <svg width={size.width} height={size.height}>
        {children}
      </svg>
    </svg>
  );
}

/** The strokes of a drawing, over a picture of this size. */
export function Strokes({ drawing, size }: { readonly drawing: Drawing; readonly size: PictureSize }) {
  // Strokes have no ids and are only added at the end or taken from there.
  return drawing.map((stroke, index) => {
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
}
