import type { BoardNote } from '@segue/review-document';
import { timecodeLabel } from '@segue/timecode';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useReview } from '../review-context';
import { flagRows, xOf, type View } from './geometry';
import styles from './waveform.module.css';

interface Props {
  readonly notes: readonly BoardNote[];
  readonly view: View;
  readonly selected: string | null;
  readonly onSelect: (note: BoardNote) => void;
}

const FLAG_WIDTH = 14;
const ROWS = 3;

/** The notes on the waveform: flags to press, and the ranges they speak of. Others move without them. */
export const Flags = memo(function Flags({ notes, view, selected, onSelect }: Props) {
  const { t } = useTranslation('review');
  const { format, nameOf } = useReview();
  const shown = notes.filter((note) => (note.out ?? note.in) >= view.start && note.in <= view.end);
  const rows = flagRows(
    shown.map((note) => xOf(note.in, view)),
    FLAG_WIDTH,
    ROWS,
  );
  return (
    <ul className={styles.flags} aria-label={t('waveform.notes')}>
      {shown.map((note, index) => {
        const x = xOf(note.in, view);
        return (
          <li
            key={note.id}
            className={styles.note}
            data-state={note.state}
            data-weight={note.weight}
            data-selected={note.id === selected || undefined}
            style={{ '--x': `${x}px`, '--row': rows[index] ?? 0 }}
          >
            {note.out !== null && (
              <span className={styles.range} style={{ width: `${Math.max(2, xOf(note.out, view) - x)}px` }} />
            )}
            <button
              type="button"
              className={styles.flag}
              aria-label={t('waveform.flag', {
                at: timecodeLabel(note.in, format),
                name: nameOf(note.author),
                state: t(`state.${note.state}`),
              })}
              aria-pressed={note.id === selected}
              title={note.text.slice(0, 200)}
              onClick={() => {
                onSelect(note);
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
          </li>
        );
      })}
    </ul>
  );
});
