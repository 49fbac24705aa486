import type { Arrangement, Lane } from './arrangement';
import { Player } from './player';
import type { Strip } from './mixer';
import type { Speed } from './runs';
import { SegmentStore, type Samples } from './segment-store';

/**
 * The player before an empty hall: the very code on a clock that is rendered as fast as it goes, with sounds made up of sines
 * and noise. What comes out is exact, so the browser tests can hold it against what should. Not part of the app.
 */
export interface Rehearsal {
  /** Samples per second of the audio context. */
  readonly rate: number;
  readonly seconds: number;
  readonly sounds: Readonly<Record<string, MadeSound>>;
  /** In the order of their moments, in seconds. */
  readonly acts: readonly Act[];
  /** Bound on decoded sound, in bytes. */
  readonly maxBytes?: number;
  /** Segments that arrive late, by their path: at that second. */
  readonly late?: Readonly<Record<string, number>>;
  /** How often the player is called, in seconds; a tenth unless said. */
  readonly pumped?: number;
}

interface MadeSound {
  readonly sampleRate: number;
  readonly channels: number;
  readonly samples: number;
  readonly segmentSamples: number;
  readonly layout?: readonly string[];
  /** Added up: sines at half of full scale, noise at an eighth in steps of 24 bits. `at`: where a part begins, in samples. */
  readonly parts: readonly { readonly hertz?: number; readonly seed?: number; readonly at: number }[];
}

/** A lane names its sound; everything else as in an arrangement. */
type LaneOf = Omit<Lane, 'source'> & { readonly sound: string };

interface Act {
  readonly at: number;
  readonly arrange?: {
    readonly takes: readonly {
      readonly key: string;
      readonly lanes: readonly LaneOf[];
      readonly trim: number;
    }[];
    readonly beds: readonly LaneOf[];
    readonly active: string | null;
  };
  readonly start?: { readonly position: number; readonly speed: Speed };
  readonly stop?: true;
  readonly loop?: { readonly start: number; readonly end: number } | null;
  readonly mix?: Readonly<Record<string, Strip>>;
  readonly volume?: number;
  readonly snippet?: number;
}

interface Rehearsed {
  /** What left and right heard: 32-bit floats, as base64. */
  readonly left: string;
  readonly right: string;
  /** What the player said whenever something was done or it was called. */
  readonly said: readonly { readonly at: number; readonly position: number; readonly waiting: boolean }[];
  /** The most bytes that were kept decoded. */
  readonly mostBytes: number;
  /** Paths of the segments, in the order in which they were asked for. */
  readonly asked: readonly string[];
}

const PUMP_SECONDS = 0.1;

/** Plays it, and says what was heard. */
export async function rehearse(plan: Rehearsal): Promise<Rehearsed> {
  const context = new OfflineAudioContext(2, Math.round(plan.seconds * plan.rate), plan.rate);
  const loader = new MadeLoader(plan);
  const store = new SegmentStore({
    load: loader.load,
    decode: (bytes) => Promise.resolve(loader.decode(bytes)),
    maxBytes: plan.maxBytes ?? Infinity,
  });
  const player = new Player(context, store);
  const said: Rehearsed['said'][number][] = [];
  const stops: Promise<void>[] = [];
  let mostBytes = 0;

  const pumped = plan.pumped ?? PUMP_SECONDS;
  const ticks = Array.from({ length: Math.ceil(plan.seconds / pumped) }, (_, tick) => tick * pumped);
  const moments = new Set([...plan.acts.map(({ at }) => at), ...ticks].map((at) => quantum(at, plan.rate)));
  for (const moment of moments) {
    const stop = context.suspend(moment).then(async () => {
      for (const each of plan.acts.filter(({ at }) => quantum(at, plan.rate) === moment))
        act(player, plan, each);
      player.pump();
      await loader.settle(context.currentTime);
      player.pump();
      mostBytes = Math.max(mostBytes, store.bytes);
      said.push({ at: moment, position: player.position, waiting: player.waiting });
      await context.resume();
    });
    stops.push(stop);
  }
  const [heard] = await Promise.all([context.startRendering(), ...stops]);
  player.close();
  return {
    left: base64(heard.getChannelData(0)),
    right: base64(heard.getChannelData(1)),
    said,
    mostBytes,
    asked: loader.asked,
  };
}

/** Does the acts of a rehearsal while time passes, on a real audio context. Returns the most bytes that were kept decoded. */
export async function perform(plan: Rehearsal): Promise<number> {
  const context = new AudioContext({ sampleRate: plan.rate });
  await context.resume();
  const loader = new MadeLoader(plan);
  const decode = (bytes: Uint8Array) => Promise.resolve(loader.decode(bytes));
  const store = new SegmentStore({ load: loader.load, decode, maxBytes: plan.maxBytes ?? Infinity });
  const player = new Player(context, store);
  const begun = performance.now();
  let most = 0;
  for (const each of plan.acts) {
    const wait = each.at * 1000 - (performance.now() - begun);
    await new Promise((resolve) => setTimeout(resolve, wait));
    act(player, plan, each);
    most = Math.max(most, store.bytes);
  }
  return most;
}

/** An offline context stops at whole render quanta only. */
function quantum(seconds: number, rate: number): number {
  return (Math.ceil((seconds * rate) / 128 - 1e-6) * 128) / rate;
}

function act(
  player: Player,
  plan: Rehearsal,
  { arrange, mix, volume, loop, start, stop, snippet }: Act,
): void {
  if (arrange) player.arrange(arrangementOf(plan, arrange));
  if (mix) player.mix(new Map(Object.entries(mix)));
  if (volume !== undefined) player.setVolume(volume);
  if (loop !== undefined) player.setLoop(loop);
  if (start) player.start(start.position, start.speed);
  if (stop) player.stop();
  if (snippet !== undefined) player.snippet(snippet);
}

function arrangementOf({ sounds }: Rehearsal, told: NonNullable<Act['arrange']>): Arrangement {
  const lane = ({ sound, ...rest }: LaneOf): Lane => {
    const made = sounds[sound];
    if (!made) throw new Error(`There is no sound ${sound}.`);
    const segments = Math.ceil(made.samples / made.segmentSamples);
    const layout = made.layout ?? null;
    return {
      ...rest,
      source: {
        ...made,
        layout: layout && [...layout],
        segments,
        key: sound,
        pathOf: (index) => `${sound}/${String(index)}`,
      },
    };
  };
  const takes = told.takes.map((take) => ({ ...take, lanes: take.lanes.map(lane) }));
  return { takes, beds: told.beds.map(lane), active: told.active };
}

/** Segments that are computed instead of fetched. */
class MadeLoader {
  readonly asked: string[] = [];
  private now = 0;
  private busy = 0;
  private readonly held = new Set<{ readonly until: number; readonly release: () => void }>();

  constructor(private readonly plan: Rehearsal) {}

  readonly load = async (path: string, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> => {
    this.asked.push(path);
    this.busy++;
    const until = this.plan.late?.[path] ?? 0;
    if (until > this.now) {
      this.busy--;
      await new Promise<void>((resolve, reject) => {
        const entry = { until, release: resolve };
        this.held.add(entry);
        signal.addEventListener('abort', () => {
          this.held.delete(entry);
          reject(new DOMException('', 'AbortError'));
        });
      });
      this.busy++;
    }
    return new TextEncoder().encode(path);
  };

  decode(bytes: Uint8Array): Samples {
    this.busy--;
    const [name = '', index] = new TextDecoder().decode(bytes).split('/');
    const sound = this.plan.sounds[name];
    if (!sound) throw new Error(`There is no sound ${name}.`);
    const first = Number(index) * sound.segmentSamples;
    const length = Math.min(sound.segmentSamples, sound.samples - first);
    return Array.from({ length: sound.channels }, (_, channel) =>
      Float32Array.from({ length }, (_, i) => sampleOf(sound, channel, first + i)),
    );
  }

  /** Lets in what is due, and comes back when nothing more is under way. */
  async settle(now: number): Promise<void> {
    this.now = now;
    for (const entry of [...this.held].filter(({ until }) => until <= now)) {
      this.held.delete(entry);
      entry.release();
    }
    // A message passes after all promises that are fulfilled already.
    do await turn();
    while (this.busy > 0);
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

function sampleOf({ parts, sampleRate }: MadeSound, channel: number, index: number): number {
  return parts.reduce((sum, { hertz, seed, at }) => {
    if (index < at) return sum;
    if (hertz !== undefined) return sum + Math.sin((2 * Math.PI * hertz * (index - at)) / sampleRate) / 2;
    return sum + noise(seed ?? 0, channel, index - at);
  }, 0);
}

/** Between -1/8 and 1/8, in steps of 24 bits; the same for the same numbers. */
function noise(seed: number, channel: number, index: number): number {
  let bits = Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(seed * 64 + channel + 1, 0x85ebca77);
  bits = Math.imul(bits ^ (bits >>> 15), 0x2c1b3c6d);
  bits = Math.imul(bits ^ (bits >>> 12), 0x297a2d39);
  return ((bits ^ (bits >>> 15)) >> 11) / 2 ** 23;
}

function base64(samples: Float32Array<ArrayBuffer>): string {
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 32_768)
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 32_768)));
  return btoa(parts.join(''));
}

Object.assign(globalThis, { rehearse, perform });
