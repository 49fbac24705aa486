import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SCREENS } from './screens.mjs';
import { loaded, stillPicture } from './stage.mjs';

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
  { width: 1024, height: 1366 },
];
/** As in apps/web/src/ui/theme/themes.ts. */
const THEMES = ['dark', 'stage', 'light', 'contrast'];
/** Small enough for a repository, and letters stay crisp. */
const QUALITY = 72;

/** Takes a picture of every screen in every theme and size, into `folder`/SIZE/THEME/SCREEN.webp. */
export async function takePictures(stage, folder) {
  const company = await keepCompany(stage);
  for (const size of SIZES) {
    const sizeFolder = join(folder, `${size.width}x${size.height}`);
    rmSync(sizeFolder, { recursive: true, force: true });
    for (const theme of THEMES) mkdirSync(join(sizeFolder, theme), { recursive: true });
    for (const { name, who, open } of SCREENS) {
      console.log(`${size.width}x${size.height} ${name}`);
      const page = await stage.sit(who, size);
      await open(page, stage);
      await loaded(page);
      for (const theme of THEMES) {
        await dress(page, theme);
        writeFileSync(join(sizeFolder, theme, `${name}.webp`), await stillPicture(page, QUALITY));
      }
      await page.context().close();
    }
  }
  for (const page of company) await page.context().close();
}

/** People who are there while the pictures are taken: nobody works alone. */
function keepCompany(stage) {
  const view = { width: 800, height: 600 };
  return Promise.all(
    ['director', 'producer'].map(async (who) => {
      const page = await stage.sit(who, view);
      await page.goto(stage.room('1m04'));
      await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
      return page;
    }),
  );
}

/** Puts a theme on as another window of the same person would. */
async function dress(page, theme) {
  await page.evaluate((chosen) => {
    const person = localStorage.getItem('segue/look') ?? '';
    localStorage.setItem('segue/look', person);
    const key = `segue/look/${person}`;
    localStorage.setItem(key, JSON.stringify({ theme: chosen, language: 'en' }));
    dispatchEvent(new StorageEvent('storage', { key }));
  }, theme);
  await page.locator(`html[data-theme=${theme}]`).waitFor();
}
