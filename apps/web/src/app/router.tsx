import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import type { QueryClient } from '@tanstack/react-query';
import { cueQuery } from '../api/cues';
import { cutsQuery } from '../api/cuts';
import { filmQuery } from '../api/films';
import { RequestFailed } from '../api/http';
import { mailSettingsQuery } from '../api/notifications';
import { peopleQuery } from '../api/people';
import { roundsQuery } from '../api/rounds';
import { sessionQuery } from '../api/session';
import { keepsAnswers } from '../api/kept-answers';
import { versionsQuery } from '../api/versions';
import { withWords } from './i18n';
import { FailedPage, MissingPage, WaitingPage } from './plain-pages';
import { answerOrKept, queryClient } from './query-client';
import { FILM_TABS, readReviewSearch, readSignInSearch, type FilmTab } from './search';
import { Shell } from './shell';

const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({ component: Outlet });

const setUpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'setup',
  component: lazyRouteComponent(() => import('./pages/set-up-page'), 'SetUpPage'),
});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'sign-in',
  validateSearch: readSignInSearch,
  component: lazyRouteComponent(() => import('./pages/sign-in-page'), 'SignInPage'),
});

const joinRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'join',
  component: lazyRouteComponent(() => withWords(import('./pages/join-page'), 'people'), 'JoinPage'),
});

const unsubscribeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'unsubscribe',
  component: lazyRouteComponent(
    () => withWords(import('./pages/unsubscribe-page'), 'notices'),
    'UnsubscribePage',
  ),
});

/** Lets answers come that somebody else is going to ask for: it is they who hear of a failure. */
function ahead(...answers: readonly Promise<unknown>[]): void {
  void Promise.allSettled(answers);
}

function askOfRoom(filmId: string, cueId: string): void {
  ahead(
    queryClient.query(cueQuery(cueId)),
    queryClient.query(cutsQuery(filmId)),
    queryClient.query(versionsQuery(cueId)),
    queryClient.query(peopleQuery(filmId)),
    queryClient.query(roundsQuery(filmId)),
  );
}

/** Everything below is for people who are signed in. */
const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    const client = context.queryClient;
    const { person } = await answerOrKept(
      // Asked once: whoever is offline should not wait for their own work.
      () => client.query({ ...sessionQuery, retry: false }),
      () => client.getQueryData(sessionQuery.queryKey),
    );
    if (person === null)
      redirect({ to: '/sign-in', search: location.href === '/' ? {} : { to: location.href }, throw: true });
  },
  component: Shell,
});

const filmsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/',
  component: lazyRouteComponent(
    () => withWords(import('./pages/films-page'), 'film', 'people', 'dashboard'),
    'FilmsPage',
  ),
});

const accountRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: 'me',
  loader: ({ context }) =>
    context.queryClient.query({ ...mailSettingsQuery, retry: false }).catch(() => undefined),
  component: lazyRouteComponent(() => withWords(import('./pages/account-page'), 'notices'), 'AccountPage'),
});

/** Nobody but the owner of the installation finds anything there. */
const installationRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: 'admin',
  beforeLoad: async ({ context }) => {
    const client = context.queryClient;
    const { person } = await answerOrKept(
      // Asked once: whoever is offline should not wait for their own work.
      () => client.query({ ...sessionQuery, retry: false }),
      () => client.getQueryData(sessionQuery.queryKey),
    );
    if (!person?.owner) notFound({ throw: true });
  },
  component: lazyRouteComponent(
    () => withWords(import('./pages/installation-page'), 'installation'),
    'InstallationPage',
  ),
});

const filmParent = createRoute({
  getParentRoute: () => signedInRoute,
  path: 'films/$filmId',
  loader: async ({ context, params }) => {
    try {
      const client = context.queryClient;
      const film = filmQuery(params.filmId);
      const kept = () => client.getQueryData(film.queryKey);
      await answerOrKept(() => client.query(kept() ? { ...film, retry: false } : film), kept);
    } catch (error) {
      if (error instanceof RequestFailed && error.code === 'not-found') notFound({ throw: true });
      throw error;
    }
  },
  component: Outlet,
});

const filmRoute = createRoute({
  getParentRoute: () => filmParent,
  path: '/',
  validateSearch: ({ tab }: Record<string, unknown>): { tab?: FilmTab } => {
    const known = FILM_TABS.find((name) => name === tab);
    return known ? { tab: known } : {};
  },
  component: lazyRouteComponent(
    () =>
      withWords(
        import('./pages/film-page'),
        'film',
        'people',
        'picture-change',
        'delivery',
        'review',
        'reel-strip',
      ),
    'FilmPage',
  ),
});

const reviewRoute = createRoute({
  getParentRoute: () => filmParent,
  path: 'cues/$cueId',
  validateSearch: readReviewSearch,
  // The room asks for the same: here its answers are on their way beside its code, and those of the film.
  loader: ({ params: { filmId, cueId } }) => {
    askOfRoom(filmId, cueId);
  },
  component: lazyRouteComponent(
    () => withWords(import('./pages/review-page'), 'review', 'delivery', 'reel-strip'),
    'ReviewPage',
  ),
});

const pictureChangeRoute = createRoute({
  getParentRoute: () => filmParent,
  path: 'changes/$cutId',
  validateSearch: ({ from }: Record<string, unknown>): { from?: string } =>
    typeof from === 'string' ? { from } : {},
  component: lazyRouteComponent(
    () => withWords(import('./pages/picture-change-page'), 'picture-change', 'film', 'people'),
    'PictureChangePage',
  ),
});

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    setUpRoute,
    signInRoute,
    joinRoute,
    unsubscribeRoute,
    signedInRoute.addChildren([
      filmsRoute,
      accountRoute,
      installationRoute,
      filmParent.addChildren([filmRoute, reviewRoute, pictureChangeRoute]),
    ]),
  ]),
  context: { queryClient },
  defaultPreload: 'intent',
  // The query client decides what is fresh.
  defaultPreloadStaleTime: 0,
  defaultNotFoundComponent: MissingPage,
  defaultErrorComponent: FailedPage,
  defaultPendingComponent: WaitingPage,
  scrollRestoration: true,
});

/** Asks for the code of the first page and for who is signed in side by side, before anything is drawn. */
export function askAhead(): void {
  ahead(queryClient.query({ ...sessionQuery, retry: false }));
  const [routes, { filmId, cueId }] = router.getMatchedRoutes(location.pathname);
  for (const route of routes) void router.loadRouteChunk(route);
  // Whoever was here before most likely still is.
  if (filmId === undefined || !keepsAnswers()) return;
  ahead(queryClient.query({ ...filmQuery(filmId), retry: false }));
  if (cueId !== undefined) askOfRoom(filmId, cueId);
}

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
