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
import { filmQuery } from '../api/films';
import { RequestFailed } from '../api/http';
import { sessionQuery } from '../api/session';
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
  component: lazyRouteComponent(() => import('./pages/join-page'), 'JoinPage'),
});

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
  component: lazyRouteComponent(() => import('./pages/films-page'), 'FilmsPage'),
});

const accountRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: 'me',
  component: lazyRouteComponent(() => import('./pages/account-page'), 'AccountPage'),
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
  component: lazyRouteComponent(() => import('./pages/installation-page'), 'InstallationPage'),
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
  component: lazyRouteComponent(() => import('./pages/film-page'), 'FilmPage'),
});

const reviewRoute = createRoute({
  getParentRoute: () => filmParent,
  path: 'cues/$cueId',
  validateSearch: readReviewSearch,
  component: lazyRouteComponent(() => import('./pages/review-page'), 'ReviewPage'),
});

const pictureChangeRoute = createRoute({
  getParentRoute: () => filmParent,
  path: 'changes/$cutId',
  validateSearch: ({ from }: Record<string, unknown>): { from?: string } =>
    typeof from === 'string' ? { from } : {},
  component: lazyRouteComponent(() => import('./pages/picture-change-page'), 'PictureChangePage'),
});

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    setUpRoute,
    signInRoute,
    joinRoute,
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

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
