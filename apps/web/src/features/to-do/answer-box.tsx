import { Button, Textarea } from '@mantine/core';
import { MAX_TEXT } from '@segue/review-document';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './to-do.module.css';

interface Props {
  readonly label: string;
  readonly onText: (text: string) => void;
  /** Also when nothing was written. */
  readonly onDone: () => void;
}

/** The box for an answer: Enter sends, Escape leaves. */
export function AnswerBox({ label, onText, onDone }: Props) {
  const { t } = useTranslation('to-do');
  const [text, setText] = useState('');
  const words = text.trim();
  function send() {
    if (words === '') return;
    onText(words);
    onDone();
  }
  return (
    <form
      className={styles.answer}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Textarea
        autoFocus
        aria-label={label}
        placeholder={t('note.placeholder')}
        rows={1}
        maxLength={MAX_TEXT}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone();
          if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
            event.preventDefault();
            send();
          }
        }}
      />
      <div className={styles.row}>
        <Button variant="subtle" color="gray" onClick={onDone}>
          {t('note.cancel')}
        </Button>
        <Button type="submit" disabled={words === ''}>
          {t('note.send')}
        </Button>
      </div>
    </form>
  );
}
