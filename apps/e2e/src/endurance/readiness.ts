import { vi } from 'vitest';

/** The status of the server's own answer to "can you serve?". */
export async function readiness(server: { readonly url: string }): Promise<number> {
  return (await fetch(`${server.url}/health/ready`)).status;
}

/** Resolves when the server says that it can serve: there is nothing to await but the next answer. */
export function untilReady(server: { readonly url: string }): Promise<void> {
  return vi.waitFor(
    async () => {
      const status = await readiness(server);
      if (status !== 200) throw new Error(`The server is not ready: ${status}`);
    },
    { timeout: 10_000, interval: 50 },
  );
}
