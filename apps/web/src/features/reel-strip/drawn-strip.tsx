import { memo, useLayoutEffect, useRef } from 'react';
import { useTheme } from '../../ui/look/use-theme';
import { drawStrip, type StripContent } from './draw-strip';
import styles from './reel-strip.module.css';
import type { Stretch } from './strip-view';

interface Props {
  readonly view: Stretch;
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly content: StripContent;
}

/** What of the strip is only seen, in one picture: hundreds of cues and thousands of notes move with every turn of the wheel. */
export const DrawnStrip = memo(function DrawnStrip({ view, width, height, content }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  // Together with the links that lie over it.
  useLayoutEffect(() => {
    if (canvas.current && width > 0) drawStrip(canvas.current, { width, height }, view, content);
  }, [view, width, height, content, theme]);
  return <canvas ref={canvas} className={styles.drawn} aria-hidden />;
});
