import type { BoardNote } from '@segue/review-document';
import { timecodeLabel } from '@segue/timecode';
import { useRef, useState, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useReview } from '../review-context';
import { stepFrames } from '../transport/programme';
import { positionAt, xOf, type View } from './geometry';
import styles from './waveform.module.css';

/** What of a note is being dragged: all of it, or one end of its range. */
type Grip = 'note' | 'in' | 'out';
type Place = Pick<BoardNote, 'in' | 'out'>;

interface Props {
  readonly note: BoardNote;
  readonly view: View;
  readonly row: number;
  readonly selected: boolean;
  readonly onSelect: (note: BoardNote) => void;
}

/** Less than this is a press with an unsteady hand. */
const DRAG_PIXELS = 4;

/** One note on the waveform: a flag to press, and the range it speaks of. One's own are dragged, ranges by their ends too. */
export function Flag({ note, view, row, selected, onSelect }: Props) {
  const { t } = useTranslation('review');
  const { format, nameOf, notes, me, cut } = useReview();
  const [dragged, setDragged] = useState<Place | null>(null);
  const drag = useRef<{ readonly x: number; readonly grip: Grip; moved: boolean } | null>(null);
  // A press that ended a drag is no press on the note.
  const justDragged = useRef(false);
  const isMine = note.author === me.id && notes !== null;
  const place = dragged ?? note;
  const x = xOf(place.in, view);

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
    setDragged(placeAfter(note, from.grip, by, (position) => stepFrames(position, 0, format.rate)));
  };
  const drop = () => {
    const from = drag.current;
    drag.current = null;
    setDragged(null);
    if (!from?.moved || !dragged) return;
    justDragged.current = true;
    if (dragged.in !== note.in || dragged.out !== note.out)
      notes?.edit(note.id, { ...dragged, cut: cut?.id ?? null });
  };
  const cancel = () => {
    drag.current = null;
    setDragged(null);
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
      style={{ '--x': `${x}px`, '--row': row }}
    >
      {place.out !== null && (
        <span className={styles.range} style={{ width: `${Math.max(2, xOf(place.out, view) - x)}px` }}>
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
        aria-label={t('waveform.flag', {
          at: timecodeLabel(note.in, format),
          name: nameOf(note.author),
          state: t(`state.${note.state}`),
        })}
        aria-pressed={selected}
        title={note.text.slice(0, 200)}
        {...grip('note')}
        onClick={() => {
          if (!justDragged.current) onSelect(note);
          justDragged.current = false;
        }}
      >
        <svg width="13" height="15" viewBox="0 0 13 15" aria-hidden>
          {note.state === 'resolved' ? (
            <circle cx="4.5" cy="5" r="3.5" />
          ) : (
            <path d="M1 1h11l-3.5 4L12 9H1z" />
          )}
          <line x1="1" y1="1" x2="1" y2="15" />
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
