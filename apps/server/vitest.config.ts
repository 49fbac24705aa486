import { defineConfig } from 'vitest/config';

const conditions = ['@segue/source'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['src/**/*.test.ts'],
    globalSetup: ['src/testing/database-template.ts'],
    // Each file starts a whole server, which takes a while where all processors are busy.
    hookTimeout: 60_000,
    testTimeout: 30_000,
    // How fast something is, the benchmarks say.
    expect: { poll: { timeout: 20_000 } },
  },
});
