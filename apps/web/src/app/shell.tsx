import { useQuery } from '@tanstack/react-query';
import { Link, Navigate, Outlet, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { cueQuery } from '../api/cues';
import { filmQuery } from '../api/films';
import { sessionQuery } from '../api/session';
import { Bell } from '../features/notifications/bell';
import { LiveProvider, useOnline } from '../realtime/use-live';
import { showTo } from '../ui/look/look';
import { PeopleDots } from '../ui/people-dots';
import { AccountMenu } from './account-menu';
import { Brand } from './brand';
import { Find } from './find';
import { LeftBehind, noteLastPerson } from './left-behind';
import styles from './shell.module.css';
import { useToldLanguage } from './use-told-language';

/** The frame around every page of a signed-in person. */
export function Shell() {
  const { t } = useTranslation();
  const session = useQuery(sessionQuery);
  const { filmId, cueId } = useParams({ strict: false });
  const person = session.data?.person;
  const personId = person?.id;
  useEffect(() => {
    if (personId === undefined) return;
    // Noted while there still is somebody: what they could not send is shown to them where they land.
    noteLastPerson(personId);
    showTo(personId);
  }, [personId]);
  useToldLanguage(person);
  if (person === null) return <Navigate to="/sign-in" search={{ ended: true }} />;
  if (person === undefined) return null;
  return (
    // Another person gets another socket.
    <LiveProvider key={person.id}>
      <div className={styles.shell}>
        <a className={styles.skip} href="#main">
          {t('skip')}
        </a>
        <header className={styles.header}>
          <Link to="/" className={styles.brand} aria-label={t('home')}>
            <Brand />
          </Link>
          <nav aria-label={t('breadcrumb')} className={styles.path}>
            {filmId !== undefined && <FilmStep filmId={filmId} />}
            {filmId !== undefined && cueId !== undefined && <CueStep filmId={filmId} cueId={cueId} />}
          </nav>
          {/* Before the buttons: people come and go, and nothing that is pressed moves. */}
          {filmId !== undefined && <OnlineNow filmId={filmId} />}
          <Find filmId={filmId} />
          <Bell />
          <AccountMenu person={person} />
        </header>
        <main id="main" className={styles.main} tabIndex={-1}>
          <LeftBehind personId={person.id} />
          <Outlet />
        </main>
      </div>
    </LiveProvider>
  );
}

function FilmStep({ filmId }: { filmId: string }) {
  const film = useQuery(filmQuery(filmId));
  if (!film.data) return null;
  return (
    <Link
      to="/films/$filmId"
      params={{ filmId }}
      className={styles.step}
      activeOptions={{ exact: true, includeSearch: false }}
    >
      {film.data.title}
    </Link>
  );
}

function CueStep({ filmId, cueId }: { filmId: string; cueId: string }) {
  const cue = useQuery(cueQuery(cueId));
  if (!cue.data) return null;
  const { number, title } = cue.data;
  return (
    <Link to="/films/$filmId/cues/$cueId" params={{ filmId, cueId }} className={styles.step}>
      <span className={styles.number}>{number}</span> {title}
    </Link>
  );
}

function OnlineNow({ filmId }: { filmId: string }) {
  const { t } = useTranslation('ui');
  const people = useOnline(filmId);
  return (
    <PeopleDots
      label={t('person.online')}
      people={people.map(({ personId, name }) => ({ id: personId, name }))}
    />
  );
}
