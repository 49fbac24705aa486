import { Button, Tooltip } from '@mantine/core';
import { may } from '@segue/access-policy';
import type { BoardNote, Reading } from '@segue/review-document';
import { IconCheck, IconPencil, IconQuestionMark } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useReview } from '../review-context';
import styles from './reading-line.module.css';

const ICONS = { unconfirmed: IconQuestionMark, confirmed: IconCheck, corrected: IconPencil };

interface Props {
  readonly note: BoardNote;
  readonly reading: Reading;
  /** Begins an answer that sets the reading right. */
  readonly onCorrect: () => void;
}

/** How the music's side reads a note, and what its author says to that. */
export default function ReadingLine({ note, reading, onCorrect }: Props) {
  const { t } = useTranslation('notes');
  const { me, standing, notes, nameOf } = useReview();
  const Icon = ICONS[reading.state];
  const asksMe = note.author === me.id && reading.state === 'unconfirmed' && may(standing, 'comment');
  return (
    <div className={styles.reading} role="group" aria-label={t('reading.label')} data-state={reading.state}>
      <p className={styles.line}>
        <span className={styles.by}>{t('reading.by', { name: nameOf(reading.by) })}</span> {reading.text}
      </p>
      <span className={styles.state}>
        <Icon size={13} aria-hidden /> {t(`reading.state.${reading.state}`)}
      </span>
      {asksMe && (
        <span className={styles.answer}>
          <Tooltip label={t('reading.key', { key: 'Y' })}>
            <Button
              id={`confirm-${note.id}`}
              variant="default"
              aria-keyshortcuts="Y"
              onClick={() => notes?.agree(reading.id)}
            >
              {t('reading.confirm')}
            </Button>
          </Tooltip>
          <Tooltip label={t('reading.key', { key: 'N' })}>
            <Button
              id={`correct-${note.id}`}
              variant="subtle"
              color="gray"
              aria-keyshortcuts="N"
              onClick={onCorrect}
            >
              {t('reading.correct')}
            </Button>
          </Tooltip>
        </span>
      )}
    </div>
  );
}
