import { flicksToSamples } from '@segue/timecode';
import type { Lane } from './arrangement';
import { filmAt, flicksOfFilm, runAfter, runFrom, type Loop, type Run, type Speed } from './runs';
import type { SegmentStore, Wish } from './segment-store';
import { Voice } from './voice';

export interface DeckOptions {
  readonly context: BaseAudioContext;
  readonly store: SegmentStore;
  /** Where the buffers of a lane are played into. */
  readonly inputOf: (laneKey: string) => AudioNode | null;
  /** The moment on the clock of the context that is heard now, in seconds. */
  readonly heardNow: () => number;
  /** Called when sound begins at a moment of the context, in seconds. */
  readonly onBegin: (at: number) => void;
  /** Fades everything out; returns when that is done, in seconds of the context. */
  readonly silence: () => number;
}

/** So far ahead buffers are laid out. Pages in the background are called once a second. */
const LAID_SECONDS = 3;
/** So far ahead segments are fetched. */
const FETCHED_SECONDS = 12;
/** So much has to be here before it begins. */
const BEGIN_SECONDS = 0.4;
/** What it takes to lay out the first buffers. */
const LEAD_SECONDS = 0.03;

/** Where playing begins as soon as the sound for it is here. Position in flicks. */
interface Cue {
  readonly position: number;
  readonly speed: Speed;
}

/**
 * Plays lanes in step. Every buffer begins at a whole frame of the context that follows from where the run began, so there is
 * neither gap nor overlap. It never goes on without the sound of a lane that takes part: it stops there, and begins again.
 */
export class Deck {
  private readonly rate: number;
  private readonly voices = new Map<string, Voice>();
  private runs: Run[] = [];
  private cue: Cue | null = null;
  private standing = 0;
  private loop: Loop | null = null;
  private furthest = 0;

  constructor(private readonly options: DeckOptions) {
    this.rate = options.context.sampleRate;
  }

  /** It was told to play, and waits for sound. */
  get waiting(): boolean {
    return this.cue !== null;
  }

  /** How fast it plays, or will as soon as the sound is here; null when it stands. */
  get speed(): Speed | null {
    return this.cue?.speed ?? this.runs.at(-1)?.speed ?? null;
  }

  /** What is heard now, as an absolute film position in flicks; where it stands when it does not play. */
  get position(): number {
    const first = this.runs[0];
    if (this.cue || !first) return this.cue?.position ?? this.standing;
    // The stamps of the device waver by fractions of a millisecond; time does not go back.
    this.furthest = Math.max(this.furthest, Math.min(this.options.heardNow() * this.rate, this.laidUntil()));
    if (this.furthest <= first.frame) return this.standing;
    const run = this.runAt(this.furthest) ?? first;
    return flicksOfFilm(filmAt(run, this.furthest), this.rate);
  }

  /** Takes other lanes, the most important first. Those that stay go on; new ones come in where the others are. */
  setLanes(lanes: readonly Lane[]): void {
    const old = new Map(this.voices);
    this.voices.clear();
    for (const lane of lanes) {
      const voice = old.get(lane.key);
      const isSame = voice?.lane.start === lane.start && voice.lane.source.key === lane.source.key;
      if (isSame) old.delete(lane.key);
      this.voices.set(lane.key, isSame ? voice : new Voice(lane, this.options));
    }
    for (const voice of old.values()) voice.stop(this.options.context.currentTime);
    this.pump();
  }

  /** Whether these lanes take part in what is played now. */
  plays(laneKeys: readonly string[]): boolean {
    return laneKeys.every((key) => this.voices.get(key)?.until != null);
  }

  /** Plays from a film position in flicks, as soon as the sound is here. */
  start(position: number, speed: Speed): void {
    this.stop();
    this.standing = position;
    this.cue = { position, speed };
    this.pump();
  }

  /** Stops, and stands where it was. */
  stop(): void {
    this.standing = this.position;
    this.cue = null;
    if (this.runs.length === 0) return;
    const silent = this.options.silence();
    for (const voice of this.voices.values()) voice.stop(silent);
    this.runs = [];
  }

  /** Stands somewhere else, and has the sound there fetched. */
  standAt(position: number): void {
    this.standing = position;
    this.pump();
  }

  /** Plays a stretch over and over, in flicks; null for none. What is already heard goes on without a seam. */
  setLoop(stretch: { readonly start: number; readonly end: number } | null): void {
    this.loop = stretch && {
      start: flicksToSamples(stretch.start, this.rate),
      end: flicksToSamples(stretch.end, this.rate),
    };
    const { context } = this.options;
    const next = Math.ceil((context.currentTime + LEAD_SECONDS) * this.rate);
    const run = this.runAt(next) ?? this.runs.at(-1);
    if (!run) return;
    if (run.speed !== 1) {
      this.start(this.position, run.speed);
      return;
    }
    const changed = runFrom(run.frame, run.film, run.speed, this.loop);
    for (const voice of this.voices.values())
      voice.cut(Math.max(next, run.frame + Math.min(run.frames, changed.frames)));
    // Past the end of the new loop it plays straight on.
    const passed = run.frame + changed.frames < next;
    this.runs = [
      ...this.runs.slice(0, this.runs.indexOf(run)),
      passed ? { ...run, frames: Infinity } : changed,
    ];
    this.pump();
  }

  /** Lays out what is due, and asks for what is needed next. To be called a few times a second, and when sound arrives. */
  pump(): void {
    const now = this.options.context.currentTime * this.rate;
    if (this.runs.length > 0 && this.laidUntil() <= now) this.wait();
    if (this.cue) this.begin(this.cue);
    if (this.runs.length > 0) this.layOut(now);
    this.options.store.want(this.wishes(now));
  }

  private begin({ position, speed }: Cue): void {
    const { context, onBegin } = this.options;
    const frame = Math.ceil((context.currentTime + LEAD_SECONDS) * this.rate);
    const run = runFrom(frame, flicksToSamples(position, this.rate), speed, this.loop);
    const voices = [...this.voices.values()];
    if (!voices.every((voice) => voice.ready(run, frame, BEGIN_SECONDS * this.rate))) return;
    for (const voice of voices) voice.until = frame;
    this.cue = null;
    this.standing = position;
    this.furthest = 0;
    this.runs = [run];
    onBegin(frame / this.rate);
  }

  /** Out of sound: stands still until there is more. */
  private wait(): void {
    const until = this.laidUntil();
    const run = this.runAt(until - 1) ?? this.runs.at(-1);
    if (!run) return;
    this.stop();
    this.standing = flicksOfFilm(filmAt(run, until), this.rate);
    this.cue = { position: this.standing, speed: run.speed };
  }

  private layOut(now: number): void {
    this.runs = this.runs.filter((run, index) => index === this.runs.length - 1 || endOf(run) > now - this.rate);
    const horizon = now + LAID_SECONDS * this.rate;
    for (const voice of this.voices.values()) {
      if (voice.until === null) this.join(voice, now);
      while (voice.until !== null && voice.until < horizon) {
        const run = this.runFor(voice.until);
        if (!run || !voice.layNext(run)) break;
      }
    }
  }

  /** Lets a new lane come in, when its sound is here. */
  private join(voice: Voice, now: number): void {
    const frame = Math.max(Math.ceil(now + LEAD_SECONDS * this.rate), this.runs[0]?.frame ?? 0);
    const run = this.runFor(frame);
    if (run && voice.ready(run, frame, BEGIN_SECONDS * this.rate)) voice.until = frame;
  }

  /** The frame up to which all lanes that take part are laid out. */
  private laidUntil(): number {
    const laid = [...this.voices.values()].map(({ until }) => until).filter((until) => until !== null);
    return Math.min(...laid);
  }

  /** The run at a frame; runs of a loop are added as they are reached. */
  private runFor(frame: number): Run | undefined {
    let last = this.runs.at(-1);
    while (last && endOf(last) <= frame) {
      last = runAfter(last, this.loop);
      this.runs.push(last);
    }
    return this.runAt(frame);
  }

  private runAt(frame: number): Run | undefined {
    return this.runs.find((run) => frame >= run.frame && frame < endOf(run));
  }

  /** The segments that are played next, by when they are. */
  private wishes(now: number): Wish[] {
    const { position, speed } = this.cue ?? { position: this.standing, speed: 1 as const };
    const standing = runFrom(Math.ceil(now), flicksToSamples(position, this.rate), speed, this.loop);
    const run = this.runAt(now) ?? this.runs[0] ?? standing;
    const next = runAfter(run, this.loop);
    const frames = FETCHED_SECONDS * this.rate;
    const lists = [...this.voices.values()].map((voice) => {
      const from = Math.max(run.frame, Math.floor(now));
      const indices = voice.segments(run, from, Math.min(frames, Math.max(0, endOf(run) - from)));
      // The start of a loop comes round again.
      if (endOf(run) < Infinity) indices.push(...voice.segments(next, next.frame, BEGIN_SECONDS * this.rate));
      return indices.map((index) => ({ source: voice.lane.source, index }));
    });
    const most = Math.max(0, ...lists.map(({ length }) => length));
    return Array.from({ length: most }, (_, turn) => lists.flatMap((list) => list[turn] ?? [])).flat();
  }
}

function endOf({ frame, frames }: Run): number {
  return frame + frames;
}
