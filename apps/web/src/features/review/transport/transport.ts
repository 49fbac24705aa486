import { FLICKS_PER_SECOND, flicksToSeconds, frameRate, secondsToFlicks } from '@segue/timecode';
import { Listeners } from './listeners';
import { correction } from './picture-follower';
import {
  clamp,
  heart,
  movieFrameSeconds,
  movieSeconds,
  reach,
  stepFrames,
  within,
  type Programme,
} from './programme';

/** What the transport is doing. The position is not in it: it changes with every frame and is read where it is drawn. */
export interface TransportState {
  readonly playing: boolean;
  /** 1 or 2 forwards, -1 or -2 for the silent shuttle backwards. */
  readonly speed: number;
  /** Marks as absolute positions in flicks; `markOut` is exclusive. */
  readonly markIn: number | null;
  readonly markOut: number | null;
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
/** A jumping picture lands this much ahead, about what the seek itself takes. */
const JUMP_LEAD_SECONDS = 0.06;

/**
 * The playhead of the review room: one sound and one picture on film time. The sound is the clock and is never
 * corrected; the picture follows it. Knows media elements, nothing of React.
 */
export class Transport {
  private sound: HTMLAudioElement | null = null;
  private picture: HTMLVideoElement | null = null;
  private state: TransportState = {
    playing: false,
    speed: 1,
    markIn: null,
    markOut: null,
    waiting: false,
    pictureHere: false,
    volume: 1,
    problem: null,
  };
  private at: number;
  private clock: Clock = 'wall';
  private wall = { since: 0, from: 0 };
  private frameRequest = 0;
  private waitingSince: number | null = null;
  private catchingUp = false;
  private readonly changes = new Listeners();
  private readonly moves = new Listeners();

  constructor(private programme: Programme) {
    this.at = heart(programme).start;
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

  /** Lays out another programme, such as the next version, under the playhead; playing goes on. */
  load(programme: Programme): void {
    this.programme = programme;
    this.at = clamp(this.at, reach(programme), programme.rate);
    if (this.state.playing) this.startClock();
    else this.showFrame();
    this.moves.call();
  }

  /** Takes the audio element as the source of sound. Returns the function that lets go of it. */
  attachSound(element: HTMLAudioElement): () => void {
    this.sound = element;
    element.volume = this.state.volume;
    const ending = new AbortController();
    const { signal } = ending;
    element.addEventListener(
      'loadstart',
      () => {
        this.solve('sound');
      },
      { signal },
    );
    element.addEventListener(
      'loadedmetadata',
      () => {
        if (this.state.playing) this.startClock();
      },
      { signal },
    );
    element.addEventListener(
      'error',
      () => {
        this.set({ problem: 'sound' });
      },
      { signal },
    );
    // Paused from outside: a media key, or headphones pulled out.
    element.addEventListener(
      'pause',
      () => {
        if (this.state.playing && this.clock === 'sound' && !element.ended && element.readyState > 0)
          this.pause();
      },
      { signal },
    );
    return () => {
      ending.abort();
      this.sound = null;
    };
  }

  /** Takes the video element as the picture. Returns the function that lets go of it. */
  attachPicture(element: HTMLVideoElement): () => void {
    this.picture = element;
    const ending = new AbortController();
    const { signal } = ending;
    const show = () => {
      if (!this.state.playing) this.showFrame();
    };
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
    element.addEventListener('seeked', show, { signal });
    element.addEventListener(
      'error',
      () => {
        this.set({ problem: 'picture' });
      },
      { signal },
    );
    return () => {
      ending.abort();
      this.picture = null;
    };
  }

  /** Stops everything for good. */
  dispose(): void {
    cancelAnimationFrame(this.frameRequest);
    this.sound?.pause();
    this.picture?.pause();
  }

  toggle(): void {
    if (this.state.playing) this.pause();
    else this.play(1);
  }

  /** Plays at a speed: 1 or 2, or silently backwards at -1 or -2. At the very end it starts over. */
  play(speed: number): void {
    const { start, end } = reach(this.programme);
    if (speed > 0 && stepFrames(this.at, 1, this.programme.rate) >= end)
      this.at = clamp(heart(this.programme).start, { start, end }, this.programme.rate);
    this.set({ playing: true, speed, problem: this.state.problem === 'blocked' ? null : this.state.problem });
    this.startClock();
    cancelAnimationFrame(this.frameRequest);
    this.frameRequest = requestAnimationFrame(this.tick);
  }

  /** Faster in one direction: J is -1, L is 1; the second time doubles. */
  shuttle(direction: 1 | -1): void {
    const { playing, speed } = this.state;
    if (playing) this.at = this.readClock();
    this.play(playing && Math.sign(speed) === direction ? 2 * direction : direction);
  }

  pause(): void {
    if (!this.state.playing) return;
    this.at = this.readClock();
    this.set({ playing: false, speed: 1, waiting: false });
    cancelAnimationFrame(this.frameRequest);
    this.sound?.pause();
    this.picture?.pause();
    if (this.picture) this.picture.playbackRate = 1;
    this.moveTo(stepFrames(this.at, 0, this.programme.rate));
  }

  /** Goes to an absolute position in flicks, as near as there is something. Playing goes on from there. */
  seek(position: number): void {
    this.moveTo(position);
    if (this.state.playing) this.startClock();
  }

  /** Stops, and steps by whole frames. */
  step(frames: number): void {
    this.pause();
    this.moveTo(stepFrames(this.at, frames, this.programme.rate));
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

  setVolume(volume: number): void {
    if (this.sound) this.sound.volume = volume;
    if (this.picture) this.picture.volume = volume;
    this.set({ volume });
  }

  private readonly tick = (): void => {
    if (!this.state.playing) return;
    this.at = this.readClock();
    const { start, end } = reach(this.programme);
    if (this.at >= end || (this.state.speed < 0 && this.at <= start)) {
      this.at = clamp(this.at, { start, end }, this.programme.rate);
      this.pauseAt();
      return;
    }
    if (this.clockFor(this.at) !== this.clock) this.startClock();
    this.showWaiting();
    this.followSound();
    this.moves.call();
    this.frameRequest = requestAnimationFrame(this.tick);
  };

  private pauseAt(): void {
    const here = this.at;
    this.clock = 'wall';
    this.wall = { since: performance.now(), from: here };
    this.pause();
  }

  private clockFor(position: number): Clock {
    if (this.state.speed < 0) return 'wall';
    const { sound, picture } = this.programme;
    if (this.sound && within(position, sound)) return 'sound';
    return !sound && this.picture && within(position, picture) ? 'picture' : 'wall';
  }

  private readClock(): number {
    const { sound, picture } = this.programme;
    if (this.clock === 'sound' && this.sound && sound) {
      if (this.sound.ended) return sound.end;
      // Before its length is known an element says 0.
      return this.sound.readyState === 0 ? this.at : sound.start + secondsToFlicks(this.sound.currentTime);
    }
    if (this.clock === 'picture' && this.picture && picture) {
      if (this.picture.ended) return picture.end;
      return this.picture.readyState === 0
        ? this.at
        : picture.start - picture.firstFrame + secondsToFlicks(this.picture.currentTime);
    }
    const seconds = ((performance.now() - this.wall.since) / 1000) * this.state.speed;
    return this.wall.from + Math.round(seconds * FLICKS_PER_SECOND);
  }

  private startClock(): void {
    this.clock = this.clockFor(this.at);
    const { sound, picture } = this.programme;
    const { speed } = this.state;
    if (this.picture) this.picture.muted = this.clock !== 'picture';
    if (this.clock === 'sound' && this.sound && sound) {
      this.sound.currentTime = flicksToSeconds(this.at - sound.start);
      this.sound.playbackRate = speed;
      this.start(this.sound);
      return;
    }
    // The clock is no longer the sound by now, so this pause is not taken for one from outside.
    this.sound?.pause();
    this.wall = { since: performance.now(), from: this.at };
    if (this.clock === 'picture' && this.picture && picture) {
      this.picture.currentTime = movieSeconds(this.at, picture);
      this.picture.playbackRate = speed;
      this.start(this.picture);
    }
  }

  private start(element: HTMLMediaElement): void {
    element.play().catch((error: unknown) => {
      // Interrupted by a pause or another source: somebody already asked for something else.
      if (!(error instanceof DOMException) || error.name !== 'NotAllowedError') return;
      this.pause();
      this.set({ problem: 'blocked' });
    });
  }

  /** While the clock is not the picture itself: keeps the picture where the playhead is. */
  private followSound(): void {
    const { picture, rate } = this.programme;
    const video = this.picture;
    const here = within(this.at, picture);
    this.set({ pictureHere: here });
    if (!video || !picture || this.clock === 'picture' || video.readyState === 0) return;
    const { speed } = this.state;
    if (!here || speed < 0 || this.starved()) {
      if (!video.paused) video.pause();
      if (here && speed < 0 && !video.seeking) video.currentTime = movieFrameSeconds(this.at, picture, rate);
      return;
    }
    const target = movieSeconds(this.at, picture);
    if (video.paused) this.start(video);
    if (video.seeking) return;
    const { num, den } = frameRate(rate);
    const next = correction(target - video.currentTime, den / num, speed, this.catchingUp);
    if (next.jump) {
      video.currentTime = target + JUMP_LEAD_SECONDS * speed;
      return;
    }
    this.catchingUp = next.speed !== speed;
    if (video.playbackRate !== next.speed) video.playbackRate = next.speed;
  }

  /** The clock's element has nothing more to play yet. */
  private starved(): boolean {
    const element = this.clock === 'sound' ? this.sound : this.clock === 'picture' ? this.picture : null;
    return element !== null && element.readyState < HTMLMediaElement.HAVE_FUTURE_DATA && !element.ended;
  }

  private showWaiting(): void {
    const now = performance.now();
    this.waitingSince = this.starved() ? (this.waitingSince ?? now) : null;
    this.set({ waiting: this.waitingSince !== null && now - this.waitingSince > WAIT_SHOWN_MS });
  }

  private moveTo(position: number): void {
    this.at = clamp(position, reach(this.programme), this.programme.rate);
    if (!this.state.playing) this.showFrame();
    this.moves.call();
  }

  /** Standing still: the picture shows the frame at the playhead. */
  private showFrame(): void {
    const { picture, rate } = this.programme;
    this.set({ pictureHere: within(this.at, picture) });
    const video = this.picture;
    if (!video || !picture || !within(this.at, picture) || video.readyState === 0 || video.seeking) return;
    const target = movieFrameSeconds(this.at, picture, rate);
    if (Math.abs(video.currentTime - target) > 1e-4) video.currentTime = target;
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
