import { Button, Textarea } from '@mantine/core';
import { MAX_TEXT, type BoardNote } from '@segue/review-document';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TimecodeField } from '../../../ui/timecode-field';
import { useReview } from '../review-context';
import styles from './note-card.module.css';
import { NoteFields } from './note-fields';

/** Changes one's own note. */
export function NoteEditor({ note, onDone }: { note: BoardNote; onDone: () => void }) {
  const { t } = useTranslation('review');
  const { notes, cut, format } = useReview();
  const [draft, setDraft] = useState({
    in: note.in,
    out: note.out,
    kind: note.kind,
    weight: note.weight,
    text: note.text,
  });
  const text = draft.text.trim();
  return (
    <form
      className={styles.editor}
      aria-label={t('note.edit')}
      onSubmit={(event) => {
        event.preventDefault();
        const { in: start, out, kind, weight } = draft;
        const moved = start !== note.in || out !== note.out;
        // Where it stands in an earlier cut stays what it was unless the author moves it in this one.
        const place = moved ? { in: start, out, cut: cut?.id ?? null } : {};
        notes?.edit(note.id, { kind, weight, text, ...place });
        onDone();
      }}
    >
      <div className={styles.row}>
        <TimecodeField
          aria-label={t('note.in')}
          value={draft.in}
          format={format}
          check={(at) => (draft.out !== null && at >= draft.out ? t('note.endAfterStart') : null)}
          onCommit={(at) => {
            setDraft({ ...draft, in: at ?? draft.in });
          }}
        />
        <TimecodeField
          aria-label={t('note.out')}
          placeholder={t('note.noOut')}
          value={draft.out}
          format={format}
          optional
          check={(at) => (at <= draft.in ? t('note.endAfterStart') : null)}
          onCommit={(out) => {
            setDraft({ ...draft, out });
          }}
        />
      </div>
      <Textarea
        data-autofocus
        autoFocus
        aria-label={t('note.text')}
        maxLength={MAX_TEXT}
        value={draft.text}
        onChange={(event) => {
          setDraft({ ...draft, text: event.currentTarget.value });
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone();
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
            event.currentTarget.form?.requestSubmit();
        }}
      />
      <div className={styles.row}>
        <NoteFields
          kind={draft.kind}
          weight={draft.weight}
          onChange={(change) => {
            setDraft({ ...draft, ...change });
          }}
        />
        <Button variant="subtle" color="gray" onClick={onDone}>
          {t('note.cancel')}
        </Button>
        <Button type="submit" disabled={text === ''}>
          {t('note.save')}
        </Button>
      </div>
    </form>
  );
}
