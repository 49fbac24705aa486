import { Alert } from '@mantine/core';
import type { SpottingSession } from '@segue/client';
import type { Film, SignOff } from '@segue/protocol';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { cutsQuery } from '../../api/cuts';
import { changesQuery } from '../../api/picture-changes';
import { filmSignOffsQuery } from '../../api/sign-offs';
import { useCues } from '../../realtime/use-spotting';
import styles from './picture-change.module.css';

interface Props {
  readonly film: Film;
  readonly session: SpottingSession | null;
  readonly personId: string;
}

/** Says that the newest cut has changed the picture under cues that nobody has carried yet, or under one's own sign-offs. */
export function PictureChangedNotice({ film, session, personId }: Props) {
  const { t } = useTranslation('picture-change');
  const cuts = useQuery(cutsQuery(film.id));
  const newest = cuts.data?.at(-1);
  const changes = useQuery(changesQuery(newest?.id));
  const signOffs = useQuery(filmSignOffsQuery(film.id));
  const cues = useCues(session);
  const known = new Set(changes.data?.map(({ fromCutId }) => fromCutId));
  const first = cuts.data?.[0]?.id ?? '';
  const waiting = cues.filter((cue) => cue.in !== null && known.has(cue.cut ?? first)).length;
  const mine = (signOffs.data ?? []).filter(
    (signOff) =>
      signOff.person.id === personId &&
      signOff.stale !== null &&
      !isSignedAgain(signOff, signOffs.data ?? []),
  ).length;
  if (!newest || (waiting === 0 && mine === 0)) return null;
  return (
    <Alert variant="light" color="yellow" p="xs" m="xs" className={styles.notice}>
      {waiting > 0 && t('notice.cues', { count: waiting, cut: newest.name })}{' '}
      {mine > 0 && t('notice.signOffs', { count: mine })}{' '}
      <Link
        className={styles.link}
        to="/films/$filmId/changes/$cutId"
        params={{ filmId: film.id, cutId: newest.id }}
      >
        {t('notice.look')}
      </Link>
    </Alert>
  );
}

/** Whether the same person has decided in the same sense later. */
function isSignedAgain(signOff: SignOff, all: readonly SignOff[]): boolean {
  return all.some(
    (later) =>
      later.at > signOff.at &&
      later.person.id === signOff.person.id &&
      later.sense === signOff.sense &&
      later.statement.cueId === signOff.statement.cueId,
  );
}
