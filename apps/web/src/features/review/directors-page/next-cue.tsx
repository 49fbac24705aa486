import { IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { cuesQuery } from '../../../api/cues';
import { useReview } from '../review-context';
import styles from './directors-page.module.css';

/** Leads to the next cue of the film that can be heard. */
export function NextCue() {
  const { t } = useTranslation('director');
  const { film, cue } = useReview();
  const { data: cues = [] } = useQuery(cuesQuery(film.id));
  const here = cues.findIndex(({ id }) => id === cue.id);
  const next = cues.slice(here + 1).find(({ newest }) => newest !== null);
  if (here === -1 || !next) return null;
  return (
    <Link
      to="/films/$filmId/cues/$cueId"
      params={{ filmId: film.id, cueId: next.id }}
      className={styles.next}
    >
      {t('next', { number: next.number, title: next.title })}
      <IconChevronRight size={15} aria-hidden />
    </Link>
  );
}
