import { Button } from '@mantine/core';
import { may, type Standing } from '@segue/access-policy';
import type { NotesSession } from '@segue/client';
import type { Film, FilmNote } from '@segue/protocol';
import type { BoardNote } from '@segue/review-document';
import { timecodeLabel } from '@segue/timecode';
import { Link, useNavigate } from '@tanstack/react-router';
import { memo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Moment } from '../../ui/moment';
import { personColour } from '../../ui/person-colour';
import { AnswerBox } from './answer-box';
import type { ListedNote } from './rows';
import styles from './to-do.module.css';

interface Props {
  readonly film: Film;
  /** The note as the film's list knows it. */
  readonly listed: ListedNote;
  /** How many notes are listed in all. */
  readonly of: number;
  /** The same note with its thread, once the document is there. */
  readonly live: BoardNote | null;
  /** The document, once it can be written. */
  readonly session: NotesSession | null;
  readonly standing: Standing;
  readonly nameOf: (personId: string) => string;
}

/** One note to be answered or resolved: focus it and press C or R, or Enter to open it in the room. */
export const NoteToDo = memo(function NoteToDo({ film, listed, of, live, session, standing, nameOf }: Props) {
  const { cue, note, at, place } = listed;
  const { t } = useTranslation('to-do');
  const navigate = useNavigate();
  const [answering, setAnswering] = useState(false);
  const card = useRef<HTMLElement>(null);
  const label = timecodeLabel(at, film);
  const state = live?.state ?? note.state;
  const author = nameOf(note.author.personId);
  const mayResolve = may(standing, 'resolve') && session !== null;
  const mayAnswer = may(standing, 'comment') && session !== null;
  const room = {
    to: '/films/$filmId/cues/$cueId',
    params: { filmId: film.id, cueId: cue.id },
    search: { note: note.id },
  } as const;

  function resolve() {
    if (state === 'open') session?.resolve(note.id);
    else session?.reopen(note.id);
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.target !== card.current || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'c' && mayAnswer) setAnswering(true);
    else if (event.key === 'r' && mayResolve) resolve();
    else if (event.key === 'Enter') void navigate(room);
    else return;
    event.preventDefault();
  }

  return (
    <article
      ref={card}
      className={styles.note}
      aria-label={t('note.label', { at: label, name: author })}
      aria-posinset={place}
      aria-setsize={of}
      data-near={note.id}
      data-state={state}
      data-weight={note.weight}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className={styles.place}>
        <Link {...room} className={styles.time} aria-label={t('note.open', { at: label })}>
          {label}
        </Link>
        <span className={styles.soft}>
          {t(`kind.${kindOf(note)}`)} · <span className={styles.weight}>{t(`weight.${weightOf(note)}`)}</span>
        </span>
      </div>
      <div className={styles.said}>
        <p>{live?.text ?? note.text}</p>
        <p className={styles.by}>
          <span style={{ color: personColour(note.author.personId) }}>{author}</span>
          {live && <Moment at={live.at} />}
        </p>
        {(live?.replies ?? [])
          .filter((reply) => !reply.withdrawn)
          .map((reply) => (
            <div key={reply.id} className={styles.reply}>
              <p>{reply.text}</p>
              <p className={styles.by}>
                <span style={{ color: personColour(reply.author) }}>{nameOf(reply.author)}</span>
                <Moment at={reply.at} />
              </p>
            </div>
          ))}
        {answering && (
          <AnswerBox
            label={t('note.answerTo', { name: author })}
            onText={(text) => session?.reply(note.id, text)}
            onDone={() => {
              setAnswering(false);
              card.current?.focus();
            }}
          />
        )}
      </div>
      <div className={styles.acts}>
        {state !== 'open' && <span className={styles.done}>{t('note.resolved')}</span>}
        <Button
          variant="default"
          disabled={!mayAnswer}
          onClick={() => {
            setAnswering(true);
          }}
        >
          {t('note.answer')}
        </Button>
        {may(standing, 'resolve') && (
          <Button variant={state === 'open' ? 'light' : 'default'} disabled={!mayResolve} onClick={resolve}>
            {t(state === 'open' ? 'note.resolve' : 'note.reopen')}
          </Button>
        )}
      </div>
    </article>
  );
});

function kindOf({ kind }: FilmNote): BoardNote['kind'] {
  return kind as BoardNote['kind'];
}

function weightOf({ weight }: FilmNote): BoardNote['weight'] {
  return weight as BoardNote['weight'];
}
