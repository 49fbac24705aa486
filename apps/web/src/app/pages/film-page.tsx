import { ActionIcon, Tabs, Tooltip } from '@mantine/core';
import { may, sensesOf, type Standing } from '@segue/access-policy';
import type { SpottingSession } from '@segue/client';
import type { Film } from '@segue/protocol';
import { IconSettings } from '@tabler/icons-react';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cuesQuery } from '../../api/cues';
import { cutsQuery } from '../../api/cuts';
import { filmQuery } from '../../api/films';
import { CutsPanel } from '../../features/cuts/cuts-panel';
import { movieCargo } from '../../features/delivery/cargo';
import { FilesDelivery } from '../../features/delivery/files-delivery';
import { MovieDelivery } from '../../features/delivery/movie-delivery';
import { BedsDelivery } from '../../features/delivery/sounds-delivery';
import { useSender } from '../../features/delivery/use-deliveries';
import { PictureChangedNotice } from '../../features/picture-change/picture-changed-notice';
import { ActivityPanel } from '../../features/film/activity-panel';
import { FilmSettings } from '../../features/film/film-settings';
import { ReelStrip } from '../../features/reel-strip/reel-strip';
import { WebhookSettings } from '../../features/notifications/webhook-settings';
import { PeoplePanel } from '../../features/people/people-panel';
import { FilmSignOffs } from '../../features/sign-off/film-sign-offs';
import { WaitingSignatures } from '../../features/sign-off/waiting-signatures';
import { SpottingSheet } from '../../features/spotting/spotting-sheet';
import { OpenNotes } from '../../features/to-do/open-notes';
import { useRefused, useSaveState } from '../../realtime/use-session';
import { useSpotting } from '../../realtime/use-spotting';
import { ClosedNotice } from '../../ui/closed-notice';
import { RefusedNotice } from '../../ui/refused-notice';
import { SaveBadge } from '../../ui/save-badge';
import { FILM_TABS } from '../search';
import { usePageTitle } from '../use-page-title';
import { usePerson } from '../use-person';
import styles from './page.module.css';

const route = getRouteApi('/signed-in/films/$filmId/');

export function FilmPage() {
  const { t } = useTranslation('film');
  const { filmId } = route.useParams();
  const { tab = 'spotting' } = route.useSearch();
  const navigate = route.useNavigate();
  const person = usePerson();
  const film = useSuspenseQuery(filmQuery(filmId)).data;
  const session = useSpotting(filmId, person);
  const send = useSender();
  const standing: Standing = { role: film.role, owner: person.owner };
  usePageTitle(t(`tabs.${tab}`), film.title);
  const tabs = FILM_TABS.filter((name) => name !== 'activity' || may(standing, 'manage people'));

  return (
    <div className={styles.film}>
      <header className={styles.filmHead}>
        <h1>{film.title}</h1>
        <span className={styles.facts}>
          {t(film.dropFrame ? 'rate.drop' : 'rate.plain', { rate: film.rate })}
        </span>
        {may(standing, 'manage people') && <Settings film={film} />}
        <SheetState session={session} />
      </header>
      <ReelStrip film={film} />
      <Tabs
        value={tab}
        onChange={(next) => {
          const chosen = FILM_TABS.find((name) => name === next);
          void navigate({
            search: chosen === undefined || chosen === 'spotting' ? {} : { tab: chosen },
            replace: true,
          });
        }}
        className={styles.tabs}
      >
        <Tabs.List aria-label={t('tabs.label')} px="xs">
          {tabs.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`tabs.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="spotting" className={styles.tab}>
          <PictureChangedNotice film={film} session={session} personId={person.id} />
          <Deliveries film={film} standing={standing}>
            {session !== null && <Spotting film={film} session={session} standing={standing} />}
          </Deliveries>
        </Tabs.Panel>
        <Tabs.Panel value="to-do" className={styles.tab}>
          <Suspense>
            {sensesOf(standing).length > 0 && <WaitingSignatures film={film} standing={standing} />}
            <OpenNotes film={film} person={person} standing={standing} />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="sign-offs" className={styles.tab}>
          <Suspense>
            <FilmSignOffs film={film} />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="cuts" className={styles.tab}>
          <CutsPanel
            film={film}
            standing={standing}
            movieDelivery={(cut) => <MovieDelivery cut={cut} />}
            soundDelivery={(cut) => <BedsDelivery cut={cut} standing={standing} />}
            onMovie={(cut, file) => {
              send(movieCargo(cut, file));
            }}
          />
        </Tabs.Panel>
        <Tabs.Panel value="people" className={styles.tab}>
          <PeoplePanel filmId={filmId} personId={person.id} standing={standing} />
        </Tabs.Panel>
        <Tabs.Panel value="activity" className={styles.tab}>
          <ActivityPanel filmId={filmId} />
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}

function Settings({ film }: { film: Film }) {
  const { t } = useTranslation('film');
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Tooltip label={t('settings.open')}>
        <ActionIcon
          aria-label={t('settings.open')}
          onClick={() => {
            setOpened(true);
          }}
        >
          <IconSettings size={16} />
        </ActionIcon>
      </Tooltip>
      <FilmSettings
        film={film}
        opened={opened}
        onClose={() => {
          setOpened(false);
        }}
        webhook={<WebhookSettings filmId={film.id} />}
      />
    </>
  );
}

interface DeliveriesProps {
  readonly film: Film;
  readonly standing: Standing;
  /** What files can be dropped on. */
  readonly children: ReactNode;
}

/** Brings music files to many cues at once. */
function Deliveries({ film, standing, children }: DeliveriesProps) {
  const cues = useQuery(cuesQuery(film.id)).data;
  const cuts = useQuery(cutsQuery(film.id)).data;
  if (!may(standing, 'upload versions') && !may(standing, 'upload cuts')) return children;
  return (
    <FilesDelivery film={film} standing={standing} cues={cues} cuts={cuts}>
      {children}
    </FilesDelivery>
  );
}

function SheetState({ session }: { session: SpottingSession | null }) {
  const { status, unsaved, onlyInPage } = useSaveState(session);
  const refused = useRefused(session);
  return <SaveBadge status={status} unsaved={unsaved} onlyInPage={onlyInPage} refused={refused.length} />;
}

function Spotting({ film, session, standing }: { film: Film; session: SpottingSession; standing: Standing }) {
  const { closedBecause } = useSaveState(session);
  const refused = useRefused(session);
  return (
    <>
      <RefusedNotice
        refused={refused}
        onDismiss={() => {
          session.dismissRefused();
        }}
      />
      {closedBecause ? (
        <ClosedNotice because={closedBecause} />
      ) : (
        <SpottingSheet film={film} session={session} mayEdit={may(standing, 'spot')} />
      )}
    </>
  );
}
