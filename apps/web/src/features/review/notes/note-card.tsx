import { may } from '@segue/access-policy';
import type { BoardNote } from '@segue/review-document';
import { timecodeLabel } from '@segue/timecode';
import { IconArrowBackUp, IconBrush, IconCheck, IconDots, IconMessage } from '@tabler/icons-react';
import { lazy, memo, Suspense, useMemo, useState } from 'react';
import { LateMenu } from '../../../ui/late-menu';
import { useLanguage } from '../../../ui/look/use-language';
import { Moment, momentIn } from '../../../ui/moment';
import { personColour } from '../../../ui/person-colour';
import { useReview } from '../review-context';
import { CarriedLine } from './carried-line';
import styles from './note-card.module.css';
import { NoteMark } from './note-mark';
import { NotePlace } from './note-place';
import { NoteWords } from './note-words';
import { Replies } from './replies';
import { Tool } from './tool';

const Attachments = lazy(() => import('./attachments'));
const NoteActs = lazy(() => import('./note-acts'));
const NoteEditor = lazy(() => import('./note-editor'));
const Reactions = lazy(() => import('./reactions'));
const ReadingForm = lazy(() => import('./reading-form'));
const ReadingLine = lazy(() => import('./reading-line'));

interface Props {
  readonly note: BoardNote;
  /** Which one it is of those that are listed, from 1. */
  readonly place: number;
  readonly of: number;
  readonly selected: boolean;
  readonly onSelect: (note: BoardNote) => void;
}

/** A note with its thread, and where it stands among the others. */
export const NoteCard = memo(function NoteCard({ note, place, of, selected, onSelect }: Props) {
  const { t, format, nameOf } = useReview();
  // With every new note all others stand in another place; what they are called stays.
  const name = useMemo(
    () => t('note.label', { at: timecodeLabel(note.in, format), name: nameOf(note.author) }),
    [note, t, format, nameOf],
  );
  return (
    <article
      id={`note-${note.id}`}
      className={styles.card}
      data-near={note.id}
      aria-posinset={place}
      aria-setsize={of}
      aria-label={name}
      aria-current={selected || undefined}
      data-state={note.state}
      data-weight={note.weight}
      data-selected={selected || undefined}
    >
      <NoteThread note={note} onSelect={onSelect} />
    </article>
  );
});

/** Drawn again only when the note has changed: with every new one all others stand in another place. */
const NoteThread = memo(function NoteThread({ note, onSelect }: Pick<Props, 'note' | 'onSelect'>) {
  const language = useLanguage();
  const { t, me, standing, notes, version, versions, places, numberOf, nameOf } = useReview();
  const [editing, setEditing] = useState(false);
  const [paraphrasing, setParaphrasing] = useState(false);
  const [replying, setReplying] = useState<{ readonly corrects?: string } | null>(null);
  const number = numberOf(note.version);
  const { reading } = note;
  const last = note.changes.at(-1);
  const stem = versions.find(({ id }) => id === note.version)?.stems.find(({ id }) => id === note.stem);
  const own = note.author === me.id && may(standing, 'comment');
  const mine = own && !note.withdrawn;
  const mayResolve = may(standing, 'resolve') && !note.withdrawn;
  return (
    <>
      <header className={styles.top}>
        <NoteMark note={note} stale={places.ofNote(note.id) !== null} />
        <NotePlace note={note} onSelect={onSelect} />
        <span className={styles.kind}>{t(`kind.${note.kind}`)}</span>
        {note.weight === 'must' && <span className={styles.must}>{t('weight.must')}</span>}
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
            <Tool
              id={`answer-${note.id}`}
              label={t('note.reply')}
              aria-expanded={replying !== null}
              onClick={() => {
                setReplying(replying ? null : {});
              }}
            >
              <IconMessage size={15} />
            </Tool>
          )}
          {mayResolve && (
            <Tool
              id={`resolve-${note.id}`}
              label={t(note.state === 'open' ? 'note.resolve' : 'note.reopen')}
              onClick={() => {
                if (note.state === 'open') notes?.resolve(note.id);
                else notes?.reopen(note.id);
              }}
            >
              {note.state === 'open' ? <IconCheck size={16} /> : <IconArrowBackUp size={16} />}
            </Tool>
          )}
          <LateMenu
            button={
              <Tool label={t('note.more')}>
                <IconDots size={15} />
              </Tool>
            }
          >
            <NoteActs
              note={note}
              mine={mine}
              onEdit={() => {
                setEditing(true);
              }}
              onRead={() => {
                setParaphrasing(true);
              }}
            />
          </LateMenu>
        </span>
      </header>
      {editing ? (
        <Suspense>
          <NoteEditor
            note={note}
            onDone={() => {
              setEditing(false);
            }}
          />
        </Suspense>
      ) : (
        <p
          className={styles.text}
          data-withdrawn={note.withdrawn || undefined}
          onDoubleClick={() => {
            setEditing(mine);
          }}
        >
          {note.withdrawn ? t('note.withdrawn') : <NoteWords text={note.text} mentions={note.mentions} />}
          {note.withdrawn && own && (
            <button type="button" className={styles.restore} onClick={() => notes?.restore(note.id)}>
              {t('note.restore')}
            </button>
          )}
        </p>
      )}
      <Suspense>
        {note.attachments.length > 0 && !note.withdrawn && <Attachments files={note.attachments} />}
        {paraphrasing && (
          <ReadingForm
            noteId={note.id}
            onDone={() => {
              setParaphrasing(false);
            }}
          />
        )}
        {reading && !note.withdrawn && (
          <ReadingLine
            note={note}
            reading={reading}
            onCorrect={() => {
              setReplying({ corrects: reading.id });
            }}
          />
        )}
        {note.reactions.length > 0 && !note.withdrawn && (
          <Reactions id={note.id} reactions={note.reactions} />
        )}
      </Suspense>
      <footer className={styles.by}>
        <span className={styles.author} style={{ '--person': personColour(note.author) }}>
          {nameOf(note.author)}
        </span>
        <Moment at={note.at} as="brief" />
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
        {last && (
          <span className={styles.change} data-type={last.type} title={momentIn(language, last.at)}>
            {t(last.type === 'resolve' ? 'note.resolvedBy' : 'note.reopenedBy', { name: nameOf(last.by) })}
          </span>
        )}
      </footer>
      <CarriedLine noteId={note.id} />
      <Replies
        note={note}
        replying={replying}
        onReplied={() => {
          setReplying(null);
        }}
      />
    </>
  );
});
