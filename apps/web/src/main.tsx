import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './app/styles.css';
import './app/i18n';
import { App } from './app/app';
import { askAhead } from './app/router';

/** The first page stands by then, on most machines. */
const FIRST_PAGE_MS = 4000;

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element with the id "root".');

askAhead();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

// Only built pages can be opened without a connection, and browsers allow it on https and localhost only.
if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  // It fetches every page of the app: the one that is being opened comes first.
  setTimeout(() => {
    navigator.serviceWorker.register('/service-worker.js').catch(() => {
      // Then pages open with the server only.
    });
  }, FIRST_PAGE_MS);
}
