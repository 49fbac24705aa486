import type { TestServer } from './test-server.js';

interface RouteLayer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
}

/** The methods that are named where a route takes all of them. */
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Every route the server really answers, read from its router: what nobody listed cannot hide. */
export function routesOf(server: TestServer): { method: string; path: string }[] {
  const express = server.app.getHttpAdapter().getInstance() as unknown as {
    router: { stack: readonly RouteLayer[] };
  };
  return express.router.stack.flatMap(({ route }) =>
    METHODS.filter((method) => route?.methods[method.toLowerCase()]).map((method) => ({
      method,
      path: route?.path ?? '',
    })),
  );
}
