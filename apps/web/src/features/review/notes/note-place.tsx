import { Menu } from '@mantine/core';
import type { BoardNote } from '@segue/review-document';
import { IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import {
  CLOCKS,
  isSet,
  NO_READING,
  readClock,
  shownClock,
  type Clock,
  type ClockFace,
} from '../clocks/clock';
import { useClockChoice } from '../clocks/clock-choice';
import { useClockFace } from '../clocks/use-clock-face';
import { useCopyReading } from '../clocks/use-copy-reading';
import { useReview } from '../review-context';
import styles from './note-card.module.css';

/** Where a note stands, on the clock that the person has chosen; pressing it goes there. The other clocks are its title. */
export function NotePlace({ note, onSelect }: { note: BoardNote; onSelect: (note: BoardNote) => void }) {
  const { t } = useTranslation('review');
  const { me } = useReview();
  const face = useClockFace();
  const clock = shownClock(useClockChoice(me.id).primary, face);
  const at = readPlace(clock, note.in, face);
  const others = readingsAt(note.in, face).filter((reading) => reading.clock !== clock);
  return (
    <button
      type="button"
      className={styles.time}
      aria-label={t('note.goTo', { at })}
      title={others.map((other) => `${t(`clocks.name.${other.clock}`)} ${other.reading}`).join('\n')}
      onClick={() => {
        onSelect(note);
      }}
    >
      <span className={styles.reading}>{at}</span>
      {note.out !== null && (
        <>
          <span aria-hidden> – </span>
          <span className={styles.reading}>{readPlace(clock, note.out, face)}</span>
        </>
      )}
    </button>
  );
}

/** Where a note begins on every clock, as entries of its menu that copy it. */
export function NoteReadings({ note }: { note: BoardNote }) {
  const { t } = useTranslation('review');
  const face = useClockFace();
  const copy = useCopyReading();
  return (
    <>
      <Menu.Divider />
      {readingsAt(note.in, face).map(({ clock, reading }) => (
        <Menu.Item
          key={clock}
          leftSection={<IconCopy size={14} />}
          rightSection={<span className={styles.reading}>{reading}</span>}
          onClick={() => {
            copy(reading);
          }}
        >
          {t('clocks.copy', { clock: t(`clocks.name.${clock}`) })}
        </Menu.Item>
      ))}
    </>
  );
}

function readingsAt(flicks: number, face: ClockFace): { readonly clock: Clock; readonly reading: string }[] {
  return CLOCKS.filter((clock) => isSet(clock, face))
    .map((clock) => ({ clock, reading: readClock(clock, flicks, face) }))
    .filter(({ reading }) => reading !== NO_READING);
}

/** A place has to be told somehow: before the first bar it is the timecode. */
function readPlace(clock: Clock, flicks: number, face: ClockFace): string {
  const reading = readClock(clock, flicks, face);
  return reading === NO_READING ? readClock('picture', flicks, face) : reading;
}
