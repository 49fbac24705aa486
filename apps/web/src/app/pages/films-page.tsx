import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { filmsQuery } from '../../api/films';
import { FilmList } from '../../features/films/film-list';
import { NewFilmDialog } from '../../features/films/new-film-dialog';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import '../film-words';
import { WaitingPage } from '../plain-pages';
import { usePageTitle } from '../use-page-title';
import { usePerson } from '../use-person';
import styles from './page.module.css';

export function FilmsPage() {
  const { t } = useTranslation('film');
  const person = usePerson();
  const navigate = useNavigate();
  const films = useQuery(filmsQuery);
  const [making, setMaking] = useState(false);
  usePageTitle(t('films.title'));

  if (films.isPending) return <WaitingPage />;
  if (films.isError) return <ErrorState title={t('films.failed')}>{films.error.message}</ErrorState>;

  const newFilm = person.owner && (
    <Button
      leftSection={<IconPlus size={15} aria-hidden />}
      onClick={() => {
        setMaking(true);
      }}
    >
      {t('new.open')}
    </Button>
  );
  return (
    <div className={styles.page}>
      <div className={styles.heading}>
        <h1>{t('films.title')}</h1>
        {films.data.length > 0 && newFilm}
      </div>
      {films.data.length === 0 ? (
        <EmptyState title={t('films.none')} action={newFilm}>
          {t(person.owner ? 'films.noneOwner' : 'films.noneMember')}
        </EmptyState>
      ) : (
        <FilmList films={films.data} />
      )}
      <NewFilmDialog
        opened={making}
        onClose={() => {
          setMaking(false);
        }}
        onMade={({ id }) => {
          void navigate({ to: '/films/$filmId', params: { filmId: id } });
        }}
      />
    </div>
  );
}
