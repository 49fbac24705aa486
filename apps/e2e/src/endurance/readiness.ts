import { vi } from 'vitest';

/** What a server says of itself: it can serve, it can although something it can do without is missing, or it cannot. */
type Readiness = 'ok' | 'degraded' | 'unavailable';

/** The server's own answer to "can you serve?". */
export async function readiness(server: { readonly url: string }): Promise<Readiness> {
  const answer = await fetch(`${server.url}/health/ready`);
  if (answer.status === 503) return 'unavailable';
  return ((await answer.json()) as { status: 'ok' | 'degraded' }).status;
}

/** Resolves when the server says that nothing is missing: there is nothing to await but the next answer. */
export function untilReady(server: { readonly url: string }): Promise<void> {
  return vi.waitFor(
    async () => {
      const status = await readiness(server);
      if (status !== 'ok') throw new Error(`The server is not ready: ${status}`);
    },
    { timeout: 10_000, interval: 50 },
  );
}
