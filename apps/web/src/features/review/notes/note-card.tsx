import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { may } from '@segue/access-policy';
import type { BoardNote } from '@segue/review-document';
import { timecodeLabel } from '@segue/timecode';
import {
  IconArrowBackUp,
  IconCheck,
  IconDots,
  IconLink,
  IconMessage,
  IconPencil,
  IconBrush,
  IconTrash,
} from '@tabler/icons-react';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Moment } from '../../../ui/moment';
import { personColour } from '../../../ui/person-colour';
import { useReview } from '../review-context';
import { CarriedLine } from './carried-line';
import { NoteEditor } from './note-editor';
import styles from './note-card.module.css';
import { NotePlace, NoteReadings } from './note-place';
import { Replies } from './replies';

interface Props {
  readonly note: BoardNote;
  readonly selected: boolean;
  readonly onSelect: (note: BoardNote) => void;
}

/** A note with its thread. Drawn again only when it has changed: there may be hundreds of them. */
export const NoteCard = memo(function NoteCard({ note, selected, onSelect }: Props) {
  const { t } = useTranslation('review');
  const { format, me, standing, notes, version, versions, numberOf, nameOf } = useReview();
  const [editing, setEditing] = useState(false);
  const [replying, setReplying] = useState(false);
  const at = timecodeLabel(note.in, format);
  const number = numberOf(note.version);
  const last = note.changes.at(-1);
  const stem = versions.find(({ id }) => id === note.version)?.stems.find(({ id }) => id === note.stem);
  const mine = note.author === me.id && may(standing, 'comment') && !note.withdrawn;
  const mayResolve = may(standing, 'resolve') && !note.withdrawn;
  return (
    <article
      id={`note-${note.id}`}
      className={styles.card}
      aria-label={t('note.label', { at, name: nameOf(note.author) })}
      aria-current={selected || undefined}
      data-state={note.state}
      data-weight={note.weight}
      data-selected={selected || undefined}
    >
      <header className={styles.top}>
        <NotePlace note={note} onSelect={onSelect} />
        <span className={styles.kind}>{t(`kind.${note.kind}`)}</span>
        <span className={styles.weight}>{t(`weight.${note.weight}`)}</span>
        {note.drawing && !note.withdrawn && (
          <button
            type="button"
            className={styles.drawn}
            aria-label={t('note.drawn')}
            title={t('note.drawn')}
            onClick={() => {
              onSelect(note);
            }}
          >
            <IconBrush size={14} />
          </button>
        )}
        <span className={styles.tools}>
          {may(standing, 'comment') && (
            <Tooltip label={t('note.reply')}>
              <ActionIcon
                aria-label={t('note.reply')}
                aria-expanded={replying}
                onClick={() => {
                  setReplying(!replying);
                }}
              >
                <IconMessage size={15} />
              </ActionIcon>
            </Tooltip>
          )}
          {mayResolve && (
            <Tooltip label={t(note.state === 'open' ? 'note.resolve' : 'note.reopen')}>
              <ActionIcon
                aria-label={t(note.state === 'open' ? 'note.resolve' : 'note.reopen')}
                onClick={() => {
                  if (note.state === 'open') notes?.resolve(note.id);
                  else notes?.reopen(note.id);
                }}
              >
                {note.state === 'open' ? <IconCheck size={16} /> : <IconArrowBackUp size={16} />}
              </ActionIcon>
            </Tooltip>
          )}
          <NoteMenu
            note={note}
            mine={mine}
            onEdit={() => {
              setEditing(true);
            }}
          />
        </span>
      </header>
      {editing ? (
        <NoteEditor
          note={note}
          onDone={() => {
            setEditing(false);
          }}
        />
      ) : (
        <p className={styles.text} data-withdrawn={note.withdrawn || undefined}>
          {note.withdrawn ? t('note.withdrawn') : note.text}
        </p>
      )}
      <footer className={styles.by}>
        <span className={styles.author} style={{ '--person': personColour(note.author) }}>
          {nameOf(note.author)}
        </span>
        <Moment at={note.at} />
        {number !== null && (
          <span
            className={styles.version}
            data-earlier={note.version !== version?.id || undefined}
            title={t('note.onVersion', { number })}
          >
            {t('version.short', { number })}
          </span>
        )}
        {stem && (
          <span className={styles.stem} title={t('note.aboutStem', { name: stem.name })}>
            {stem.name}
          </span>
        )}
        {note.edited && <span>{t('note.edited')}</span>}
      </footer>
      <CarriedLine noteId={note.id} />
      {last && (
        <p className={styles.change} data-type={last.type}>
          {t(last.type === 'resolve' ? 'note.resolvedBy' : 'note.reopenedBy', { name: nameOf(last.by) })} ·{' '}
          <Moment at={last.at} />
        </p>
      )}
      <Replies note={note} replying={replying} onReplying={setReplying} />
    </article>
  );
});

function NoteMenu({ note, mine, onEdit }: { note: BoardNote; mine: boolean; onEdit: () => void }) {
  const { t } = useTranslation('review');
  const { notes, copyLink, numberOf } = useReview();
  const number = numberOf(note.version);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('note.more')}>
          <IconDots size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconLink size={14} />}
          onClick={() => {
            copyLink({ ...(number === null ? {} : { version: number }), note: note.id });
          }}
        >
          {t('note.copyLink')}
        </Menu.Item>
        {mine && (
          <>
            <Menu.Item leftSection={<IconPencil size={14} />} onClick={onEdit}>
              {t('note.edit')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconTrash size={14} />}
              onClick={() => {
                notes?.withdraw(note.id);
              }}
            >
              {t('note.withdraw')}
            </Menu.Item>
          </>
        )}
        <NoteReadings note={note} />
      </Menu.Dropdown>
    </Menu>
  );
}
