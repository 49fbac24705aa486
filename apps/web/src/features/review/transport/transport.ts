import { FLICKS_PER_SECOND } from '@segue/timecode';
import type { Arrangement } from '../../../player/arrangement';
import { Listeners } from '../../../player/listeners';
import type { Speed } from '../../../player/runs';
import { PictureFollower } from './picture-follower';
import { clamp, heart, reach, stepFrames, within, type Programme, type Stretch } from './programme';
import { SoundClock } from './sound-clock';

/** What the transport is doing. The position is not in it: it changes with every frame and is read where it is drawn. */
export interface TransportState {
  readonly playing: boolean;
  readonly speed: Speed;
  /** Marks as absolute positions in flicks; `markOut` is exclusive. */
  readonly markIn: number | null;
  readonly markOut: number | null;
  /** What lies between the marks is played over and over. */
  readonly looping: boolean;
  /** Playing, but the bytes have not arrived. */
  readonly waiting: boolean;
  /** The playhead stands where there is picture. */
  readonly pictureHere: boolean;
  readonly volume: number;
  /** What the browser could not do: start without a click, or play the sound or the movie. */
  readonly problem: 'blocked' | 'sound' | 'picture' | null;
}

/** Who tells the time: the sound where there is some, else the picture if it is alone, else the wall. */
type Clock = 'sound' | 'picture' | 'wall';

/** A wait shorter than this is not worth a word on the screen. */
const WAIT_SHOWN_MS = 300;

/**
 * The playhead of the review room: sounds and one picture on film time. The sound is the clock and is never corrected; the
 * picture follows it. Knows nothing of React.
 */
export class Transport {
  readonly sound = new SoundClock();
  private readonly picture = new PictureFollower();
  private state: TransportState = {
    playing: false,
    speed: 1,
    markIn: null,
    markOut: null,
    looping: false,
    waiting: false,
    pictureHere: false,
    volume: 1,
    problem: null,
  };
  private at: number;
  private began: number;
  private clock: Clock = 'wall';
  private wall = { since: 0, from: 0 };
  private frameRequest = 0;
  private waitingSince: number | null = null;
  private readonly changes = new Listeners();
  private readonly moves = new Listeners();

  constructor(private programme: Programme) {
    this.at = heart(programme).start;
    this.began = this.at;
    this.sound.standAt(this.at);
    this.sound.onFailure(() => {
      // What is only fetched ahead is nobody's problem yet.
      if (this.state.playing && this.starved()) this.set({ problem: 'sound' });
    });
  }

  /** Called when the state changes. */
  readonly subscribe = this.changes.add;
  /** Called when the position changes: once a frame of the screen while playing. */
  readonly onMove = this.moves.add;
  readonly getSnapshot = (): TransportState => this.state;

  /** The playhead as an absolute film position in flicks. */
  get position(): number {
    return this.at;
  }

  /** Where playing last began, in flicks. */
  get startedAt(): number {
    return this.began;
  }

  /** Lays out another programme, such as the next version, under the playhead; playing goes on. */
  load(programme: Programme): void {
    this.programme = programme;
    if (!this.state.playing) this.moveTo(this.at);
    else if (this.clock !== 'sound') this.seek(this.at);
  }

  /** Lays out other sounds. Those that play already go on. */
  arrange(arrangement: Arrangement): void {
    const before = this.clockFor(this.at);
    this.sound.arrange(arrangement);
    this.solve('sound');
    if (this.state.playing && this.clockFor(this.at) !== before) this.startClock();
  }

  /** Takes the video element as the picture. Returns the function that lets go of it. */
  attachPicture(element: HTMLVideoElement): () => void {
    const detach = this.picture.attach(element);
    const ending = new AbortController();
    const { signal } = ending;
    element.addEventListener(
      'loadstart',
      () => {
        this.solve('picture');
      },
      { signal },
    );
    element.addEventListener(
      'loadedmetadata',
      () => {
        // Sound that plays already is not started again for the picture's sake.
        if (!this.state.playing) this.showFrame();
        else if (this.clockFor(this.at) !== this.clock || this.clock === 'picture') this.startClock();
      },
      { signal },
    );
    // While scrubbing, positions arrive faster than frames: the latest is shown when the one before is done.
    element.addEventListener(
      'seeked',
      () => {
        if (!this.state.playing) this.showFrame();
      },
      { signal },
    );
    element.addEventListener(
      'error',
      () => {
        this.set({ problem: 'picture' });
      },
      { signal },
    );
    return () => {
      ending.abort();
      detach();
    };
  }

  /** Stops everything, and lets go of the loudspeakers. */
  dispose(): void {
    this.pause();
    this.sound.close();
  }

  toggle(): void {
    if (this.state.playing) this.pause();
    else this.play(1);
  }

  /** Plays forwards or backwards. At the very end it starts over; a loop is entered at its start. */
  play(speed: Speed): void {
    const { start, end } = reach(this.programme);
    const loop = this.loop();
    if (speed > 0 && loop && !within(this.at, loop)) this.at = loop.start;
    else if (speed > 0 && stepFrames(this.at, 1, this.programme.rate) >= end)
      this.at = clamp(heart(this.programme).start, { start, end }, this.programme.rate);
    if (!this.state.playing) this.began = this.at;
    this.set({ playing: true, speed, problem: this.state.problem === 'blocked' ? null : this.state.problem });
    this.startClock();
    cancelAnimationFrame(this.frameRequest);
    this.frameRequest = requestAnimationFrame(this.tick);
  }

  /** Faster in one direction: J is -1, L is 1; the second time doubles. */
  shuttle(direction: 1 | -1): void {
    const { playing, speed } = this.state;
    if (playing) this.at = this.readClock();
    const double = direction > 0 ? 2 : -2;
    this.play(playing && Math.sign(speed) === direction ? double : direction);
  }

  pause(): void {
    if (!this.state.playing) return;
    this.at = this.readClock();
    this.set({ playing: false, speed: 1, waiting: false });
    this.waitingSince = null;
    cancelAnimationFrame(this.frameRequest);
    this.sound.stop();
    this.picture.rest();
    this.moveTo(stepFrames(this.at, 0, this.programme.rate));
  }

  /** Goes to an absolute position in flicks, as near as there is something. Playing goes on from there. */
  seek(position: number): void {
    this.moveTo(position);
    if (!this.state.playing) return;
    this.began = this.at;
    this.startClock();
  }

  /** Stops, and steps by whole frames; a little of the new place is heard. */
  step(frames: number): void {
    this.pause();
    this.moveTo(stepFrames(this.at, frames, this.programme.rate));
    this.sound.snippet(this.at);
  }

  /** Stops, and goes to the frame at a position; a little of it is heard. To be called again and again while a hand moves. */
  scrub(position: number): void {
    const before = this.at;
    this.pause();
    this.moveTo(stepFrames(Math.max(0, position), 0, this.programme.rate));
    if (this.at !== before) this.sound.snippet(this.at);
  }

  goHome(): void {
    this.seek(heart(this.programme).start);
  }

  goToEnd(): void {
    this.pause();
    this.seek(heart(this.programme).end - 1);
  }

  /** Sets the marks; an end that does not come after the start is dropped. */
  setMarks(markIn: number | null, markOut: number | null): void {
    this.set({ markIn, markOut: markIn !== null && markOut !== null && markOut <= markIn ? null : markOut });
    this.sound.setLoop(this.loop());
  }

  /** Marks the start at the playhead. */
  markStart(): void {
    this.setMarks(stepFrames(this.at, 0, this.programme.rate), this.state.markOut);
  }

  /** Marks the end so that the frame at the playhead is the last one in the range. */
  markEnd(): void {
    const end = stepFrames(this.at, 1, this.programme.rate);
    const { markIn } = this.state;
    this.setMarks(markIn !== null && markIn < end ? markIn : null, end);
  }

  /** Plays what lies between the marks over and over, or no longer. */
  setLooping(looping: boolean): void {
    this.set({ looping });
    this.sound.setLoop(this.loop());
  }

  setVolume(volume: number): void {
    this.sound.setVolume(volume);
    this.picture.setVolume(volume);
    this.set({ volume });
  }

  private readonly tick = (): void => {
    if (!this.state.playing) return;
    if (this.clock === 'sound' && this.sound.blocked) {
      this.pause();
      this.set({ problem: 'blocked' });
      return;
    }
    this.at = this.readClock();
    const { start, end } = reach(this.programme);
    const loop = this.clock === 'sound' || this.state.speed < 0 ? null : this.loop();
    if (loop && this.at >= loop.end) {
      this.at = loop.start;
      this.startClock();
    } else if (this.at >= end || (this.state.speed < 0 && this.at <= start)) {
      this.stopAt(clamp(this.at, { start, end }, this.programme.rate));
      return;
    }
    if (this.clockFor(this.at) !== this.clock) this.startClock();
    this.showWaiting();
    this.set({ pictureHere: within(this.at, this.programme.picture) });
    if (this.clock !== 'picture')
      this.picture.follow(this.at, this.state.speed, this.starved(), this.programme);
    this.moves.call();
    this.frameRequest = requestAnimationFrame(this.tick);
  };

  private stopAt(position: number): void {
    this.clock = 'wall';
    this.wall = { since: performance.now(), from: position };
    this.pause();
  }

  private loop(): Stretch | null {
    const { looping, markIn, markOut } = this.state;
    return looping && markIn !== null && markOut !== null ? { start: markIn, end: markOut } : null;
  }

  private clockFor(position: number): Clock {
    if (this.sound.playable) return 'sound';
    const { sound, picture } = this.programme;
    const alone = !sound && this.state.speed > 0 && this.picture.attached && within(position, picture);
    return alone ? 'picture' : 'wall';
  }

  private readClock(): number {
    const { picture } = this.programme;
    if (this.clock === 'sound') return this.sound.position;
    if (this.clock === 'picture' && picture) return this.picture.told(picture) ?? this.at;
    const seconds = ((performance.now() - this.wall.since) / 1000) * this.state.speed;
    return this.wall.from + Math.round(seconds * FLICKS_PER_SECOND);
  }

  private startClock(): void {
    this.clock = this.clockFor(this.at);
    const { picture } = this.programme;
    const { speed } = this.state;
    this.wall = { since: performance.now(), from: this.at };
    if (this.clock === 'sound') {
      this.picture.hush();
      this.sound.start(this.at, speed);
      return;
    }
    this.sound.stop();
    if (this.clock !== 'picture' || !picture) {
      this.picture.hush();
      return;
    }
    this.picture.lead(this.at, speed, picture).catch((error: unknown) => {
      // Interrupted by a pause or another source: somebody already asked for something else.
      if (!(error instanceof DOMException) || error.name !== 'NotAllowedError') return;
      this.pause();
      this.set({ problem: 'blocked' });
    });
  }

  /** What tells the time has nothing more to play yet. */
  private starved(): boolean {
    return this.clock === 'sound' ? this.sound.waiting : this.clock === 'picture' && this.picture.starved;
  }

  private showWaiting(): void {
    const now = performance.now();
    this.waitingSince = this.starved() ? (this.waitingSince ?? now) : null;
    this.set({ waiting: this.waitingSince !== null && now - this.waitingSince > WAIT_SHOWN_MS });
    // It was tried again, and arrived.
    if (this.clock === 'sound' && this.waitingSince === null) this.solve('sound');
  }

  private moveTo(position: number): void {
    this.at = clamp(position, reach(this.programme), this.programme.rate);
    if (!this.state.playing) {
      this.sound.standAt(this.at);
      this.showFrame();
    }
    this.moves.call();
  }

  /** Standing still: the picture shows the frame at the playhead. */
  private showFrame(): void {
    this.set({ pictureHere: within(this.at, this.programme.picture) });
    this.picture.showFrame(this.at, this.programme);
  }

  private solve(problem: TransportState['problem']): void {
    if (this.state.problem === problem) this.set({ problem: null });
  }

  private set(change: Partial<TransportState>): void {
    const keys = Object.keys(change) as (keyof TransportState)[];
    if (keys.every((key) => this.state[key] === change[key])) return;
    this.state = { ...this.state, ...change };
    this.changes.call();
  }
}
