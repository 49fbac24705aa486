import type { Notice } from '@segue/protocol';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Moment } from '../../ui/moment';
import styles from './news-panel.module.css';

interface LineProps {
  readonly notice: Notice;
  readonly onFollow: (notices: readonly Notice[]) => void;
}

/** One piece of news: who did what, where and when. */
export function NewsLine({ notice, onFollow }: LineProps) {
  const { t } = useTranslation('notices');
  const { timecode, text, at, readAt } = notice;
  return (
    <Target
      notice={notice}
      onFollow={() => {
        onFollow([notice]);
      }}
    >
      <span className={styles.what}>
        {readAt === null && <span className={styles.dot} role="img" aria-label={t('unread')} />}
        {timecode !== null && <span className={styles.timecode}>{timecode}</span>}
        <Sentence notice={notice} />
      </span>
      <span className={styles.at}>
        <Moment at={at} as="brief" />
      </span>
      {text !== '' && <span className={styles.text}>{text}</span>}
    </Target>
  );
}

/** Leads to the cue, where all of its notes are. */
export function MoreNotes({
  notices,
  onFollow,
}: Pick<LineProps, 'onFollow'> & { notices: readonly Notice[] }) {
  const { t } = useTranslation('notices');
  const [first] = notices;
  if (!first) return null;
  return (
    <Target
      notice={{ ...first, noteId: null }}
      onFollow={() => {
        onFollow(notices);
      }}
    >
      <span className={styles.what}>
        {notices.some(({ readAt }) => readAt === null) && (
          <span className={styles.dot} role="img" aria-label={t('unread')} />
        )}
        {t('moreNotes', { count: notices.length })}
      </span>
    </Target>
  );
}

function Sentence({ notice }: { notice: Notice }) {
  const { t } = useTranslation('notices');
  const { kind, by, versionNumber, sense, decision, cutName, round } = notice;
  return t(`kinds.${kind}`, {
    name: by?.name ?? t('somebody'),
    version: versionNumber ?? '',
    sense: sense === null ? '' : t(`senses.${sense}`),
    decision: decision === null ? '' : t(`decisions.${decision}`),
    cut: cutName ?? '',
    round: round?.number ?? '',
    open: round?.openNotes ?? '',
    must: round?.mustNotes ?? '',
  });
}

interface TargetProps {
  readonly notice: Notice;
  readonly onFollow: () => void;
  readonly children: ReactNode;
}

/** Leads to exactly what the news is about. */
function Target({
  notice: { kind, film, cue, cutId, noteId, versionNumber },
  onFollow,
  children,
}: TargetProps) {
  const filmId = film.id;
  const shown = { className: styles.line, onClick: onFollow, children };
  if (cue !== null) {
    const search = {
      ...(versionNumber === null ? {} : { version: versionNumber }),
      ...(noteId === null ? {} : { note: noteId }),
    };
    return (
      <Link to="/films/$filmId/cues/$cueId" params={{ filmId, cueId: cue.id }} search={search} {...shown} />
    );
  }
  if (kind === 'picture' && cutId !== null)
    return <Link to="/films/$filmId/changes/$cutId" params={{ filmId, cutId }} {...shown} />;
  return <Link to="/films/$filmId" params={{ filmId }} {...shown} />;
}
