import { join } from 'node:path';
import { build, defaultClientConditions } from 'vite';
import { openBrowser } from '../harness/browser.js';

const WEB = join(import.meta.dirname, '../../../web');

/** As in the web app's `player/rehearsal.ts`, which says what it means. */
interface Rehearsal {
  readonly rate: number;
  readonly seconds: number;
  readonly sounds: Readonly<Record<string, Sound>>;
  readonly acts: readonly Act[];
  readonly maxBytes?: number;
  readonly late?: Readonly<Record<string, number>>;
  readonly pumped?: number;
}

export interface Sound {
  readonly sampleRate: number;
  readonly channels: number;
  readonly samples: number;
  readonly segmentSamples: number;
  readonly layout?: readonly string[];
  readonly parts: readonly { readonly hertz?: number; readonly seed?: number; readonly at: number }[];
}

export interface Lane {
  readonly key: string;
  readonly strip: string;
  readonly sound: string;
  readonly start: number;
}

export interface Act {
  readonly at: number;
  readonly arrange?: Arrangement;
  readonly start?: { readonly position: number; readonly speed: 1 | 2 | -1 | -2 };
  readonly stop?: true;
  readonly loop?: { readonly start: number; readonly end: number } | null;
  readonly mix?: Readonly<Record<string, Strip>>;
  readonly volume?: number;
  readonly snippet?: number;
}

export interface Arrangement {
  readonly takes: readonly { readonly key: string; readonly lanes: readonly Lane[]; readonly trim: number }[];
  readonly beds: readonly Lane[];
  readonly active: string | null;
}

interface Strip {
  readonly gainDb: number;
  readonly muted: boolean;
  readonly solo: boolean;
  readonly channel: number | null;
}

/** What was heard. */
export interface Heard {
  readonly left: Float32Array;
  readonly right: Float32Array;
  readonly said: readonly { readonly at: number; readonly position: number; readonly waiting: boolean }[];
  readonly mostBytes: number;
  readonly asked: readonly string[];
}

type InPage = Omit<Heard, 'left' | 'right'> & { readonly left: string; readonly right: string };

declare function rehearse(plan: Rehearsal): Promise<InPage>;
declare function perform(plan: Rehearsal): Promise<number>;

/** A browser with the web app's own player in it, and nothing else. */
export interface Hall {
  rehearse(plan: Rehearsal): Promise<Heard>;
  /** Does the acts while time passes. Returns the most bytes that were kept decoded. */
  perform(plan: Rehearsal): Promise<number>;
  /** The processes of its pages. */
  processes(): Promise<readonly number[]>;
  close(): Promise<void>;
}

/** Bundles the player and opens a page with it. */
export async function openHall(): Promise<Hall> {
  const [script, browser] = await Promise.all([bundle(), openBrowser()]);
  const { page } = await browser.person('listener');
  await page.addScriptTag({ type: 'module', content: script });
  await page.waitForFunction(() => 'rehearse' in globalThis);
  return {
    rehearse: async (plan) => {
      const heard = await page.evaluate((told) => rehearse(told), plan);
      return { ...heard, left: samplesOf(heard.left), right: samplesOf(heard.right) };
    },
    perform: (plan) => page.evaluate((told) => perform(told), plan),
    processes: () => browser.processes(),
    close: () => browser.close(),
  };
}

async function bundle(): Promise<string> {
  const entry = join(WEB, 'src/player/rehearsal.ts');
  const built = await build({
    root: WEB,
    configFile: false,
    logLevel: 'warn',
    resolve: { conditions: ['@segue/source', ...defaultClientConditions] },
    build: { write: false, minify: false, lib: { entry, formats: ['es'], fileName: 'rehearsal' } },
  });
  const outputs = Array.isArray(built) ? built.flatMap(({ output }) => output) : [];
  const chunk = outputs.find((output) => output.type === 'chunk' && output.isEntry);
  if (chunk?.type !== 'chunk') throw new Error('The player could not be bundled.');
  return chunk.code;
}

function samplesOf(base64: string): Float32Array {
  const bytes = Buffer.from(base64, 'base64');
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}
