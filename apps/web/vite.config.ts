import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig, type Plugin } from 'vite';

const server = `http://localhost:${process.env['PORT'] ?? '3000'}`;

/** Writes the service worker with the names of all files of this build. */
function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    generateBundle(_options, bundle) {
      const files = Object.keys(bundle).filter((file) => file.startsWith('assets/'));
      const list = JSON.stringify(files.sort().map((file) => `/${file}`));
      const version = createHash('sha256').update(list).digest('hex').slice(0, 16);
      const source = readFileSync(join(import.meta.dirname, 'service-worker.js'), 'utf8')
        .replace("['__FILES__']", list)
        .replace('__VERSION__', version);
      this.emitFile({ type: 'asset', fileName: 'service-worker.js', source });
    },
  };
}

/**
 * The browser checks values and writes no JSON Schema, but each of Zod's schemas refers to the code that would: 5 kB of the
 * review room's budget, compressed.
 */
function withoutJsonSchema(): Plugin {
  return {
    name: 'without-json-schema',
    apply: 'build',
    transform(code, id) {
      if (!/\/zod\/v4\/core\/(json-schema-processors|to-json-schema)\.js$/.test(id)) return null;
      const names = [...code.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name]) => name);
      return names.map((name) => `export const ${String(name)} = () => undefined;`).join('\n');
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), serviceWorker(), withoutJsonSchema()],
  resolve: { conditions: ['@segue/source', ...defaultClientConditions] },
  server: {
    port: 5173,
    proxy: {
      // The object form keeps the Host header, which the server holds against Origin.
      '/api': { target: server },
      '/sync': { target: server, ws: true },
      '/socket.io': { target: server, ws: true },
    },
  },
  // In one piece, the decoder of segments would bring along the one that is needed for light sound only.
  worker: { format: 'es' },
  build: {
    outDir: 'dist',
    // The budget of the review room is measured from the manifest.
    manifest: true,
    // Fonts and images inlined as data: addresses would count as script weight.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What every page begins with comes in one file: it would be fifty, for all that some later page shares.
            { name: 'start', tags: ['$initial'] },
          ],
        },
      },
    },
  },
});
