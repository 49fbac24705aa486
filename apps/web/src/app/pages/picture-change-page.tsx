import type { Standing } from '@segue/access-policy';
import { useSuspenseQueries } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { cutsQuery } from '../../api/cuts';
import { filmQuery } from '../../api/films';
import { PictureChange } from '../../features/picture-change/picture-change';
import { useSaveState } from '../../realtime/use-session';
import { useSpotting } from '../../realtime/use-spotting';
import { ClosedNotice } from '../../ui/closed-notice';
import { EmptyState } from '../../ui/empty-state';
import { usePageTitle } from '../use-page-title';
import { usePerson } from '../use-person';

const route = getRouteApi('/signed-in/films/$filmId/changes/$cutId');

/** What a new cut did to the picture and to what was placed in it. */
export function PictureChangePage() {
  const { t } = useTranslation('picture-change');
  const { filmId, cutId } = route.useParams();
  const { from } = route.useSearch();
  const navigate = route.useNavigate();
  const person = usePerson();
  const [film, cuts] = useSuspenseQueries({ queries: [filmQuery(filmId), cutsQuery(filmId)] });
  const session = useSpotting(filmId, person);
  const { closedBecause } = useSaveState(session);
  const cut = cuts.data.find(({ id }) => id === cutId);
  const standing: Standing = { role: film.data.role, owner: person.owner };
  usePageTitle(t('page'), film.data.title);
  if (!cut) return <EmptyState title={t('gone')}>{t('goneText')}</EmptyState>;
  if (closedBecause) return <ClosedNotice because={closedBecause} />;
  if (session === null) return null;
  return (
    <PictureChange
      // Steps that can be undone belong to one cut.
      key={cutId}
      film={film.data}
      cuts={cuts.data}
      cut={cut}
      fromCutId={from}
      onFrom={(next) => void navigate({ search: { from: next }, replace: true })}
      session={session}
      standing={standing}
    />
  );
}
