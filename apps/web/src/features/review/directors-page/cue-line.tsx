import type { BoardNote } from '@segue/review-document';
import { frameRate, timecodeLabel } from '@segue/timecode';
import { useCallback, useRef, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useReview } from '../review-context';
import { heart, stepFrames } from '../transport/programme';
import { useEachMove } from '../transport/use-transport';
import styles from './directors-page.module.css';

interface Props {
  readonly notes: readonly BoardNote[];
  readonly selected: string | null;
  readonly onSelect: (note: BoardNote) => void;
}

/** The length of the cue with its notes: press or drag to go somewhere, press a note to read it. */
export function CueLine({ notes, selected, onSelect }: Props) {
  const { t } = useTranslation('director');
  const { transport, programme, format, nameOf } = useReview();
  const { start, end } = heart(programme);
  const bar = useRef<HTMLDivElement>(null);
  const label = useRef<HTMLSpanElement>(null);
  const share = (flicks: number) => Math.min(1, Math.max(0, (flicks - start) / (end - start)));
  const draw = useCallback(() => {
    const at = transport.position;
    if (label.current) label.current.textContent = timecodeLabel(at, format);
    if (!bar.current) return;
    const done = Math.min(1, Math.max(0, (at - start) / (end - start)));
    bar.current.style.setProperty('--done', `${100 * done}%`);
    bar.current.setAttribute('aria-valuenow', String(Math.round(1000 * done)));
    bar.current.setAttribute('aria-valuetext', timecodeLabel(at, format));
  }, [transport, format, start, end]);
  useEachMove(transport, draw);

  function goTo({ currentTarget, clientX }: PointerEvent<HTMLElement>) {
    const { left, width } = currentTarget.getBoundingClientRect();
    transport.seek(start + ((clientX - left) / width) * (end - start));
  }

  return (
    <div className={styles.cueLine}>
      <span ref={label} className={styles.label} />
      <div className={styles.track}>
        <div
          ref={bar}
          className={styles.bar}
          role="slider"
          aria-label={t('line')}
          aria-valuemin={0}
          aria-valuemax={1000}
          tabIndex={0}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            goTo(event);
          }}
          onPointerMove={(event) => {
            if (event.buttons === 1) goTo(event);
          }}
          onKeyDown={(event) => {
            const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
            if (by === undefined) return;
            event.preventDefault();
            transport.seek(
              stepFrames(
                transport.position,
                event.shiftKey ? by : by * frameRate(format.rate).nominal,
                format.rate,
              ),
            );
          }}
        />
        {notes
          .filter((note) => !note.withdrawn && note.in >= start && note.in < end)
          .map((note) => (
            <button
              key={note.id}
              type="button"
              className={styles.mark}
              style={{ left: `${100 * share(note.in)}%` }}
              data-state={note.state}
              aria-current={note.id === selected || undefined}
              aria-label={t('mark', { at: timecodeLabel(note.in, format), name: nameOf(note.author) })}
              onClick={() => {
                onSelect(note);
              }}
            />
          ))}
      </div>
    </div>
  );
}
