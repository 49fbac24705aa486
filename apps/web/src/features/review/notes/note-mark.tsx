import type { BoardNote } from '@segue/review-document';
import { useReview } from '../review-context';
import styles from './note-card.module.css';

/** Each state is a shape of its own, so that no colour is needed to tell them apart. */
const SHAPES = {
  // A ring; with a dot once somebody has answered; a tick.
  open: 'M6 1.5a4.5 4.5 0 1 0 .01 0z',
  answered: 'M6 1.5a4.5 4.5 0 1 0 .01 0zM6 4.5a1.5 1.5 0 1 0 .01 0z',
  resolved: 'M1.5 6.5l3 3 6-7',
  stale: 'M6 1.5l5 9H1zM6 5v2.5M6 9v.4',
} as const;

/** How far a note has come, as a shape with its name; and whether it was given on a picture that has changed since. */
export function NoteMark({ note, stale }: { note: BoardNote; stale: boolean }) {
  const { t } = useReview();
  const isAnswered = note.state === 'open' && note.replies.some(({ withdrawn }) => !withdrawn);
  const marks = [isAnswered ? ('answered' as const) : note.state, ...(stale ? (['stale'] as const) : [])];
  return marks.map((mark) => (
    <svg
      key={mark}
      className={styles.mark}
      data-mark={mark}
      viewBox="0 0 12 12"
      role="img"
      aria-label={t(`state.${mark}`)}
    >
      <title>{t(`state.${mark}`)}</title>
      <path d={SHAPES[mark]} />
    </svg>
  ));
}
