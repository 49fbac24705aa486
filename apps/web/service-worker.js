// Lets the pages of Segue open without a connection. The build puts the files in; see vite.config.ts.
// What people wrote is not here: documents are kept by @segue/client, answers of the server by src/api/kept-answers.ts.

const FILES = ['__FILES__'];
const PAGE = '/';
const CACHE = 'segue-__VERSION__';
/** Keep their names from build to build. */
const STEADY = ['/first-paint.js', '/segue.svg', '/segue.webmanifest'];
/** Not pages: the server answers these, or nobody does. */
const SERVER = /^\/(api|health|sync|socket\.io)(\/|$)/;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      // Past the HTTP cache: a page and its scripts have to be of one build.
      .then((cache) =>
        cache.addAll([PAGE, ...STEADY, ...FILES].map((file) => new Request(file, { cache: 'reload' }))),
      ),
  );
});

self.addEventListener('activate', (event) => {
  const clear = async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
  };
  event.waitUntil(clear());
});

/** The server first, so that a new build is seen at once; without it what is kept under `name`. */
async function current(request, name) {
  const kept = async () => (await caches.match(name)) ?? Response.error();
  try {
    const answer = await fetch(request);
    // A gateway with nothing behind it.
    return answer.status >= 502 ? await kept() : answer;
  } catch {
    return kept();
  }
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (request.mode === 'navigate' && !SERVER.test(url.pathname)) {
    // The same page whatever its address.
    event.respondWith(current(request, PAGE));
  } else if (STEADY.includes(url.pathname)) {
    event.respondWith(current(request, url.pathname));
  } else if (url.pathname.startsWith('/assets/')) {
    // Their names carry their content: what is here is right.
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
  }
});
