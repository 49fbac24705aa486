import { Button } from '@mantine/core';
import type { BoardNote } from '@segue/review-document';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TimecodeField } from '../../../ui/timecode-field';
import { useReview } from '../review-context';
import { within } from '../transport/programme';
import { DrawTools } from './draw-tools';
import { mentionsIn } from './mentions';
import styles from './note-card.module.css';
import { NoteFields } from './note-fields';
import { NoteText } from './note-text';
import { StemSelect } from './stem-select';

/** Changes one's own note. */
export default function NoteEditor({ note, onDone }: { note: BoardNote; onDone: () => void }) {
  const { t } = useTranslation('review');
  const { notes, versions, members, programme, cut, format, draw } = useReview();
  const field = useRef<HTMLTextAreaElement>(null);
  const [draft, setDraft] = useState({
    in: note.in,
    out: note.out,
    kind: note.kind,
    weight: note.weight,
    text: note.text,
    stem: note.stem,
    drawing: note.drawing,
  });
  const text = draft.text.trim();
  useEffect(
    () => () => {
      draw(null);
    },
    [draw],
  );
  return (
    <form
      className={styles.editor}
      aria-label={t('note.edit')}
      onSubmit={(event) => {
        event.preventDefault();
        const { in: start, out, kind, weight, stem, drawing } = draft;
        const moved = start !== note.in || out !== note.out;
        // Where it stands in an earlier cut stays what it was unless the author moves it in this one.
        const place = moved ? { in: start, out, cut: cut?.id ?? null } : {};
        notes?.edit(note.id, {
          kind,
          weight,
          text,
          mentions: mentionsIn(text, members),
          ...place,
          // A drawing is large beside words: it is said again only where it changed.
          ...(stem !== note.stem && { stem }),
          ...(drawing !== note.drawing && { drawing }),
        });
        onDone();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onDone();
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
      <NoteText
        field={field}
        autoFocus
        label={t('note.text')}
        text={draft.text}
        onText={(next) => {
          setDraft({ ...draft, text: next });
        }}
        onKey={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
            event.currentTarget.form?.requestSubmit();
        }}
      />
      <div className={styles.row}>
        <StemSelect
          stems={versions.find(({ id }) => id === note.version)?.stems ?? []}
          stem={draft.stem}
          onStem={(stem) => {
            setDraft({ ...draft, stem });
          }}
        />
        <DrawTools
          drawing={draft.drawing}
          onDraw={
            within(draft.in, programme.picture)
              ? () => {
                  draw({
                    at: draft.in,
                    drawing: draft.drawing,
                    onChange: (drawing) => {
                      setDraft((before) => ({ ...before, drawing }));
                    },
                    onDone: () => field.current?.focus(),
                  });
                }
              : null
          }
          onRemove={() => {
            setDraft({ ...draft, drawing: null });
            draw(null);
          }}
        />
      </div>
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
