import { defineConfig } from 'vitest/config';

const conditions = ['@segue/source'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  // Thousands of files are made up and read, and machines differ.
  test: { include: ['src/**/*.test.ts'], testTimeout: 60_000 },
});
