import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';

const server = `http://localhost:${process.env['PORT'] ?? '3000'}`;

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
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
  build: {
    outDir: 'dist',
    // The budget of the review room is measured from the manifest.
    manifest: true,
    // Fonts and images inlined as data: addresses would count as script weight.
    assetsInlineLimit: 0,
  },
});
