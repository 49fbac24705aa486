import { defineConfig } from 'vitest/config';

const conditions = ['@segue/source'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['src/**/*.test.ts'],
    globalSetup: ['src/testing/database-template.ts'],
    // Making an embedded database takes seconds, and many times that on a busy machine.
    testTimeout: 180_000,
    hookTimeout: 120_000,
  },
});
