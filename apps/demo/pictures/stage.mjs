import { chromium } from 'playwright-core';

/**
 * The demo film with everybody at a browser of their own. `sit` gives somebody a page: 'owner', a role of a personal link
 * such as 'director', or 'stranger', who has not come in.
 */
export async function openStage({ url, entrance }, executablePath) {
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--force-color-profile=srgb',
      '--autoplay-policy=no-user-gesture-required',
    ],
  });
  const states = new Map();
  for (const { who, url: link } of entrance.links) {
    const [name, role] = who.split(', ');
    states.set(
      role,
      await cameIn(async (page) => {
        await page.goto(link);
        await page.getByRole('button', { name: `Join as ${name}` }).click();
      }),
    );
  }
  states.set(
    'owner',
    await cameIn(async (page) => {
      await page.goto(`${url}/sign-in`);
      await page.getByRole('textbox', { name: 'E-mail' }).fill(entrance.owner.email);
      await page.getByRole('textbox', { name: 'Password' }).fill(entrance.owner.password);
      await page.keyboard.press('Enter');
    }),
  );

  /** What the browser of somebody keeps after they came in. */
  async function cameIn(enter) {
    const context = await browser.newContext({ locale: 'en-GB' });
    const page = await context.newPage();
    await enter(page);
    await page.getByRole('button', { name: /^Account of/ }).waitFor();
    const state = await context.storageState();
    await context.close();
    return state;
  }

  async function sit(who, viewport) {
    const context = await browser.newContext({
      viewport,
      locale: 'en-GB',
      colorScheme: 'dark',
      reducedMotion: 'reduce',
      ...(who === 'stranger' ? {} : { storageState: states.get(who) }),
    });
    context.setDefaultTimeout(30_000);
    return context.newPage();
  }

  const page = await sit('owner', { width: 1440, height: 900 });
  const ask = async (path) => (await page.request.get(`${url}/api${path}`)).json();
  const [film] = await ask('/films');
  const cues = await ask(`/films/${film.id}/cues`);
  const cuts = await ask(`/films/${film.id}/cuts`);
  await page.context().close();
  return {
    url,
    sit,
    /** A personal link, as it stands in the message that invites somebody. */
    link: (role) => entrance.links.find(({ who }) => who.endsWith(role)).url,
    film: `${url}/films/${film.id}`,
    /** The address of the review room of a cue. */
    room: (number) => `${url}/films/${film.id}/cues/${cues.find((cue) => cue.number === number).id}`,
    /** The address of what the newest cut changed. */
    change: `${url}/films/${film.id}/changes/${cuts.at(-1).id}`,
    close: () => browser.close(),
  };
}

/** Waits until all that the page needs has arrived. */
export async function loaded(page) {
  await page.evaluate(() => document.fonts.ready);
  await page.waitForFunction(
    () =>
      [...document.images].every(({ complete }) => complete) &&
      [...document.querySelectorAll('video')].every(
        ({ readyState, seeking }) => readyState >= 2 && !seeking,
      ) &&
      document.querySelector('[aria-busy="true"]') === null,
  );
}

/** So often a picture is taken anew until it is twice the same: a clock on the page never lets it be. */
const TRIES = 8;

/** A picture of the page as WebP, once what is drawn there has come to rest. */
export async function stillPicture(page, quality) {
  const devtools = await page.context().newCDPSession(page);
  const take = async () => (await devtools.send('Page.captureScreenshot', { format: 'webp', quality })).data;
  let picture = await take();
  for (let tries = 1; tries < TRIES; tries++) {
    const before = picture;
    picture = await take();
    if (picture === before) break;
  }
  await devtools.detach();
  return Buffer.from(picture, 'base64');
}
