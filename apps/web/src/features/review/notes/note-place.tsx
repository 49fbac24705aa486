import type { BoardNote } from '@segue/review-document';
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
import { useReview } from '../review-context';
import styles from './note-card.module.css';

/** Where a note stands, on the clock that the person has chosen; pressing it goes there. The other clocks are its title. */
export function NotePlace({ note, onSelect }: { note: BoardNote; onSelect: (note: BoardNote) => void }) {
  const { t, me } = useReview();
  const face = useClockFace();
  const clock = shownClock(useClockChoice(me.id).primary, face);
  const at = readPlace(clock, note.in, face);
  // Beside a timecode the bar, where there are bars; beside anything else the timecode.
  const beside = clock === 'picture' ? 'bars' : 'picture';
  const second = isSet(beside, face) ? readClock(beside, note.in, face) : NO_READING;
  return (
    <button
      type="button"
      className={styles.time}
      aria-label={t('note.goTo', { at })}
      onPointerEnter={({ currentTarget }) => {
        // Seven clocks are read when somebody asks: there are dozens of notes.
        currentTarget.title = readingsAt(note.in, face)
          .filter((reading) => reading.clock !== clock)
          .map((other) => `${t(`clocks.name.${other.clock}`)} ${other.reading}`)
          .join('\n');
      }}
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
      {note.out === null && second !== NO_READING && second !== at && (
        <span className={styles.second}> · {second}</span>
      )}
    </button>
  );
}

/** A place on every clock that can tell it. */
export function readingsAt(
  flicks: number,
  face: ClockFace,
): { readonly clock: Clock; readonly reading: string }[] {
  return CLOCKS.filter((clock) => isSet(clock, face))
    .map((clock) => ({ clock, reading: readClock(clock, flicks, face) }))
    .filter(({ reading }) => reading !== NO_READING);
}

/** A place has to be told somehow: before the first bar it is the timecode. */
function readPlace(clock: Clock, flicks: number, face: ClockFace): string {
  const reading = readClock(clock, flicks, face);
  return reading === NO_READING ? readClock('picture', flicks, face) : reading;
}
