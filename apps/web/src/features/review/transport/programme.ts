import {
  FLICKS_PER_SECOND,
  flicksToFrame,
  flicksToSeconds,
  frameMiddleSeconds,
  frameToFlicks,
  type FrameRateName,
} from '@segue/timecode';

/** A stretch of film time: absolute positions in flicks, `end` exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** What is under the playhead: sound and picture laid out on film time. Positions are absolute, in flicks. */
export interface Programme {
  readonly rate: FrameRateName;
  /** Where the version lies; null when the cue has none yet. */
  readonly sound: Stretch | null;
  /** Where the movie lies, and the presentation time of its first frame in flicks; null without a movie. */
  readonly picture: (Stretch & { readonly firstFrame: number }) | null;
  /** Where the cue was spotted. */
  readonly cue: Stretch | null;
  /** Where the film starts: the place to stand when there is nothing else. */
  readonly filmStart: number;
}

/** Nothing to play is still a place to stand: a minute from the film's start. */
const EMPTY_SECONDS = 60;

/** What the review is about: the music, or where it is to be, or the picture. Home and End lead to its borders. */
export function heart({ sound, cue, picture, filmStart }: Programme): Stretch {
  return sound ?? cue ?? picture ?? { start: filmStart, end: filmStart + EMPTY_SECONDS * FLICKS_PER_SECOND };
}

/** Everything the playhead can reach: from the earliest start to the latest end. */
export function reach(programme: Programme): Stretch {
  const { sound, cue, picture } = programme;
  const parts = [sound, cue, picture].filter((part) => part !== null);
  if (parts.length === 0) return heart(programme);
  return {
    start: Math.min(...parts.map(({ start }) => start)),
    end: Math.max(...parts.map(({ end }) => end)),
  };
}

/** Whether a position lies in a stretch. */
export function within(position: number, stretch: Stretch | null): boolean {
  return stretch !== null && position >= stretch.start && position < stretch.end;
}

/** The nearest position in a stretch that is the first flick of a frame or the stretch's own start. */
export function clamp(position: number, { start, end }: Stretch, rate: FrameRateName): number {
  const lastFrame = frameToFlicks(flicksToFrame(Math.max(start, end - 1), rate), rate);
  return Math.min(Math.max(Math.round(position), start), Math.max(start, lastFrame));
}

/** The start of the frame that lies `frames` after the one at `position`. */
export function stepFrames(position: number, frames: number, rate: FrameRateName): number {
  return frameToFlicks(flicksToFrame(position, rate) + frames, rate);
}

/** The media time of the picture at a film position, in seconds: for following while it plays. */
export function movieSeconds(position: number, picture: NonNullable<Programme['picture']>): number {
  return flicksToSeconds(position - picture.start + picture.firstFrame);
}

/** The media time to seek to so that the frame at a film position is shown, in seconds: the middle of that frame. */
export function movieFrameSeconds(
  position: number,
  picture: NonNullable<Programme['picture']>,
  rate: FrameRateName,
): number {
  return (
    frameMiddleSeconds(flicksToFrame(position - picture.start, rate), rate) +
    flicksToSeconds(picture.firstFrame)
  );
}
