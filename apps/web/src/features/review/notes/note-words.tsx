import { useReview } from '../review-context';
import { piecesOf } from './mentions';
import styles from './note-card.module.css';

/** What was written, with the people who are named in it. */
export function NoteWords({ text, mentions }: { text: string; mentions: readonly string[] }) {
  const { me, nameOf } = useReview();
  if (mentions.length === 0) return text;
  const named = mentions.map((personId) => ({ personId, name: nameOf(personId) }));
  return piecesOf(text, named).map(({ text: piece, personId }, index) =>
    personId === null ? (
      piece
    ) : (
      <mark key={index} className={styles.mention} data-me={personId === me.id || undefined}>
        {piece}
      </mark>
    ),
  );
}
