import { defineConfig } from 'vitest/config';

const conditions = ['@segue/source'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  // Minutes of sound are measured, and machines differ.
  test: { include: ['src/**/*.test.ts'], testTimeout: 60_000 },
});
