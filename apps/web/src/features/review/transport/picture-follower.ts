import { frameRate, secondsToFlicks } from '@segue/timecode';
import { movieFrameSeconds, movieSeconds, within, type Programme } from './programme';

/** Beyond this the picture jumps: catching up at a tenth of the speed would be seen for seconds. */
const FAR_SECONDS = 0.3;
/** The most that the picture's speed is changed to catch up. */
const MOST = 0.1;
/** A jumping picture lands this much ahead, about what the seek itself takes. */
const JUMP_LEAD_SECONDS = 0.06;
/** Pictures come at least this often while a movie plays; after that the element's own clock is asked. */
const FRESH_MS = 100;

/** What the picture is to do to be where the sound is: play on at a speed, or jump. */
export type Correction = { readonly jump: true } | { readonly jump: false; readonly speed: number };

/**
 * How the muted picture keeps up with the sound, which is never corrected. `behind` is how many seconds the picture
 * lags (negative: runs ahead), `frame` the length of a frame in seconds, `catchingUp` whether its speed is changed now.
 * It starts when more than a quarter of a frame off, which with the pace of the screen stays within half a frame, and goes on
 * until well inside, so that it does not flutter.
 */
export function correction(behind: number, frame: number, speed: number, catchingUp: boolean): Correction {
  const off = Math.abs(behind);
  if (off > FAR_SECONDS * Math.max(1, speed)) return { jump: true };
  if (off <= (catchingUp ? frame / 16 : frame / 4)) return { jump: false, speed };
  return { jump: false, speed: speed * (1 + Math.max(-MOST, Math.min(MOST, 2 * behind))) };
}

/** The video element on film time: it follows the playhead, or tells the time where it is alone. */
export class PictureFollower {
  private video: HTMLVideoElement | null = null;
  private catchingUp = false;
  private shown: { readonly mediaTime: number; readonly at: number } | null = null;

  /** Takes the element. Returns the function that lets go of it. */
  attach(element: HTMLVideoElement): () => void {
    this.video = element;
    const look: VideoFrameRequestCallback = (_now, { mediaTime, expectedDisplayTime }) => {
      this.shown = { mediaTime, at: expectedDisplayTime };
      request = element.requestVideoFrameCallback(look);
    };
    // Firefox before 132 does not tell.
    const tells = 'requestVideoFrameCallback' in element;
    let request = tells ? element.requestVideoFrameCallback(look) : 0;
    return () => {
      if (tells) element.cancelVideoFrameCallback(request);
      this.video = null;
      this.shown = null;
    };
  }

  get attached(): boolean {
    return this.video !== null;
  }

  /** It has nothing more to show yet. */
  get starved(): boolean {
    const { video } = this;
    return video !== null && video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA && !video.ended;
  }

  setVolume(volume: number): void {
    if (this.video) this.video.volume = volume;
  }

  /** Plays with its own sound, and tells the time. Rejects when the browser does not allow it. */
  async lead(position: number, speed: number, picture: NonNullable<Programme['picture']>): Promise<void> {
    const { video } = this;
    if (!video) return;
    video.muted = false;
    video.currentTime = movieSeconds(position, picture);
    video.playbackRate = speed;
    await video.play();
  }

  /** Where it stands while it tells the time, as an absolute position in flicks; null when it does not know yet. */
  told(picture: NonNullable<Programme['picture']>): number | null {
    const { video } = this;
    if (!video || video.readyState === 0) return null;
    if (video.ended) return picture.end;
    return picture.start - picture.firstFrame + secondsToFlicks(video.currentTime);
  }

  /** Shows, and is not heard. */
  hush(): void {
    if (this.video) this.video.muted = true;
  }

  /** Stands still, at a normal speed. */
  rest(): void {
    if (!this.video) return;
    this.video.pause();
    this.video.playbackRate = 1;
  }

  /** Keeps the picture where the playhead is. `held`: the playhead waits. Backwards it goes frame by frame. */
  follow(position: number, speed: number, held: boolean, { picture, rate }: Programme): void {
    const { video } = this;
    if (!video || !picture || video.readyState === 0) return;
    const here = within(position, picture);
    if (!here || speed < 0 || held) {
      if (!video.paused) video.pause();
      if (here && speed < 0 && !video.seeking) video.currentTime = movieFrameSeconds(position, picture, rate);
      return;
    }
    const target = movieSeconds(position, picture);
    // Interrupted by a pause or another movie: somebody already asked for something else.
    if (video.paused) video.play().catch(() => undefined);
    if (video.seeking) return;
    const { num, den } = frameRate(rate);
    const next = correction(target - this.seconds(video), den / num, speed, this.catchingUp);
    if (next.jump) {
      video.currentTime = target + JUMP_LEAD_SECONDS * speed;
      return;
    }
    this.catchingUp = next.speed !== speed;
    if (video.playbackRate !== next.speed) video.playbackRate = next.speed;
  }

  /** Standing still: shows the frame at the playhead. */
  showFrame(position: number, { picture, rate }: Programme): void {
    const { video } = this;
    if (!video || !picture || !within(position, picture) || video.readyState === 0 || video.seeking) return;
    const target = movieFrameSeconds(position, picture, rate);
    if (Math.abs(video.currentTime - target) > 1e-4) video.currentTime = target;
  }

  /** What is on the screen, in seconds of the movie: by its last picture when there was one just now. */
  private seconds(video: HTMLVideoElement): number {
    const age = this.shown ? performance.now() - this.shown.at : Infinity;
    if (!this.shown || Math.abs(age) > FRESH_MS || video.paused) return video.currentTime;
    const seconds = this.shown.mediaTime + (age / 1000) * video.playbackRate;
    // After a jump the last picture is still that from before it.
    return Math.abs(seconds - video.currentTime) < FAR_SECONDS ? seconds : video.currentTime;
  }
}
