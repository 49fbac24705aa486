import { Button, TextInput } from '@mantine/core';
import { MAX_READING } from '@segue/review-document';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReview } from '../review-context';
import styles from './note-card.module.css';

/** One line in which somebody says how they read a note. */
export default function ReadingForm({ noteId, onDone }: { noteId: string; onDone: () => void }) {
  const { t } = useTranslation('notes');
  const { notes } = useReview();
  const [text, setText] = useState('');
  const words = text.trim();
  return (
    <form
      className={styles.editor}
      onSubmit={(event) => {
        event.preventDefault();
        if (words === '') return;
        notes?.readAs(noteId, words);
        onDone();
      }}
    >
      <TextInput
        autoFocus
        label={t('reading.field')}
        placeholder={t('reading.placeholder')}
        maxLength={MAX_READING}
        autoComplete="off"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone();
        }}
      />
      <div className={styles.row}>
        <Button variant="subtle" color="gray" onClick={onDone}>
          {t('reading.cancel')}
        </Button>
        <Button type="submit" disabled={words === ''}>
          {t('reading.send')}
        </Button>
      </div>
    </form>
  );
}
