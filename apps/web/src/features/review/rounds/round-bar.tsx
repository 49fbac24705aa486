import { Button } from '@mantine/core';
import { may } from '@segue/access-policy';
import type { FilmRounds, Version } from '@segue/protocol';
import { openNotes, type Board } from '@segue/review-document';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReview } from '../review-context';
import { roundHere, type RoundHere } from './round-here';
import styles from './round-bar.module.css';
import { isSeen, setSeen } from './seen-rounds';

interface Props {
  readonly version: Version;
  readonly board: Board;
}

/** Where the round of notes on the version stands, and the button with which those who are asked say they have finished. */
export function RoundBar({ rounds, version, board }: Props & { rounds: FilmRounds }) {
  const { t } = useTranslation('review');
  const { film, versions, me, standing, notes, nameOf } = useReview();
  if (rounds.asked.length === 0) return null;
  const round = roundHere(rounds, version, versions, board.finishes);
  const { number, finished, waiting, closed } = round;
  const names = (ids: readonly string[]) => ids.map(nameOf).join(', ');
  const isAsked = rounds.asked.includes(me.id) && may(standing, 'comment');
  const isDone = finished.includes(me.id);
  return (
    <section className={styles.bar} aria-label={t('round.label')}>
      <p className={styles.state} role="status">
        <RoundNumber number={number} agreed={film.roundsAgreed} />
        {closed ? (
          <span className={styles.closed}>
            <IconCircleCheck size={14} aria-hidden /> {t('round.closed')}
          </span>
        ) : (
          <>
            {finished.length > 0 && <span>{t('round.finished', { names: names(finished) })}</span>}
            <span>{t('round.waiting', { names: names(waiting) })}</span>
          </>
        )}
      </p>
      {isAsked && (
        <Button
          className={styles.finish}
          variant={isDone ? 'subtle' : 'light'}
          color={isDone ? 'gray' : 'teal'}
          onClick={() => notes?.finish(version.id, !isDone)}
        >
          {t(isDone ? 'round.unfinish' : 'round.finish')}
        </Button>
      )}
      {closed && may(standing, 'upload versions') && (
        <ClosedRound key={version.id} version={version} round={round} board={board} />
      )}
    </section>
  );
}

function RoundNumber({ number, agreed }: { number: number; agreed: number | null }) {
  const { t } = useTranslation('review');
  if (agreed === null) return <strong>{t('round.number', { number })}</strong>;
  const over = number > agreed;
  return (
    <strong data-over={over || undefined}>{t(over ? 'round.over' : 'round.of', { number, agreed })}</strong>
  );
}

/** Told once to those who deliver. */
function ClosedRound({ version, round, board }: Props & { round: RoundHere }) {
  const { t } = useTranslation('review');
  const [seen, see] = useState(() => isSeen(version.id));
  if (seen) return null;
  const open = openNotes(board).filter((note) => note.version === version.id);
  return (
    <div className={styles.notice} role="status">
      <p>
        {t('round.allGiven', { number: round.number, version: version.number })}{' '}
        {t('round.toDo', { count: open.length })}
      </p>
      <Button
        variant="subtle"
        onClick={() => {
          setSeen(version.id);
          see(true);
        }}
      >
        {t('round.seen')}
      </Button>
    </div>
  );
}
