import type { BoardNote } from '@segue/review-document';
import { timecodeLabel } from '@segue/timecode';
import { useMemo, useRef, useState, type PointerEvent } from 'react';
import { useReview } from '../review-context';
import { stepFrames } from '../transport/programme';
import { positionAt, shareOf, xOf, type View } from './geometry';
import styles from './waveform.module.css';

/** What of a note is being dragged: all of it, or one end of its range. */
type Grip = 'note' | 'in' | 'out';
type Place = Pick<BoardNote, 'in' | 'out'>;

interface Props {
  readonly note: BoardNote;
  /** The one that the list of flags was laid out for. */
  readonly view: View;
  readonly row: number;
  readonly selected: boolean;
  readonly onSelect: (note: BoardNote) => void;
}

/** On a pole each. */
const FLAG = 'M1 15V1h11l-3.5 4L12 9H1';
const DISC = 'M1 15V5a3.5 3.5 0 1 1 0 .01';
/** Less than this is a press with an unsteady hand. */
const DRAG_PIXELS = 4;

/** One note on the waveform: a flag to press, and the range it speaks of. One's own are dragged, ranges by their ends too. */
export function Flag({ note, view, row, selected, onSelect }: Props) {
  const { t, transport, format, nameOf, notes, me, cut } = useReview();
  /** Where it was dragged to, and what it was then: after the drop it stays there until the note has come. */
  const [held, hold] = useState<{ readonly of: BoardNote; readonly at: Place } | null>(null);
  const drag = useRef<{ readonly x: number; readonly grip: Grip; moved: boolean } | null>(null);
  // A press that ended a drag is no press on the note.
  const justDragged = useRef(false);
  const isMine = note.author === me.id && notes !== null;
  const dragged = held?.of === note ? held.at : null;
  const place = dragged ?? note;
  // Hundreds of flags are laid out again while one zooms; what they are called stays.
  const name = useMemo(
    () =>
      t('waveform.flag', {
        at: timecodeLabel(note.in, format),
        name: nameOf(note.author),
        state: t(`state.${note.state}`),
      }),
    [note, format, nameOf, t],
  );
  const from = shareOf(place.in, view);

  const grab = (grip: Grip) => (event: PointerEvent) => {
    justDragged.current = false;
    if (!isMine || event.button !== 0) return;
    // Under it lies the waveform, which would mark a range.
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: event.clientX, grip, moved: false };
  };
  const move = (event: PointerEvent) => {
    const from = drag.current;
    if (!from || (!from.moved && Math.abs(event.clientX - from.x) < DRAG_PIXELS)) return;
    from.moved = true;
    const by = positionAt(event.clientX - from.x, view) - view.start;
    const toFrame = (position: number) => stepFrames(position, 0, format.rate);
    hold({ of: note, at: placeAfter(note, from.grip, by, toFrame) });
  };
  const drop = (event: PointerEvent) => {
    const from = drag.current;
    drag.current = null;
    // An edge that is pressed is waveform: one goes there.
    if (from && !from.moved && from.grip !== 'note') {
      const left = event.currentTarget.closest('ul')?.getBoundingClientRect().left ?? 0;
      transport.seek(stepFrames(positionAt(event.clientX - left, view), 0, format.rate));
    }
    if (!from?.moved || !dragged) return;
    justDragged.current = true;
    if (dragged.in !== note.in || dragged.out !== note.out)
      notes?.edit(note.id, { ...dragged, cut: cut?.id ?? null });
    else hold(null);
  };
  const cancel = () => {
    drag.current = null;
    hold(null);
  };
  const grip = (which: Grip) => ({
    onPointerDown: grab(which),
    onPointerMove: move,
    onPointerUp: drop,
    onPointerCancel: cancel,
  });
  return (
    <li
      className={styles.note}
      data-state={note.state}
      data-weight={note.weight}
      data-selected={selected || undefined}
      data-mine={isMine || undefined}
      style={{
        left: `${100 * from}%`,
        width: place.out === null ? 0 : `${100 * (shareOf(place.out, view) - from)}%`,
        '--x': `${xOf(place.in, view)}px`,
        '--row': row,
      }}
    >
      {place.out !== null && (
        <span className={styles.range}>
          {isMine && (
            <>
              <span className={styles.edge} {...grip('in')} />
              <span className={styles.edge} data-out {...grip('out')} />
            </>
          )}
        </span>
      )}
      <button
        type="button"
        className={styles.flag}
        data-mark-place
        aria-label={name}
        aria-pressed={selected}
        title={note.text.slice(0, 200)}
        {...grip('note')}
        onClick={() => {
          if (!justDragged.current) onSelect(note);
          justDragged.current = false;
        }}
      >
        <svg width="13" height="15" viewBox="0 0 13 15" aria-hidden>
          <path d={note.state === 'resolved' ? DISC : FLAG} />
        </svg>
      </button>
      {dragged && <span className={styles.reading}>{timecodeLabel(dragged.in, format)}</span>}
    </li>
  );
}

/** Where a note lies after a drag by so many flicks: on whole frames, its end after its start, and not before the film. */
function placeAfter(
  { in: start, out }: Place,
  grip: Grip,
  by: number,
  toFrame: (position: number) => number,
): Place {
  const moved = (position: number) => toFrame(Math.max(0, position + by));
  if (grip === 'note' || out === null) {
    const to = moved(start);
    return { in: to, out: out === null ? null : out + (to - start) };
  }
  if (grip === 'in') return { in: Math.min(moved(start), toFrame(out - 1)), out };
  return { in: start, out: Math.max(moved(out), toFrame(start) + (toFrame(out) - toFrame(out - 1))) };
}
