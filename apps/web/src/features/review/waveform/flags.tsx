import type { BoardNote } from '@segue/review-document';
import { memo, startTransition, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Flag } from './flag';
import { flagRows, shareOf, xOf, type View } from './geometry';
import styles from './waveform.module.css';

interface Props {
  readonly notes: readonly BoardNote[];
  readonly view: View;
  readonly selected: string | null;
  readonly onSelect: (note: BoardNote) => void;
}

const FLAG_WIDTH = 14;
const ROWS = 3;
/** Flags that begin closer together than this cannot be told apart, let alone pressed, in CSS pixels. */
const APART = 6;
/** From so many on, no flag covers another: those that are there are enough to see where the notes are. */
const CROWD = 200;

/**
 * The notes on the waveform: flags to press, and the ranges they speak of. They lie in a list as wide as the view was when
 * they were laid out: to look closer or elsewhere moves the list. The flags follow when the hand leaves time, and after the
 * list of notes: to draw both at once would be felt.
 */
export const Flags = memo(function Flags({ notes, view, selected, onSelect }: Props) {
  const { t } = useTranslation('review');
  const [laid, lay] = useState<Props | null>(null);
  useEffect(() => {
    startTransition(() => {
      lay({ notes, view, selected, onSelect });
    });
  }, [notes, view, selected, onSelect]);
  const { start, end } = laid?.view ?? view;
  const from = shareOf(start, view);
  return (
    <ul
      className={styles.flags}
      aria-label={t('waveform.notes')}
      style={{ left: `${100 * from}%`, width: `${100 * (shareOf(end, view) - from)}%` }}
    >
      {laid && <FlagList {...laid} />}
    </ul>
  );
});

const FlagList = memo(function FlagList({ notes, view, selected, onSelect }: Props) {
  const shown = apart(
    notes.filter((note) => (note.out ?? note.in) >= view.start && note.in <= view.end),
    view,
    selected,
  );
  const rows = flagRows(
    shown.map((note) => xOf(note.in, view)),
    FLAG_WIDTH,
    ROWS,
  );
  return shown.map((note, index) => (
    <Flag
      key={note.id}
      note={note}
      view={view}
      row={rows[index] ?? 0}
      selected={note.id === selected}
      onSelect={onSelect}
    />
  ));
});

/** Where more lie on one spot than it has rows, the first ones stand for the others until one looks closer; the selected one is there. */
function apart(notes: readonly BoardNote[], view: View, selected: string | null): readonly BoardNote[] {
  const [wide, many] = notes.length > CROWD ? [FLAG_WIDTH, 1] : [APART, ROWS];
  const taken = new Map<number, number>();
  return notes.filter((note) => {
    const spot = Math.floor(xOf(note.in, view) / wide);
    const there = taken.get(spot) ?? 0;
    taken.set(spot, there + 1);
    return there < many || note.id === selected;
  });
}
