import { inTime } from '../platform/in-time.js';

/** Asks one thing the server stands on whether it answers; rejects when it does not. */
type ReadinessCheck = () => Promise<unknown>;

/** Everything the server stands on, by the name under which it is shown. */
export type ReadinessChecks = Readonly<Partial<Record<'database' | 'redis', ReadinessCheck>>>;

/** How one thing the server stands on answered. */
export interface DependencyState {
  readonly name: string;
  readonly ok: boolean;
  readonly seconds: number;
}

/** Orchestrators ask every few seconds: an answer that takes longer than this is none. */
const PATIENCE_MS = 2000;

/** Asks everything at once. Never rejects. */
export function askDependencies(checks: ReadinessChecks): Promise<DependencyState[]> {
  return Promise.all(
    Object.entries(checks).map(async ([name, check]) => {
      const since = performance.now();
      const ok = await inTime(check(), PATIENCE_MS).then(
        () => true,
        () => false,
      );
      return { name, ok, seconds: (performance.now() - since) / 1000 };
    }),
  );
}
