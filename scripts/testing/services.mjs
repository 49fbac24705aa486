import { provideChromium } from './chromium.mjs';
import { providePostgres } from './postgres.mjs';
import { provideRedis } from './redis.mjs';

/**
 * Provides what the tests need, runs `work` with the environment that names it, and ends what was started,
 * also when the run is interrupted.
 */
export async function withServices({ browser }, work) {
  const started = [];
  const stopAll = async () => {
    for (const stop of started.splice(0).reverse()) await stop();
  };
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ]) {
    process.once(signal, () => void stopAll().finally(() => process.exit(code)));
  }

  try {
    const postgres = await providePostgres();
    started.push(postgres.stop);
    const redis = await provideRedis();
    started.push(redis.stop);
    const chromium = browser ? { SEGUE_CHROMIUM: await provideChromium() } : {};
    return await work({ TEST_DATABASE_URL: postgres.url, TEST_REDIS_URL: redis.url, ...chromium });
  } finally {
    await stopAll();
  }
}
