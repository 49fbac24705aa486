import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { expect, onTestFailed } from 'vitest';

const RESULTS = join(import.meta.dirname, '../../test-results');
const VIEW = { width: 1440, height: 900 };

/** One person at a browser of their own. */
export interface PersonAtBrowser {
  readonly name: string;
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the page complained of on its console, and the exceptions nobody caught. */
  readonly complaints: readonly string[];
}

interface PersonOptions {
  readonly view?: { readonly width: number; readonly height: number };
  /** Cues are shown as the role of the person has it; else the whole desk is, whoever they are. */
  readonly roomByRole?: boolean;
  /** They touch the screen, as on a tablet, and have no mouse. */
  readonly touch?: boolean;
}

/** The Chromium of a test file, with everybody who sits at it. */
export interface TestBrowser {
  readonly browser: Browser;
  person(name: string, options?: PersonOptions): Promise<PersonAtBrowser>;
  /** Asserts that no page complained. Lost connections may be reported where the test breaks them itself. */
  expectNoComplaints(allowed?: RegExp): void;
  /** The processes of its pages. */
  processes(): Promise<readonly number[]>;
  close(): Promise<void>;
}

/** What Chromium itself writes on the console when a connection is refused or breaks. */
export const LOST_CONNECTION =
  /net::ERR_|WebSocket connection to|Failed to load resource|error occurred when fetching the script/;

/** Starts the Chromium of SEGUE_CHROMIUM, or the one on the path. */
export async function openBrowser(): Promise<TestBrowser> {
  const browser = await chromium.launch({
    executablePath: process.env['SEGUE_CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--autoplay-policy=no-user-gesture-required',
    ],
  });
  const people: PersonAtBrowser[] = [];
  return {
    browser,
    person: async (name, { view = VIEW, roomByRole = false, touch = false } = {}) => {
      const context = await browser.newContext({
        viewport: view,
        colorScheme: 'dark',
        hasTouch: touch,
        isMobile: touch,
        permissions: ['clipboard-read', 'clipboard-write'],
      });
      context.setDefaultTimeout(20_000);
      if (!roomByRole)
        await context.addInitScript(() => {
          // An empty page has no storage.
          if (location.origin !== 'null') localStorage.setItem('segue/room', 'desk');
        });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning')
          complaints.push(`${name}: ${message.text()}`);
      });
      page.on('pageerror', (error) => complaints.push(`${name}: ${error.stack ?? error.message}`));
      const person = { name, context, page, complaints };
      people.push(person);
      return person;
    },
    expectNoComplaints: (allowed) => {
      const all = people.flatMap(({ complaints }) => complaints);
      expect(all.filter((text) => allowed?.test(text) !== true)).toEqual([]);
    },
    processes: async () => {
      const session = await browser.newBrowserCDPSession();
      const { processInfo } = await session.send('SystemInfo.getProcessInfo');
      return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
    },
    close: () => browser.close(),
  };
}

/** Keeps a picture of every page, should the running test fail, and prints what stands on it: the log often is all that is left. */
export function pictureOnFailure(test: string, ...people: readonly PersonAtBrowser[]): void {
  onTestFailed(async () => {
    await mkdir(RESULTS, { recursive: true });
    for (const { name, page, complaints } of people) {
      await page.screenshot({ path: join(RESULTS, `${test}-${name}.png`) }).catch(() => undefined);
      const stands = await page.locator('body').ariaSnapshot({ timeout: 2000 }).catch(String);
      console.error([`${test}, ${name} at ${page.url()}:`, stands.slice(0, 6000), ...complaints].join('\n'));
    }
  });
}
