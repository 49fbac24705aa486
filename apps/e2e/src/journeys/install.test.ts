import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, pictureOnFailure, type PersonAtBrowser, type TestBrowser } from '../harness/browser.js';
import { startSegue, type SegueServer } from '../harness/segue-server.js';

interface Manifest {
  readonly name: string;
  readonly start_url: string;
  readonly display: string;
  readonly theme_color: string;
  readonly icons: readonly {
    readonly src: string;
    readonly type: string;
    readonly sizes: string;
    readonly purpose?: string;
  }[];
}

describe('Segue as an app of the device', () => {
  let server: SegueServer;
  let browser: TestBrowser;
  let owner: PersonAtBrowser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startSegue(), openBrowser()]);
    owner = await browser.person('owner');
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  it('can be installed: the browser objects to nothing in its manifest', async () => {
    pictureOnFailure('install', owner);
    const { page, context } = owner;
    await page.goto(`${server.url}/sign-in`);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    const devtools = await context.newCDPSession(page);
    const { url, errors, data } = await devtools.send('Page.getAppManifest');
    expect(url).toBe(`${server.url}/segue.webmanifest`);
    expect(errors).toEqual([]);
    const manifest = JSON.parse(data ?? '') as Manifest;
    expect(manifest).toMatchObject({ name: 'Segue', start_url: '/', display: 'standalone' });
    expect(manifest.theme_color).toMatch(/^#\w{6}$/);
    const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
    // A window of a test keeps nothing, and Chromium installs from no such window.
    expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
    browser.expectNoComplaints();
  });

  it('has icons of the sizes that it says, also for a mask', async () => {
    const { page } = owner;
    const response = await fetch(`${server.url}/segue.webmanifest`);
    expect(response.headers.get('content-type')).toContain('application/manifest+json');
    const { icons } = (await response.json()) as Manifest;
    const drawn = icons.filter(({ type }) => type === 'image/png');
    for (const purpose of [undefined, 'maskable'])
      for (const sizes of ['192x192', '512x512'])
        expect(drawn).toContainEqual(expect.objectContaining(purpose ? { sizes, purpose } : { sizes }));
    for (const { src, sizes } of drawn) {
      const size = await page.evaluate(async (address) => {
        const image = new Image();
        image.src = address;
        await image.decode();
        return `${image.naturalWidth}x${image.naturalHeight}`;
      }, src);
      expect(size, src).toBe(sizes);
    }
  });
});
