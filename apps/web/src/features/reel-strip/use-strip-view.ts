import { useCallback, useEffect, useMemo, useRef, useState, type PointerEvent } from 'react';
import type { FollowedPlayhead } from './playhead';
import { flickAt, keepInside, reaching, zoomed, type Stretch } from './strip-view';

/** A press that moves less than this is a click, in CSS pixels. */
const CLICK = 4;
/** How much closer one notch of the wheel leads. */
const NOTCH = 1.25;

/** Which stretch of the film is shown: dragging over the strip looks closer, the wheel with Ctrl zooms, without it moves. */
export function useStripView(whole: Stretch, playhead: FollowedPlayhead | undefined) {
  // Null follows the film as it grows.
  const [chosen, setChosen] = useState<Stretch | null>(null);
  const view = useMemo(() => (chosen === null ? whole : keepInside(chosen, whole)), [chosen, whole]);
  const [drag, setDrag] = useState<Stretch | null>(null);
  const pressed = useRef<{ readonly x: number; readonly at: number } | null>(null);
  const [element, setElement] = useState<HTMLElement | null>(null);

  /** Shows another stretch, made of the one that is shown by then: several turns of the wheel may come at once. */
  const show = useCallback(
    (next: (view: Stretch) => Stretch) => {
      setChosen((before) => {
        const shown = next(before === null ? whole : keepInside(before, whole));
        return shown.from === whole.from && shown.to === whole.to ? null : shown;
      });
    },
    [whole],
  );
  const zoom = useCallback(
    (factor: number, around: number | 'middle') => {
      show((view) => zoomed(view, whole, factor, around === 'middle' ? flickAt(0.5, view) : around));
    },
    [show, whole],
  );
  const reach = useCallback(
    (stretch: Stretch) => {
      show((view) => reaching(view, stretch, whole));
    },
    [show, whole],
  );

  useEffect(() => {
    if (!element) return;
    // By hand: React listens to the wheel in a way that cannot keep the page from scrolling.
    const onWheel = (event: WheelEvent) => {
      const { deltaX, deltaY, shiftKey } = event;
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        const share = shareAt(element, event.clientX);
        const factor = deltaY > 0 ? NOTCH : 1 / NOTCH;
        show((view) => zoomed(view, whole, factor, flickAt(share, view)));
        return;
      }
      const by = Math.abs(deltaX) > Math.abs(deltaY) ? deltaX : shiftKey ? deltaY : 0;
      if (by === 0) return;
      event.preventDefault();
      const share = by / element.clientWidth;
      show(({ from, to }) => {
        const move = share * (to - from);
        return keepInside({ from: from + move, to: to + move }, whole);
      });
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      element.removeEventListener('wheel', onWheel);
    };
  }, [element, whole, show]);

  const stretchTo = (event: PointerEvent<HTMLElement>): Stretch | null => {
    if (pressed.current === null || Math.abs(event.clientX - pressed.current.x) < CLICK) return null;
    const at = flickAt(shareAt(event.currentTarget, event.clientX), view);
    return { from: Math.min(at, pressed.current.at), to: Math.max(at, pressed.current.at) };
  };

  const track = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      pressed.current = {
        x: event.clientX,
        at: flickAt(shareAt(event.currentTarget, event.clientX), view),
      };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const stretch = stretchTo(event);
      if (!stretch) return;
      // From here on it is a drag, also when it began on a cue: that link must not be followed.
      event.currentTarget.setPointerCapture(event.pointerId);
      setDrag(stretch);
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      const stretch = stretchTo(event);
      const at = pressed.current?.at;
      pressed.current = null;
      setDrag(null);
      if (stretch) show(() => keepInside(stretch, whole));
      else if (at !== undefined && !isLink(event.target)) playhead?.seek(at);
    },
    onPointerCancel: () => {
      pressed.current = null;
      setDrag(null);
    },
  };
  const showWhole = useCallback(() => {
    setChosen(null);
  }, []);
  return { view, drag, setElement, track, zoom, reach, showWhole };
}

function shareAt(element: HTMLElement, clientX: number): number {
  const { left, width } = element.getBoundingClientRect();
  return width === 0 ? 0 : Math.min(1, Math.max(0, (clientX - left) / width));
}

function isLink(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a') !== null;
}
