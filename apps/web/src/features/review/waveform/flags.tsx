import type { BoardNote } from '@segue/review-document';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Flag } from './flag';
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
  const shown = notes.filter((note) => (note.out ?? note.in) >= view.start && note.in <= view.end);
  const rows = flagRows(
    shown.map((note) => xOf(note.in, view)),
    FLAG_WIDTH,
    ROWS,
  );
  return (
    <ul className={styles.flags} aria-label={t('waveform.notes')}>
      {shown.map((note, index) => (
        <Flag
          key={note.id}
          note={note}
          view={view}
          row={rows[index] ?? 0}
          selected={note.id === selected}
          onSelect={onSelect}
        />
      ))}
    </ul>
  );
});
