import { defineConfig } from 'vitest/config';

const conditions = ['@segue/source'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['src/**/*.test.ts'],
    globalSetup: ['src/harness/new-database.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // As patient as what waits for an element: how fast something is, the benchmarks say.
    expect: { poll: { timeout: 20_000 } },
    // Each journey has a server and up to three pages: two at once would only slow each other down.
    fileParallelism: false,
  },
});
