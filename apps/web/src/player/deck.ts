import { flicksToSamples } from '@segue/timecode';
import type { Lane } from './arrangement';
import { endOf, filmAt, flicksOfFilm, runAfter, runFrom, type Loop, type Run, type Speed } from './runs';
import type { SegmentStore, Wish } from './segment-store';
import { LATEST_SECONDS, Voice } from './voice';

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
/** A piece in one buffer lasts a second at most: what is not yet computed can still be changed. */
const PIECE_SECONDS = 1;
/** No shorter ones than this are made only because the rest has not arrived. */
const SHORTEST_SECONDS = 1 / 32;
/** So much has to be here before it begins. */
const BEGIN_SECONDS = 0.4;
/** What it takes to lay out the first buffers. */
const LEAD_SECONDS = 0.03;
/** A lane that is taken out fades after whatever comes instead of it has come in. */
const LEAVE_SECONDS = 0.06;

/** Where playing begins as soon as the sound for it is here. Position in flicks. */
interface Cue {
  readonly position: number;
  readonly speed: Speed;
}

/**
 * Plays lanes in step. Every buffer begins at a whole frame of the context that follows from where the run began, so there is
 * neither gap nor overlap. It never goes on without the sound of a lane that is heard: it stops there, and begins again. Lanes
 * that can be switched to hold nobody up: they come in when their sound is here.
 */
export class Deck {
  private readonly rate: number;
  private readonly heard = new Map<string, Voice>();
  private readonly others = new Map<string, Voice>();
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

  /** Takes other lanes. Those that stay go on; new ones come in where the others are. */
  setLanes(heard: readonly Lane[], others: readonly Lane[]): void {
    const old = new Map([...this.heard, ...this.others]);
    const voiceOf = (lane: Lane): Voice => {
      const voice = old.get(lane.key);
      if (voice?.lane.start !== lane.start || voice.lane.source.key !== lane.source.key)
        return new Voice(lane, this.options);
      old.delete(lane.key);
      return voice;
    };
    fill(this.heard, heard, voiceOf);
    fill(this.others, others, voiceOf);
    for (const voice of old.values()) voice.leave(this.options.context.currentTime + LEAVE_SECONDS);
    this.pump();
  }

  /** The moment of the context from which all heard lanes are played, in seconds; null while they are not. */
  get heardSince(): number | null {
    let frame = 0;
    for (const { since } of this.heard.values()) {
      if (since === null) return null;
      frame = Math.max(frame, since);
    }
    return frame / this.rate;
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
    for (const voice of this.voices()) voice.stop(silent);
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
    const next = this.frameAhead();
    const run = this.runAt(next) ?? this.runs.at(-1);
    if (!run) return;
    if (run.speed !== 1) {
      this.start(this.position, run.speed);
      return;
    }
    const changed = runFrom(run.frame, run.film, run.speed, this.loop);
    for (const voice of this.voices())
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
    const { currentTime } = this.options.context;
    const now = currentTime * this.rate;
    const latest = now + LATEST_SECONDS * this.rate;
    if (this.runs.length > 0 && this.laidUntil() <= latest) this.wait();
    for (const voice of this.others.values())
      if (voice.until !== null && voice.until <= latest) voice.stop(currentTime);
    if (this.cue) this.begin(this.cue);
    if (this.runs.length > 0) this.layOut(now);
    const { wishes, needed } = this.wishes(now);
    this.options.store.want(wishes, needed);
  }

  private begin({ position, speed }: Cue): void {
    const frame = this.frameAhead();
    const run = runFrom(frame, flicksToSamples(position, this.rate), speed, this.loop);
    const heard = [...this.heard.values()];
    if (!heard.every((voice) => this.ready(voice, run, frame, BEGIN_SECONDS * this.rate))) return;
    for (const voice of heard) voice.comeIn(frame);
    this.cue = null;
    this.standing = position;
    this.furthest = 0;
    this.runs = [run];
    this.options.onBegin(frame / this.rate);
  }

  /** Out of sound: stands still until there is more. */
  private wait(): void {
    const until = this.laidUntil();
    const run = this.runFor(until);
    if (!run) return;
    this.stop();
    this.standing = flicksOfFilm(filmAt(run, until), this.rate);
    this.cue = { position: this.standing, speed: run.speed };
  }

  private layOut(now: number): void {
    this.runs = this.runs.filter(
      (run, index) => index === this.runs.length - 1 || endOf(run) > now - this.rate,
    );
    for (const voice of this.voices()) if (voice.until === null) this.join(voice);
    const horizon = now + LAID_SECONDS * this.rate;
    const heard = [...this.heard.values()].filter(({ until }) => until !== null);
    while (this.layTogether(heard, horizon));
    for (const voice of this.others.values()) while (this.layTogether([voice], horizon));
  }

  /**
   * Lays out the next piece of those that are the least far, up to where others are. So what sounds together also ends
   * together where sound is missing. Returns false when nothing is due, or not all of it is here.
   */
  private layTogether(voices: readonly Voice[], horizon: number): boolean {
    const reached = voices.map(({ until }) => until ?? Infinity);
    const frame = Math.min(...reached);
    if (frame >= horizon) return false;
    const next = voices.filter(({ until }) => until === frame);
    const run = this.runFor(frame);
    if (!run) return false;
    const most = Math.min(endOf(run), ...reached.filter((until) => until > frame)) - frame;
    for (let seconds = PIECE_SECONDS; seconds >= SHORTEST_SECONDS; seconds /= 2) {
      const frames = Math.min(most, Math.floor(seconds * this.rate));
      if (!next.every((voice) => voice.ready(run, frame, frames))) continue;
      for (const voice of next) voice.layNext(run, frames);
      return true;
    }
    return false;
  }

  /** Lets a lane come in among those that play, when its sound is here. */
  private join(voice: Voice): void {
    const frame = Math.max(this.frameAhead(), this.runs[0]?.frame ?? 0);
    const laid = this.laidUntil();
    const run = this.runFor(frame);
    if (!run) return;
    const frames = Number.isFinite(laid)
      ? Math.max(BEGIN_SECONDS * this.rate, laid - frame)
      : BEGIN_SECONDS * this.rate;
    if (this.ready(voice, run, frame, frames)) voice.comeIn(frame);
  }

  /** Whether what a lane plays from a frame of a run on is here, to the end of the run at most. */
  private ready(voice: Voice, run: Run, frame: number, frames: number): boolean {
    return voice.ready(run, frame, Math.min(frames, endOf(run) - frame));
  }

  private voices(): Voice[] {
    return [...this.heard.values(), ...this.others.values()];
  }

  /** The next frame for which there is time to lay something out. */
  private frameAhead(): number {
    return Math.ceil((this.options.context.currentTime + LEAD_SECONDS) * this.rate);
  }

  /** The frame up to which all heard lanes that take part are laid out. */
  private laidUntil(): number {
    const laid = [...this.heard.values()].map(({ until }) => until).filter((until) => until !== null);
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

  /** The segments that are played next, by when they are; so many of the first it takes to play at all. */
  private wishes(now: number): { readonly wishes: Wish[]; readonly needed: number } {
    const { position, speed } = this.cue ?? { position: this.standing, speed: 1 as const };
    const standing = runFrom(Math.ceil(now), flicksToSamples(position, this.rate), speed, this.loop);
    const run = this.runAt(now) ?? this.runs[0] ?? standing;
    const from = Math.max(run.frame, Math.floor(now));
    const frames = FETCHED_SECONDS * this.rate;
    const left = Math.min(frames, Math.max(0, endOf(run) - from));
    const listOf = (voice: Voice): Wish[] => {
      const indices = new Set(voice.segments(run, from, left));
      // The start of a loop comes round again.
      if (left < frames) {
        const next = runAfter(run, this.loop);
        const more = Math.min(frames - left, next.frames);
        for (const index of voice.segments(next, next.frame, more)) indices.add(index);
      }
      return [...indices].map((index) => ({ source: voice.lane.source, index }));
    };
    const heard = [...this.heard.values()].map(listOf);
    // A lane is in one segment, or goes from one to the next.
    const first = inTurn(heard.map((list) => list.slice(0, 2)));
    const rest = [...heard.map((list) => list.slice(2)), ...[...this.others.values()].map(listOf)];
    return { wishes: [...first, ...inTurn(rest)], needed: first.length };
  }
}

/** The first of each list, then the second of each, and so on. */
function inTurn<T>(lists: readonly (readonly T[])[]): T[] {
  const most = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: most }, (_, turn) => lists.flatMap((list) => list[turn] ?? [])).flat();
}

function fill(voices: Map<string, Voice>, lanes: readonly Lane[], voiceOf: (lane: Lane) => Voice): void {
  const filled = lanes.map((lane) => [lane.key, voiceOf(lane)] as const);
  voices.clear();
  for (const [key, voice] of filled) voices.set(key, voice);
}
