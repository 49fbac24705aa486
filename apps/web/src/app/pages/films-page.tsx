import { Button, Group } from '@mantine/core';
import { IconMovie, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dashboardQuery } from '../../api/dashboard';
import { filmsQuery } from '../../api/films';
import { WaitingList } from '../../features/dashboard/waiting-list';
import { DemoFilmPanel } from '../../features/demo-film/demo-film-panel';
import { useDemoFilm } from '../../features/demo-film/use-demo-film';
import { FilmList } from '../../features/films/film-list';
import { NewFilmDialog } from '../../features/films/new-film-dialog';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { WaitingPage } from '../plain-pages';
import { usePageTitle } from '../use-page-title';
import { usePerson } from '../use-person';
import styles from './page.module.css';

export function FilmsPage() {
  const { t } = useTranslation('film');
  const person = usePerson();
  const navigate = useNavigate();
  const films = useQuery(filmsQuery);
  const dashboard = useQuery(dashboardQuery);
  const [making, setMaking] = useState(false);
  const { demo, lay, putAway } = useDemoFilm(person.owner);
  usePageTitle(t('films.title'));

  // Both come together, so that nothing jumps; without the second the films are shown all the same.
  if (films.isPending || dashboard.isPending) return <WaitingPage />;
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
      {demo !== undefined && demo.state !== 'none' && (
        <Suspense>
          <DemoFilmPanel demo={demo} onPutAway={putAway} />
        </Suspense>
      )}
      {films.data.length > 0 ? (
        <>
          {dashboard.data && <WaitingList films={films.data} waiting={dashboard.data.waiting} />}
          <FilmList films={films.data} figures={dashboard.data?.films ?? []} />
        </>
      ) : demo?.state === 'laying' ? null : (
        <EmptyState
          title={t('films.none')}
          action={
            <Group gap="sm">
              {newFilm}
              {demo?.offered === true && (
                <Button variant="default" leftSection={<IconMovie size={15} aria-hidden />} onClick={lay}>
                  {t('films.demo')}
                </Button>
              )}
            </Group>
          }
        >
          {t(person.owner ? 'films.noneOwner' : 'films.noneMember')}
        </EmptyState>
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
