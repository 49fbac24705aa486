import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const DIST = join(import.meta.dirname, '../../../web/dist');
const ROOM = ['index.html', 'src/app/pages/review-page.tsx'];
/** What the page waits for besides: its words. */
const WORDS = ['shell', 'ui', 'review', 'delivery', 'reel-strip'].map(
  (subject) => `src/locales/en/${subject}.json`,
);

type Manifest = Readonly<Record<string, { readonly file: string; readonly imports?: readonly string[] }>>;

/**
 * What the built review room has to load before it can be used, in bytes of compressed script.
 *
 * @throws Error when the build has no such page.
 */
export async function firstLoadBytes(): Promise<number> {
  const manifest = JSON.parse(await readFile(join(DIST, '.vite/manifest.json'), 'utf8')) as Manifest;
  const needed = new Set<string>();
  const need = (name: string) => {
    if (needed.has(name)) return;
    needed.add(name);
    manifest[name]?.imports?.forEach(need);
  };
  [...ROOM, ...WORDS].forEach(need);
  let bytes = 0;
  for (const name of needed) {
    const { file } = manifest[name] ?? {};
    if (file === undefined) throw new Error(`The build has no ${name}.`);
    bytes += gzipSync(await readFile(join(DIST, file))).length;
  }
  return bytes;
}
