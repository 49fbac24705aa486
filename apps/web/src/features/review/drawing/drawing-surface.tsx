import {
  PICTURE_UNITS,
  type Drawing,
  type PictureSize,
  type Stroke,
  type StrokeColour,
  type StrokeTool,
  type StrokeWidth,
} from '@segue/review-document';
import { useRef, useState, type MouseEvent, type PointerEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { PicturePlane } from '../picture-plane';
import styles from './drawing-board.module.css';
import { penLine, type Point } from './pen-line';
import { Strokes } from './strokes';

/** What is in the hand. */
export interface Hand {
  readonly tool: StrokeTool;
  readonly colour: StrokeColour;
  readonly width: StrokeWidth;
}

interface Props {
  readonly size: PictureSize;
  readonly drawing: Drawing;
  readonly hand: Hand;
  /** No more strokes fit. */
  readonly full: boolean;
  readonly plane: RefObject<SVGSVGElement | null>;
  readonly onStroke: (stroke: Stroke) => void;
  /** Somebody wants to write at a point. */
  readonly onWrite: (at: Point) => void;
}

/** Nearer to each other than this two points make no arrow and no box: somebody only clicked. */
const LEAST = 60;

/** The picture under the hand: takes strokes by mouse, finger or pen. */
export function DrawingSurface({ size, drawing, hand, full, plane, onStroke, onWrite }: Props) {
  const { t } = useTranslation('drawing');
  const drawn = useRef<Point[] | null>(null);
  // Whoever draws with a pen rests the hand on the screen.
  const withPen = useRef(false);
  const [live, setLive] = useState<Stroke | null>(null);

  function isDrawing(event: PointerEvent): boolean {
    if (event.pointerType === 'pen') withPen.current = true;
    return event.isPrimary && !(event.pointerType === 'touch' && withPen.current);
  }

  function pointAt({ clientX, clientY }: Pick<MouseEvent, 'clientX' | 'clientY'>): Point {
    const toPicture = plane.current?.getScreenCTM()?.inverse();
    const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(toPicture);
    return [unitOf(x / size.width), unitOf(y / size.height)];
  }

  function begin(event: PointerEvent<SVGSVGElement>) {
    if (!isDrawing(event) || event.button !== 0 || full || hand.tool === 'text') return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drawn.current = [pointAt(event)];
    setLive(strokeOf(hand, drawn.current));
  }

  function goOn(event: PointerEvent<SVGSVGElement>) {
    if (!drawn.current || !isDrawing(event)) return;
    // A pen tells of more points than the screen has frames.
    const events = event.nativeEvent.getCoalescedEvents();
    for (const each of events.length > 0 ? events : [event]) drawn.current.push(pointAt(each));
    setLive(strokeOf(hand, drawn.current));
  }

  function end(event: PointerEvent<SVGSVGElement>) {
    const points = drawn.current;
    if (!points || !isDrawing(event)) return;
    drawn.current = null;
    setLive(null);
    const stroke = strokeOf(hand, points);
    if (stroke) onStroke(stroke);
  }

  return (
    <PicturePlane
      ref={plane}
      size={size}
      role="img"
      aria-label={t('picture')}
      className={styles.surface ?? ''}
      data-tool={hand.tool}
      onPointerDown={begin}
      onPointerMove={goOn}
      onPointerUp={end}
      onPointerCancel={() => {
        drawn.current = null;
        setLive(null);
      }}
      onMouseDown={(event) => {
        // The focus stays with the tools, and so do the keys.
        event.preventDefault();
      }}
      onClick={(event) => {
        if (hand.tool === 'text' && !full) onWrite(pointAt(event));
      }}
    >
      <Strokes drawing={live ? [...drawing, live] : drawing} size={size} />
    </PicturePlane>
  );
}

/** The stroke that these points make with what is in the hand; null for none. */
function strokeOf({ tool, ...look }: Hand, points: readonly Point[]): Stroke | null {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last || tool === 'text') return null;
  if (tool === 'pen') return { tool, points: penLine(points), ...look };
  if (Math.hypot(last[0] - first[0], last[1] - first[1]) < LEAST) return null;
  return { tool, points: [...first, ...last], ...look };
}

function unitOf(part: number): number {
  return Math.round(Math.max(0, Math.min(1, part)) * PICTURE_UNITS);
}
