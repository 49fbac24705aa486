import { defineConfig } from 'vitest/config';
import { LongestFirst } from './scripts/testing/longest-first.mjs';

const conditions = ['@segue/source'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    projects: ['libs/*', 'apps/server', 'apps/web', 'apps/demo', 'apps/e2e'],
    sequence: { sequencer: LongestFirst },
  },
});
