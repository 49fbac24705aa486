import type { Standing } from '@segue/access-policy';
import { getRouteApi } from '@tanstack/react-router';
import { useSuspenseQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback } from 'react';
import { filmQuery } from '../../api/films';
import { VersionDelivery } from '../../features/delivery/version-delivery';
import type { ReviewTarget } from '../../features/review/review-context';
import { ReviewRoom } from '../../features/review/review-room';
import { useNotes } from '../../realtime/use-notes';
import { WaitingPage } from '../plain-pages';
import { usePerson } from '../use-person';

const ReelStrip = lazy(async () => ({
  default: (await import('../../features/reel-strip/reel-strip')).ReelStrip,
}));
const StemsDelivery = lazy(async () => ({
  default: (await import('../../features/delivery/sounds-delivery')).StemsDelivery,
}));
const SignOffPanel = lazy(async () => ({
  default: (await import('../../features/sign-off/sign-off-panel')).SignOffPanel,
}));

const route = getRouteApi('/signed-in/films/$filmId/cues/$cueId');

/** The review room with the panels of other features that stand in it. */
export function ReviewPage() {
  const { filmId, cueId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const person = usePerson();
  const film = useSuspenseQuery(filmQuery(filmId)).data;
  const { role, rate, dropFrame } = film;
  const standing: Standing = { role, owner: person.owner };
  const onTarget = useCallback(
    (target: ReviewTarget) => void navigate({ search: target, replace: true }),
    [navigate],
  );
  // They come while the room is made.
  const notes = useNotes(cueId, person);
  return (
    <Suspense fallback={<WaitingPage />}>
      <ReviewRoom
        key={cueId}
        filmId={filmId}
        cueId={cueId}
        person={person}
        notes={notes}
        target={search}
        onTarget={onTarget}
        strip={(cut, playhead) => (
          <ReelStrip film={film} cutId={cut?.id} current={cueId} playhead={playhead} />
        )}
        deliver={({ cue, cuts, cut }) => (
          <VersionDelivery cue={cue} cuts={cuts} writtenTo={cut} standing={standing} />
        )}
        deliverStems={({ version }) => version && <StemsDelivery version={version} standing={standing} />}
        signOff={({ version, cut, notesRevision }) =>
          version && (
            <SignOffPanel
              key={version.id}
              version={version}
              cut={cut}
              notesRevision={notesRevision}
              standing={standing}
              format={{ rate, dropFrame }}
            />
          )
        }
      />
    </Suspense>
  );
}
