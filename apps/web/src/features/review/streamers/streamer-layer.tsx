import type { PictureSize } from '@segue/review-document';
import { flicksToFrame } from '@segue/timecode';
import { useCallback, useMemo, useRef } from 'react';
import { PicturePlane } from '../picture-plane';
import { useReview } from '../review-context';
import { useEachMove } from '../transport/use-transport';
import styles from './streamer-layer.module.css';
import type { StreamerChoice } from './streamer-choice';
import { streamersAt } from './streamers-at';

/** The line and the disc as parts of the picture's width and height. */
const LINE = 0.006;
const DISC = 0.32;

/** Streamers, punches and flutters over the picture, at the hits of the cue. */
export default function StreamerLayer({
  size,
  choice,
}: {
  readonly size: PictureSize;
  readonly choice: StreamerChoice;
}) {
  const { transport, hits, format } = useReview();
  const { rate } = format;
  const layer = useRef<SVGGElement>(null);
  const places = useMemo(() => hits.map(({ at }) => at), [hits]);
  const frames = useMemo(() => [...new Set(places.map((at) => flicksToFrame(at, rate)))], [places, rate]);
  const { kind, seconds } = choice;

  // Sixty times a second nothing is rendered: what is there already is moved.
  const draw = useCallback(() => {
    if (!layer.current) return;
    const { sweeps, punch } = streamersAt(transport.position, places, still(kind, seconds), rate);
    const disc = layer.current.querySelector('circle');
    if (disc) show(disc, punch);
    for (const [index, line] of layer.current.querySelectorAll('rect').entries()) {
      const sweep = sweeps.find(({ hitFrame }) => hitFrame === frames[index]);
      show(line, sweep !== undefined);
      if (sweep) line.setAttribute('x', String(sweep.part * size.width * (1 - LINE)));
    }
    const count = layer.current.querySelector('text');
    const next = Math.min(...sweeps.map(({ left }) => left));
    if (count) count.textContent = sweeps.length > 0 ? String(Math.ceil(next)) : '';
  }, [transport, places, frames, kind, seconds, rate, size.width]);
  useEachMove(transport, draw);

  return (
    <PicturePlane size={size} className={styles.streamers ?? ''} aria-hidden>
      <g ref={layer}>
        {frames.map((frame) => (
          <rect key={frame} visibility="hidden" width={size.width * LINE} height={size.height} />
        ))}
        <text x={size.width * 0.96} y={size.height * 0.92} fontSize={size.height * 0.1} />
        <circle
          visibility="hidden"
          cx={size.width / 2}
          cy={size.height / 2}
          r={Math.min(size.width, size.height) * DISC}
        />
      </g>
    </PicturePlane>
  );
}

/** Whoever asked for less motion gets one punch, and a number that counts down in place of the line. */
function still(kind: StreamerChoice['kind'], seconds: StreamerChoice['seconds']) {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  return { kind: calm && kind === 'flutters' ? ('streamers' as const) : kind, seconds };
}

function show(element: SVGElement, shown: boolean): void {
  element.setAttribute('visibility', shown ? 'visible' : 'hidden');
}
