import { FLICKS_PER_SECOND } from '@segue/timecode';
import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { heart, type Programme, type Stretch } from '../transport/programme';
import type { Transport } from '../transport/transport';
import { pinch, positionAt, shift, zoom, type TwoFingers, type View } from './geometry';

/** As close as it goes: about a hundred samples. */
const SHORTEST = FLICKS_PER_SECOND / 500;

/** The music with the cue around it: what fits into the full width. */
function limitsOf(programme: Programme): Stretch {
  const { sound, cue } = programme;
  if (!sound || !cue) return heart(programme);
  return { start: Math.min(sound.start, cue.start), end: Math.max(sound.end, cue.end) };
}

export interface ZoomableView {
  /** Null until the width is known. */
  readonly view: View | null;
  readonly zoomed: boolean;
  /** Above 1 is closer; around the playhead. */
  readonly zoomBy: (factor: number) => void;
  readonly fit: () => void;
}

/** Which stretch of film time the waveform shows. Follows the playhead page by page while zoomed in. */
export function useView(
  frame: RefObject<HTMLElement | null>,
  programme: Programme,
  transport: Transport,
): ZoomableView {
  const limits = useMemo(() => limitsOf(programme), [programme]);
  const [width, setWidth] = useState(0);
  const [span, setSpan] = useState<Stretch | null>(null);
  const { start, end } = span ?? limits;
  /** What was shown when two fingers came down, and where. */
  const pinched = useRef<{ readonly view: View; readonly fingers: TwoFingers } | null>(null);

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      setWidth(Math.floor(element.clientWidth));
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [frame]);

  // A span that was chosen on another programme may lie where nothing is now.
  useEffect(() => {
    setSpan((old) => (old === null || (old.start < limits.end && old.end > limits.start) ? old : null));
  }, [limits]);

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const onWheel = (event: WheelEvent) => {
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        const x = event.clientX - element.getBoundingClientRect().left;
        setSpan((old) => {
          const from = old ?? limits;
          return wide(
            zoom(
              from,
              Math.exp(-event.deltaY / 200),
              positionAt(x, { ...from, width: element.clientWidth }),
              limits,
              SHORTEST,
            ),
            limits,
          );
        });
      } else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        event.preventDefault();
        setSpan(
          (old) => old && shift(old, (event.deltaX / element.clientWidth) * (old.end - old.start), limits),
        );
      }
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      element.removeEventListener('wheel', onWheel);
    };
  }, [frame, limits]);

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const onTouch = (event: TouchEvent) => {
      const fingers = twoFingers(event, element);
      if (!fingers) {
        pinched.current = null;
        return;
      }
      // Neither the page nor the lanes move along.
      event.preventDefault();
      const from = (pinched.current ??= { view: { start, end, width: element.clientWidth }, fingers });
      setSpan(wide(pinch(from.view, from.fingers, fingers, limits, SHORTEST), limits));
    };
    const kinds = ['touchstart', 'touchmove', 'touchend', 'touchcancel'] as const;
    for (const kind of kinds) element.addEventListener(kind, onTouch, { passive: false });
    return () => {
      for (const kind of kinds) element.removeEventListener(kind, onTouch);
    };
  }, [frame, limits, start, end]);

  useEffect(() => {
    if (!span) return;
    return transport.onMove(() => {
      const { position } = transport;
      if (position >= span.start && position < span.end) return;
      setSpan(shift(span, position - span.start, limits));
    });
  }, [transport, span, limits]);

  const zoomBy = useCallback(
    (factor: number) => {
      setSpan((old) => wide(zoom(old ?? limits, factor, transport.position, limits, SHORTEST), limits));
    },
    [limits, transport],
  );
  const fit = useCallback(() => {
    setSpan(null);
  }, []);
  const view = useMemo(() => (width > 0 ? { start, end, width } : null), [start, end, width]);
  return { view, zoomed: span !== null, zoomBy, fit };
}

/** Where the two fingers are that are on an element; null for any other number. */
function twoFingers({ targetTouches: [one, other, third] }: TouchEvent, on: Element): TwoFingers | null {
  if (!one || !other || third) return null;
  const { left } = on.getBoundingClientRect();
  return [one.clientX - left, other.clientX - left];
}

/** Null where the whole fits again. */
function wide(span: Stretch, limits: Stretch): Stretch | null {
  return span.end - span.start >= limits.end - limits.start ? null : span;
}
