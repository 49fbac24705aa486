// Every screen with somebody who sees it: the name of its picture, who sits there, and how they come to it.

const FRAME = 'at=01:00:54:12';

/** `open` leaves the page as it is pictured. */
export const SCREENS = [
  {
    name: 'sign-in',
    who: 'stranger',
    open: async (page, { url }) => {
      await page.goto(`${url}/sign-in`);
      await page.getByRole('textbox', { name: 'Password' }).waitFor();
    },
  },
  {
    name: 'join',
    who: 'stranger',
    open: async (page, { link }) => {
      await page.goto(link('director'));
      await page.getByRole('button', { name: /^Join as/ }).waitFor();
    },
  },
  {
    name: 'films',
    who: 'composer',
    open: async (page, { url }) => {
      await page.goto(url);
      await page.getByRole('region', { name: 'Waiting for you' }).getByRole('link').first().waitFor();
    },
  },
  {
    name: 'spotting',
    who: 'owner',
    open: async (page, stage) => {
      await openFilm(page, stage);
      await page.getByRole('table', { name: 'Spotting sheet' }).waitFor();
    },
  },
  {
    name: 'to-do',
    who: 'composer',
    open: async (page, stage) => {
      await openFilm(page, stage, 'to-do');
      await page.getByRole('article').first().waitFor();
    },
  },
  {
    name: 'to-sign',
    who: 'producer',
    open: async (page, stage) => {
      await openFilm(page, stage, 'to-do');
      await page
        .getByRole('button', { name: /Not decided: Final/ })
        .first()
        .click();
      await page.getByRole('heading', { name: 'What you sign' }).waitFor();
    },
  },
  {
    name: 'sign-offs',
    who: 'producer',
    open: async (page, stage) => {
      await openFilm(page, stage, 'sign-offs');
      await page.getByRole('table', { name: 'Sign-offs of all cues' }).waitFor();
    },
  },
  {
    name: 'cuts',
    who: 'owner',
    open: async (page, stage) => {
      await openFilm(page, stage, 'cuts');
      await page.getByRole('button', { name: 'Add cut' }).waitFor();
    },
  },
  {
    name: 'people',
    who: 'owner',
    open: async (page, stage) => {
      await openFilm(page, stage, 'people');
      await page.getByText('Sana Ito').waitFor();
    },
  },
  {
    name: 'activity',
    who: 'owner',
    open: async (page, stage) => {
      await openFilm(page, stage, 'activity');
      await page.getByRole('tabpanel').getByText('Paul Okafor').first().waitFor();
    },
  },
  { name: 'review-room', who: 'composer', open: (page, stage) => openDesk(page, stage) },
  {
    name: 'stems',
    who: 'composer',
    open: async (page, stage) => {
      await openDesk(page, stage);
      await page.getByRole('button', { name: /^Stems/ }).click();
      await page.getByRole('button', { name: 'Dub level' }).click();
      await page.mouse.move(0, 0);
    },
  },
  {
    name: 'version',
    who: 'composer',
    open: async (page, stage) => {
      await openDesk(page, stage);
      await page.getByRole('tab', { name: 'Version' }).click();
    },
  },
  {
    name: 'directors-page',
    who: 'director',
    open: async (page, { room }) => {
      await page.goto(`${room('1m04')}?${FRAME}`);
      await page.getByRole('textbox', { name: 'What do you feel here?' }).waitFor();
      await page
        .getByRole('button', { name: /^Note at/ })
        .first()
        .waitFor();
    },
  },
  {
    name: 'sign-off',
    who: 'producer',
    open: async (page, { room }) => {
      await page.goto(`${room('1m03')}?panel=sign-off`);
      await page.getByRole('radio', { name: 'Approve', exact: true }).check();
    },
  },
  {
    name: 'palette',
    who: 'composer',
    open: async (page, stage) => {
      await openDesk(page, stage);
      await page.keyboard.press('Control+k');
      await page.getByRole('textbox', { name: 'Find and do' }).fill('home');
    },
  },
  {
    name: 'keys',
    who: 'composer',
    open: async (page, stage) => {
      await openDesk(page, stage);
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    },
  },
  {
    name: 'picture-change',
    who: 'owner',
    open: async (page, { change }) => {
      await page.goto(change);
      await page.getByRole('heading', { name: /^What changed in/ }).waitFor();
      await page
        .getByRole('row', { name: /1m03 Red signal/ })
        .first()
        .waitFor();
    },
  },
  {
    name: 'account',
    who: 'composer',
    open: async (page, { url }) => {
      await page.goto(`${url}/me`);
      await page.getByRole('heading', { name: 'Account' }).waitFor();
    },
  },
  {
    name: 'installation',
    who: 'owner',
    open: async (page, { url }) => {
      await page.goto(`${url}/admin`);
      await page.getByRole('table', { name: 'Health' }).waitFor();
    },
  },
];

async function openFilm(page, { film }, tab) {
  await page.goto(tab === undefined ? film : `${film}?tab=${tab}`);
  await page.getByRole('navigation', { name: 'The whole film' }).getByRole('link').first().waitFor();
}

async function openDesk(page, { room }) {
  await page.goto(`${room('1m04')}?${FRAME}`);
  await page.getByLabel('Waveform of v3').waitFor();
  await page.getByText('Too sure of itself.').waitFor();
}
