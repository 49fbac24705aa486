import { flicksToSamples } from '@segue/timecode';
import { heardLanes, otherLanes, segmentsOf, SILENCE, type Arrangement } from './arrangement';
import { audibleTime } from './audible-time';
import { Deck } from './deck';
import { Desk } from './desk';
import { Listeners } from './listeners';
import type { Strips } from './mixer';
import type { Speed } from './runs';
import { SegmentDecoder } from './segment-decoder';
import { SegmentStore, type LoadSegment } from './segment-store';
import { playSnippet, SNIPPET_SECONDS } from './snippet';

/** Decoded sound in memory: an hour of one stereo version would be 1.4 GB. */
const MOST_BYTES = 96_000_000;
/** Well inside what is laid out ahead, also where pages in the background are called once a second. */
const PUMP_MS = 200;
const SNIPPET_LEAD_SECONDS = 0.02;

/**
 * Plays an arrangement of sounds on the clock of an audio context. All takes run at once, so that another one can be heard
 * at the next sample. Positions are absolute film positions in flicks.
 */
export class Player {
  private readonly desk: Desk;
  private readonly deck: Deck;
  private arrangement = SILENCE;
  private timer: ReturnType<typeof setInterval> | undefined;
  private snippetAt: number | null = null;
  private readonly failures = new Listeners();
  private readonly stops: (() => void)[];

  constructor(
    private readonly context: BaseAudioContext,
    private readonly store: SegmentStore,
  ) {
    this.desk = new Desk(context);
    this.deck = new Deck({
      context,
      store,
      inputOf: (key) => this.desk.inputOf(key),
      heardNow: () => audibleTime(context),
      onBegin: (at) => {
        this.desk.open(at);
      },
      silence: () => this.desk.close(context.currentTime),
    });
    this.stops = [
      store.onArrival(() => {
        this.pump();
        this.playSnippet();
      }),
      store.onFailure(() => {
        this.failures.call();
      }),
    ];
  }

  /** Called when sound could not be fetched or decoded; it is tried again meanwhile. */
  readonly onFailure = this.failures.add;

  /** What is heard now; where it stands when it does not play. */
  get position(): number {
    return this.deck.position;
  }

  /** It was told to play, and waits for sound. */
  get waiting(): boolean {
    return this.deck.waiting;
  }

  /**
   * Takes another arrangement. A take that plays already is switched to without a seam; for one that does not, playing stops
   * until its sound is here.
   */
  arrange(arrangement: Arrangement): void {
    this.arrangement = arrangement;
    this.desk.arrange(arrangement);
    this.deck.setLanes(heardLanes(arrangement), otherLanes(arrangement));
    const { speed, heardSince } = this.deck;
    this.desk.switchTake(heardSince ?? 0);
    if (heardSince === null && speed !== null && !this.deck.waiting)
      this.deck.start(this.deck.position, speed);
  }

  /** Sets the strips of the mixer. */
  mix(strips: Strips): void {
    this.desk.mix(strips);
  }

  setVolume(gain: number): void {
    this.desk.setVolume(gain);
  }

  /** Plays a stretch over and over; null for none. */
  setLoop(stretch: { readonly start: number; readonly end: number } | null): void {
    this.deck.setLoop(stretch);
  }

  start(position: number, speed: Speed): void {
    this.snippetAt = null;
    this.deck.start(position, speed);
    clearInterval(this.timer);
    // Where sound is rendered as fast as it goes, the clock on the wall says nothing: such a context is paced from outside.
    if (this.context instanceof OfflineAudioContext) return;
    this.timer = setInterval(() => {
      this.pump();
    }, PUMP_MS);
  }

  stop(): void {
    clearInterval(this.timer);
    this.deck.stop();
  }

  /** Stands somewhere else, and has the sound there fetched. */
  standAt(position: number): void {
    this.snippetAt = null;
    this.deck.standAt(position);
  }

  /** Lets a little of a place be heard, as soon as it is here and unless something else was asked for by then. */
  snippet(position: number): void {
    this.snippetAt = position;
    this.playSnippet();
  }

  /** The highest sample that a strip let through in the last moments, full scale at 1. */
  peak(strip: string): number {
    return this.desk.peak(strip);
  }

  /** Lays out what is due. It does so by itself while it plays; an offline context has to be paced. */
  pump(): void {
    this.deck.pump();
  }

  close(): void {
    this.stop();
    for (const stop of this.stops) stop();
    this.store.want([]);
  }

  private playSnippet(): void {
    if (this.snippetAt === null) return;
    const { context, store } = this;
    const frame = Math.ceil((context.currentTime + SNIPPET_LEAD_SECONDS) * context.sampleRate);
    const stage = { context, store, inputOf: (key: string) => this.desk.inputOf(key) };
    if (!playSnippet(heardLanes(this.arrangement), this.snippetAt, frame, stage)) return;
    this.snippetAt = null;
    const at = frame / context.sampleRate;
    this.desk.open(at);
    this.desk.close(at + SNIPPET_SECONDS);
  }
}

/** A store with its own decoder. Returns it with the function that ends both. */
export function openStore(load: LoadSegment): { readonly store: SegmentStore; readonly close: () => void } {
  const decoder = new SegmentDecoder();
  const store = new SegmentStore({ load, decode: decoder.decode, maxBytes: MOST_BYTES });
  return {
    store,
    close: () => {
      store.want([]);
      decoder.close();
    },
  };
}

/** Has that fetched which playing would begin with at a film position in flicks. */
export function fetchBeginning(store: SegmentStore, arrangement: Arrangement, position: number): void {
  const wishes = heardLanes(arrangement).flatMap(({ source, start }) => {
    const from = flicksToSamples(position - start, source.sampleRate);
    return segmentsOf(source, from, from + source.sampleRate).map((index) => ({ source, index }));
  });
  store.want(wishes);
}
