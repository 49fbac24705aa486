import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import type { QueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { filmQuery } from '../api/films';
import { sessionQuery } from '../api/session';
import { FailedPage, MissingPage, WaitingPage } from './plain-pages';
import { queryClient } from './query-client';
import { Shell } from './shell';

const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({ component: Outlet });

const setUpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'setup',
  component: lazyRouteComponent(() => import('./pages/set-up-page'), 'SetUpPage'),
});

const signInSearch = z.object({ to: z.string().startsWith('/').optional().catch(undefined) });

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'sign-in',
  validateSearch: signInSearch,
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
    const { person } = await context.queryClient.query({ ...sessionQuery, staleTime: sessionQuery.staleTime });
    if (person === null) throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { to: location.href } });
    return { person };
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

const filmParent = createRoute({
  getParentRoute: () => signedInRoute,
  path: 'films/$filmId',
  loader: ({ context, params }) => context.queryClient.ensureQueryData(filmQuery(params.filmId)),
  component: Outlet,
});

export const FILM_TABS = ['spotting', 'cuts', 'people', 'activity'] as const;
const filmSearch = z.object({ tab: z.enum(FILM_TABS).optional().catch(undefined) });

const filmRoute = createRoute({
  getParentRoute: () => filmParent,
  path: '/',
  validateSearch: filmSearch,
  component: lazyRouteComponent(() => import('./pages/film-page'), 'FilmPage'),
});

const reviewSearch = z.object({
  version: z.coerce.number().int().min(1).optional().catch(undefined),
  note: z.string().optional().catch(undefined),
  at: z.string().optional().catch(undefined),
});

const reviewRoute = createRoute({
  getParentRoute: () => filmParent,
  path: 'cues/$cueId',
  validateSearch: reviewSearch,
  component: lazyRouteComponent(() => import('./pages/review-page'), 'ReviewPage'),
});

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    setUpRoute,
    signInRoute,
    joinRoute,
    signedInRoute.addChildren([filmsRoute, accountRoute, filmParent.addChildren([filmRoute, reviewRoute])]),
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
