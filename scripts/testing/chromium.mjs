import { existsSync } from 'node:fs';
import { Advice } from '../workspace/process.mjs';
import { canInstallPackages, findProgram, installPackages } from './programs.mjs';

const advice =
  'The browser tests need Chromium: install it (Debian: apt-get install chromium), or name the program in SEGUE_CHROMIUM.';
const onMac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
const findChromium = () =>
  findProgram('chromium', 'chromium-browser', 'google-chrome') ?? (existsSync(onMac) ? onMac : undefined);

/** The path of a Chromium: the one in SEGUE_CHROMIUM, one on the path, or Debian's package. */
export async function provideChromium() {
  const named = process.env.SEGUE_CHROMIUM;
  if (named) {
    if (existsSync(named)) return named;
    throw new Advice(`SEGUE_CHROMIUM names ${named}, which is not there.`);
  }
  // Without a font Chromium lays out boxes.
  if (!findChromium() && canInstallPackages()) await installPackages('chromium', 'fonts-liberation');
  const found = findChromium();
  if (!found) throw new Advice(advice);
  return found;
}
