import { useCallback, useEffect, useRef } from 'react';
import styles from './reel-strip.module.css';
import { shareOf, type Stretch } from './strip-view';

/** A playhead that somebody else moves. Positions in flicks. */
export interface FollowedPlayhead {
  readonly position: number;
  /** Calls back whenever it moves; returns what ends that. */
  readonly onMove: (moved: () => void) => () => void;
  readonly seek: (flicks: number) => void;
}

/** Where the film is being played, as a line over the strip. Moves without rendering. */
export function Playhead({ playhead, view }: { playhead: FollowedPlayhead; view: Stretch }) {
  const line = useRef<HTMLDivElement>(null);
  const draw = useCallback(() => {
    if (!line.current) return;
    const share = shareOf(playhead.position, view);
    line.current.style.left = `${100 * share}%`;
    line.current.hidden = share < 0 || share > 1;
  }, [playhead, view]);
  useEffect(() => {
    draw();
    return playhead.onMove(draw);
  }, [playhead, draw]);
  return <div ref={line} className={styles.playhead} aria-hidden />;
}
