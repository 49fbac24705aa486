import { defineConfig } from 'vitest/config';

const conditions = ['@segue/source'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: { projects: ['libs/*', 'apps/server', 'apps/web', 'apps/e2e'] },
});
