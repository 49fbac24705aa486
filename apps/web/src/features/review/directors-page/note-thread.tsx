import { ActionIcon } from '@mantine/core';
import type { BoardNote } from '@segue/review-document';
import { timecodeLabel } from '@segue/timecode';
import { IconX } from '@tabler/icons-react';
import { Fragment, lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { personColour } from '../../../ui/person-colour';
import { useReview } from '../review-context';
import styles from './directors-page.module.css';

const Attachments = lazy(() => import('../notes/attachments'));

/** A note with what was answered to it, and the files of both. */
export function NoteThread({ note, onClose }: { note: BoardNote; onClose: () => void }) {
  const { t } = useTranslation('director');
  const { format, nameOf } = useReview();
  const said = [note, ...note.replies.filter((reply) => !reply.withdrawn)];
  return (
    <article
      className={styles.thread}
      aria-label={t('mark', { at: timecodeLabel(note.in, format), name: nameOf(note.author) })}
    >
      <ActionIcon aria-label={t('close')} onClick={onClose} className={styles.close ?? ''}>
        <IconX size={15} />
      </ActionIcon>
      {said.map(({ id, author, text, attachments }) => (
        <Fragment key={id}>
          <p>
            <strong style={{ color: personColour(author) }}>{nameOf(author)}</strong> {text}
          </p>
          {attachments.length > 0 && (
            <Suspense>
              <Attachments files={attachments} />
            </Suspense>
          )}
        </Fragment>
      ))}
    </article>
  );
}
