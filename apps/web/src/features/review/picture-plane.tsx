import type { PictureSize } from '@segue/review-document';
import type { ReactNode, SVGProps } from 'react';
import styles from './picture-plane.module.css';

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
